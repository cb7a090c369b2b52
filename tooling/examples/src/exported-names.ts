import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { root } from './example.ts'
import { namesDeclaredBy, parse } from './names.ts'

/** The names that a file exports, each with the place of its declaration: two exports are the same thing when their places are equal. */
export type ExportedNames = ReadonlyMap<string, string>

const known = new Map<string, ExportedNames>()

/** What a file of the repository exports, through its re-exports, types included. */
export function exportedNames(path: string): ExportedNames {
  const before = known.get(path)
  if (before) return before
  const names = new Map<string, string>()
  known.set(path, names)
  for (const statement of parse(readFileSync(join(root, path), 'utf8')).statements) {
    if (ts.isExportDeclaration(statement)) {
      for (const [name, place] of reExported(statement, path)) names.set(name, place)
    } else if (isExported(statement)) {
      for (const name of namesDeclaredBy(statement)) names.set(name, `${path}#${name}`)
    }
  }
  return names
}

/** The file that a package's name stands for, relative to the root. */
export function indexOf(packageName: string): string {
  return `packages/${packageName.replace('@gradus/', '')}/src/index.ts`
}

function reExported({ exportClause, moduleSpecifier }: ts.ExportDeclaration, path: string): [name: string, place: string][] {
  const target = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? fileOf(moduleSpecifier.text, path) : undefined
  const there = target === undefined ? new Map<string, string>() : exportedNames(target)
  if (exportClause === undefined) return [...there]
  if (ts.isNamespaceExport(exportClause)) return [[exportClause.name.text, `${target}#*`]]
  return exportClause.elements.map(({ name, propertyName }) => {
    const original = (propertyName ?? name).text
    return [name.text, there.get(original) ?? `${path}#${original}`]
  })
}

function fileOf(specifier: string, from: string): string | undefined {
  const file = specifier.startsWith('.') ? join(dirname(from), specifier) : indexOf(specifier)
  return existsSync(join(root, file)) ? file : undefined
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from 'tooling-rules/source-files'
import ts from 'typescript'
import type { Operation } from './operation.ts'

const sources = 'packages/tensor/src'

/** Every operation that `@gradus/tensor` exports, by name: what its index takes from `ops/`, without types. */
export function findOperations(): Operation[] {
  const operations = parse(`${sources}/index.ts`).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const { text: path } = statement.moduleSpecifier
    if (!path.startsWith('./ops/') || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) return []
    const names = statement.exportClause.elements.filter(({ isTypeOnly }) => !isTypeOnly && !statement.isTypeOnly)
    return names.map(({ name }) => operationIn(join(sources, path), name.text))
  })
  return operations.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(repositoryRoot, path), 'utf8'), ts.ScriptTarget.Latest, true)
}

function operationIn(file: string, name: string): Operation {
  const source = parse(file)
  const statement = source.statements.find((statement) => declares(statement, name))
  if (!statement) throw new Error(`${file} declares no ${name}`)
  const docstring = ts.getJSDocCommentsAndTags(statement).findLast(ts.isJSDoc)?.getText() ?? ''
  return { name, file, kind: ts.isFunctionDeclaration(statement) ? 'functions' : 'variables', ...partsOf(docstring) }
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name
  return ts.isVariableStatement(statement) && statement.declarationList.declarations.some((declared) => declared.name.getText() === name)
}

/** The parts of a docstring in the house's form: lines such as `Gradient: …`, which may go on below, and an example. */
export function partsOf(docstring: string): Pick<Operation, 'gradient' | 'literature' | 'example'> {
  const lines = docstring.replace(/^\/\*\*|\*\/$/g, '').split('\n')
  const [prose = '', example = ''] = lines
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .split(/^@example$/m)
  const part = (heading: string) => {
    const found = new RegExp(`^${heading}: ([^]*?)(?=\\n\\n|\\n[A-Z][a-z]+(?:, [^:\\n]*)?: |\\s*$(?![^]))`, 'm').exec(prose)
    return found?.[1]?.replace(/\s+/g, ' ').trim()
  }
  return { gradient: part('Gradient'), literature: part('Source'), example: example.trim() }
}

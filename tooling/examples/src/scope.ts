import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { type Example, nameOf, root } from './example.ts'
import { exportedNames, indexOf } from './exported-names.ts'
import { declaredNames, parse } from './names.ts'

/** Where a name comes from that an example uses without saying so. */
export interface Origin {
  readonly specifier: string
  /** What it is called there. */
  readonly name: string
}

/**
 * Where a name comes from: in a page from the nearest block above that declares or imports it; in a docstring from the file, else from
 * the package, else from the packages it depends on. Undefined when it comes from none of them.
 */
export function originOf(name: string, example: Example): Origin | undefined {
  return example.path.endsWith('.md') ? fromEarlier(name, example) : fromPackages(name, example)
}

function fromEarlier(name: string, { earlier }: Example): Origin | undefined {
  for (const block of earlier.toReversed()) {
    if (declaredNames(block.code).includes(name)) return { specifier: `./${block.line}.ts`, name }
    const imported = importedAs(name, block.code)
    if (imported) return imported
  }
  return undefined
}

function importedAs(name: string, code: string): Origin | undefined {
  for (const statement of parse(code).statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const bindings = statement.importClause?.namedBindings
    const found = bindings && ts.isNamedImports(bindings) ? bindings.elements.find((element) => element.name.text === name) : undefined
    if (found) return { specifier: statement.moduleSpecifier.text, name: (found.propertyName ?? found.name).text }
  }
  return undefined
}

function fromPackages(name: string, example: Example): Origin | undefined {
  const { name: own, dependencies } = manifestOf(example.path)
  const [here, published] = [exportedNames(example.path).get(name), exportedNames(indexOf(own)).get(name)]
  if (here !== undefined && here !== published) return { specifier: join(root, example.path), name }
  if (published !== undefined) return { specifier: own, name }
  const found = new Map<string, string>()
  for (const dependency of dependencies) {
    const place = exportedNames(indexOf(dependency)).get(name)
    if (place !== undefined) found.set(place, dependency)
  }
  if (found.size > 1) {
    throw new Error(`${nameOf(example)}: ${name} could come from ${[...found.values()].join(' or ')}; the example has to import it`)
  }
  const [specifier] = found.values()
  return specifier === undefined ? undefined : { specifier, name }
}

function manifestOf(path: string): { readonly name: string; readonly dependencies: readonly string[] } {
  const [family, folder] = path.split('/')
  const { name, dependencies = {} } = JSON.parse(readFileSync(join(root, family!, folder!, 'package.json'), 'utf8'))
  return { name, dependencies: Object.keys(dependencies) }
}

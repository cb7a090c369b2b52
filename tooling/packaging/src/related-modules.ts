import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { repositoryRoot } from 'tooling-rules/source-files'
import ts from 'typescript'

/**
 * The built modules that an export needs, as paths below `packages/`: the one that defines it, and those that define what that one imports,
 * and so on, name by name. Modules that only pass names on are not among them.
 */
export function relatedModules(specifier: string, name: string): Set<string> {
  const related = new Set<string>()
  const seen = new Set<string>()
  const need = (file: string, name: string): boolean => {
    const module = moduleOf(file)
    const key = `${file} ${name}`
    if (seen.has(key)) return true
    const passed = module.passes.get(name)
    if (passed) {
      seen.add(key)
      needImported(passed, file)
      return true
    }
    if (module.defines.has(name)) {
      seen.add(key)
      whole(file)
      return true
    }
    return module.passesAll.some((from) => need(fileOf(from, file), name))
  }
  const whole = (file: string): void => {
    const path = relative(join(repositoryRoot, 'packages'), file).split(sep).join('/')
    if (related.has(path)) return
    related.add(path)
    for (const each of moduleOf(file).imports) needImported(each, file)
  }
  const needImported = ({ from, names }: Imported, file: string): void => {
    if (from.startsWith('node:')) return
    for (const name of names) {
      if (name === everything) needAll(fileOf(from, file))
      else if (!need(fileOf(from, file), name)) throw new Error(`${file}: ${from} does not export ${name}`)
    }
  }
  const needAll = (file: string): void => {
    const { defines, passes, passesAll } = moduleOf(file)
    if (defines.size > 0) whole(file)
    for (const name of passes.keys()) need(file, name)
    for (const from of passesAll) needAll(fileOf(from, file))
  }
  need(fileOf(specifier, ''), name)
  return related
}

/** Stands for all names of a module. */
const everything = '*'

/** Names that a module takes from another one. */
interface Imported {
  readonly from: string
  readonly names: readonly string[]
}

interface Module {
  readonly imports: readonly Imported[]
  /** What it exports of its own, what it passes on by name, and the modules of which it passes on everything. */
  readonly defines: ReadonlySet<string>
  readonly passes: ReadonlyMap<string, Imported>
  readonly passesAll: readonly string[]
}

const modules = new Map<string, Module>()

function moduleOf(file: string): Module {
  const module = modules.get(file) ?? parse(file, readFileSync(file, 'utf8'))
  modules.set(file, module)
  return module
}

function parse(file: string, text: string): Module {
  const imports = new Map<string, Imported>()
  const defines = new Set<string>()
  const passes = new Map<string, Imported>()
  const passesAll: string[] = []
  const textOf = (node: ts.Node): string => (node as ts.Identifier | ts.StringLiteral).text
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = textOf(statement.moduleSpecifier)
      const bindings = statement.importClause?.namedBindings
      if (bindings && ts.isNamespaceImport(bindings)) {
        imports.set(bindings.name.text, { from, names: membersOf(bindings.name, source) })
      } else {
        for (const { name, propertyName } of bindings?.elements ?? [])
          imports.set(name.text, { from, names: [textOf(propertyName ?? name)] })
      }
    } else if (ts.isExportDeclaration(statement)) {
      const from = statement.moduleSpecifier && textOf(statement.moduleSpecifier)
      if (!statement.exportClause) passesAll.push(from!)
      else if (ts.isNamespaceExport(statement.exportClause))
        passes.set(textOf(statement.exportClause.name), { from: from!, names: [everything] })
      else {
        for (const { name, propertyName } of statement.exportClause.elements) {
          const local = textOf(propertyName ?? name)
          const imported = from === undefined ? imports.get(local) : { from, names: [local] }
          if (imported) passes.set(textOf(name), imported)
          else defines.add(textOf(name))
        }
      }
    }
  }
  return { imports: [...imports.values()], defines, passes, passesAll }
}

/** The members of a namespace that a file names, which are those that bundlers keep; everything where it is handed on as an object. */
function membersOf(namespace: ts.Identifier, source: ts.SourceFile): string[] {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === namespace.text && node !== namespace) {
      const { parent } = node
      names.add(ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : everything)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names.has(everything) ? [everything] : [...names]
}

/** The file of a module that another one names: a neighbour, or an entry of a package of ours. */
function fileOf(specifier: string, from: string): string {
  if (isAbsolute(specifier)) return specifier
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  const [, folder, entry = ''] = /^(?:@gradus\/)?([^/]+)(\/.+)?$/.exec(specifier)!
  const root = join(repositoryRoot, 'packages', folder!)
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, { default: string }> }
  return join(root, exports[`.${entry}`]!.default)
}

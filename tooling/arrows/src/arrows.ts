import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { isTest, type SourceFile } from 'tooling-rules/source-files'
import { diagram, type Reach } from './diagram.ts'
import { importsOf } from './imports.ts'

/** What the check reads of a package.json. */
export interface Manifest {
  readonly name: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package of the workspace: its folder, such as `packages/kernel`, its manifest and its sources. */
export interface WorkspacePackage {
  readonly folder: string
  readonly manifest: Manifest
  readonly files: readonly SourceFile[]
}

/** Everything in the workspace that goes against the diagram, one line each. */
export function brokenArrows(workspace: readonly WorkspacePackage[], rootManifest: Manifest): string[] {
  const published = new Map(workspace.map((each) => [each.manifest.name, each]))
  const complaints: string[] = []
  for (const each of workspace) {
    complaints.push(...brokenManifest(each, published))
    const inPackages = each.folder.startsWith('packages/')
    for (const file of each.files) {
      for (const { specifier, typeOnly, line } of importsOf(file.path, file.text)) {
        const complaint =
          brokenAnywhere(specifier, file, each, published) ??
          (inPackages ? brokenInPackage(specifier, typeOnly, file, each, rootManifest) : undefined)
        if (complaint !== undefined) complaints.push(`${file.path}:${line} ${complaint}`)
      }
    }
    if (inPackages) complaints.push(...spreadOverFiles(each))
  }
  return complaints
}

function brokenManifest({ folder, manifest }: WorkspacePackage, published: ReadonlyMap<string, unknown>): string[] {
  const complaints: string[] = []
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
    if (manifest.scripts?.[script] !== undefined) complaints.push(`${folder}/package.json: no ${script} script`)
  }
  if (!folder.startsWith('packages/')) return complaints
  const reaches = diagram.get(baseName(folder))
  if (!reaches) return [...complaints, `${folder}: draw its arrows in tooling/arrows/src/diagram.ts`]
  for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies'] as const) {
    for (const name of Object.keys(manifest[field] ?? {})) {
      if (!published.has(name)) {
        complaints.push(`${folder}/package.json: ${name} is outside this repository, which no library depends on`)
      } else if (!reaches.has(shortName(name))) {
        complaints.push(`${folder}/package.json: no arrow from ${baseName(folder)} to ${shortName(name)}`)
      }
    }
  }
  return complaints
}

/** Rules for every file: relative imports stay in their package, other packages are entered by their front door. */
function brokenAnywhere(
  specifier: string,
  file: SourceFile,
  { folder }: WorkspacePackage,
  published: ReadonlyMap<string, WorkspacePackage>,
): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier)
    return target.startsWith(`${folder}/`) ? undefined : `${specifier} reaches out of ${folder}`
  }
  const { name, subpath } = splitSpecifier(specifier)
  const target = published.get(name)
  if (target && subpath !== '.' && target.manifest.exports?.[subpath] === undefined) {
    return `${specifier} is a deep import: ${name} does not export ${subpath}`
  }
  return undefined
}

function brokenInPackage(
  specifier: string,
  typeOnly: boolean,
  file: SourceFile,
  { folder, manifest }: WorkspacePackage,
  rootManifest: Manifest,
): string | undefined {
  const from = baseName(folder)
  const test = isTest(file.path)
  const onNode = isNodeOnly(file.path, folder)
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier)
    if (isNodeOnly(target, folder) && !onNode && !test) return `${specifier} needs Node: only ./node may import it`
    return undefined
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return test || onNode ? undefined : `${specifier} needs Node: move it behind the ./node subpath`
  }
  const { name } = splitSpecifier(specifier)
  if (name === manifest.name) return test ? undefined : `${from} imports itself by name: import the file`
  if (isOurs(name)) {
    const to = shortName(name)
    if (test) return below(from).has(to) ? undefined : `no arrow leads down from ${from} to ${to}, for tests neither`
    const reach = diagram.get(from)?.get(to)
    if (reach === undefined) return `no arrow from ${from} to ${to}`
    if (reach === 'types' && !typeOnly) return `${from} knows only the types of ${to}: use import type`
    return undefined
  }
  const known = { ...rootManifest.devDependencies, ...manifest.devDependencies }
  if (test && known[name] !== undefined) return undefined
  return `${name} is outside this repository: ${test ? 'list it in devDependencies' : 'no library depends on it'}`
}

/** An arrow for one file is broken by the second file that uses it. */
function spreadOverFiles({ folder, manifest, files }: WorkspacePackage): string[] {
  const reaches: ReadonlyMap<string, Reach> = diagram.get(baseName(folder)) ?? new Map()
  const complaints: string[] = []
  for (const [to, reach] of reaches) {
    if (reach !== 'one file') continue
    const users = files.filter(
      ({ path, text }) => !isTest(path) && importsOf(path, text).some(({ specifier }) => shortName(splitSpecifier(specifier).name) === to),
    )
    if (users.length > 1) {
      const paths = users.map(({ path }) => path).join(', ')
      complaints.push(`${manifest.name}: ${to} may be named in one file, and is in ${users.length}: ${paths}`)
    }
  }
  return complaints
}

/** Every package that can be reached along the arrows. */
function below(from: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const to of diagram.get(from)?.keys() ?? []) {
    if (seen.has(to)) continue
    seen.add(to)
    below(to, seen)
  }
  return seen
}

/** `src/node.ts` and `src/node/` are what the `./node` subpath publishes. */
function isNodeOnly(path: string, folder: string): boolean {
  return path === `${folder}/src/node.ts` || path.startsWith(`${folder}/src/node/`)
}

function isOurs(name: string): boolean {
  return name === 'gradus' || name.startsWith('@gradus/')
}

function shortName(name: string): string {
  return isOurs(name) ? name.replace('@gradus/', '') : ''
}

function baseName(folder: string): string {
  return posix.basename(folder)
}

/** `@gradus/x/src/y.ts` is the package `@gradus/x` at `./src/y.ts`; the package itself is at `.`. */
function splitSpecifier(specifier: string): { name: string; subpath: string } {
  const parts = specifier.split('/')
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
  const rest = specifier.slice(name.length)
  return { name, subpath: rest === '' ? '.' : `.${rest}` }
}

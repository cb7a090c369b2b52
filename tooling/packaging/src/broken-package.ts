import type { Packed } from './packed.ts'

/** What the checks read of a package.json. */
export interface Manifest {
  readonly name: string
  readonly version?: string
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly license?: string
  readonly author?: string
  readonly repository?: { readonly url: string; readonly directory?: string }
  readonly type?: string
  readonly engines?: Readonly<Record<string, string>>
  readonly sideEffects?: unknown
  readonly files?: readonly string[]
  readonly bin?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly publishConfig?: Readonly<Record<string, unknown>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly bundleDependencies?: unknown
}

/** A packed package, as far as its manifest and files go. */
export type Contents = Pick<Packed, 'source' | 'sourceManifest' | 'manifest' | 'files'>

/** Everything that is wrong with what users would get, one line each. */
export function brokenPackage(contents: Contents): string[] {
  const library = contents.source.startsWith('packages/')
  return [
    ...brokenDescription(contents),
    ...brokenScripts(contents),
    ...(library ? brokenDependencies(contents) : []),
    ...(library ? brokenExports(contents) : brokenCommands(contents)),
    ...brokenFiles(contents),
  ]
}

/** What a registry shows, and what package managers decide by. */
function brokenDescription({ manifest, source }: Contents): string[] {
  const { description = '', keywords = [], engines = {}, repository } = manifest
  return complaints([
    [manifest.license === 'MIT', 'license must be MIT'],
    [manifest.author !== undefined, 'author is missing'],
    [/^[A-Z].*\.$/.test(description), `description must be a sentence, got "${description}"`],
    [keywords.includes('gradus') && keywords.length >= 4, `keywords must be gradus and three or more, got ${keywords.join(', ')}`],
    [manifest.type === 'module', 'type must be module'],
    [engines.node === '>=20.19', `engines.node must be >=20.19, from which on require takes ES modules, got ${engines.node}`],
    [manifest.publishConfig?.access === 'public', 'publishConfig.access must be public, or a first release fails'],
    [repository === undefined || repository.directory === source, `repository.directory must be ${source}`],
  ])
}

/** Nothing of ours runs when a package is installed. */
function brokenScripts({ manifest }: Contents): string[] {
  const barred = [
    'preinstall',
    'install',
    'postinstall',
    'preprepare',
    'prepare',
    'postprepare',
    'preuninstall',
    'uninstall',
    'postuninstall',
  ]
  return complaints(barred.map((script) => [manifest.scripts?.[script] === undefined, `no ${script} script`]))
}

/** A library needs nothing but this repository. */
function brokenDependencies({ manifest }: Contents): string[] {
  const fields = ['dependencies', 'peerDependencies', 'optionalDependencies'] as const
  const needed = fields.flatMap((field) => Object.entries(manifest[field] ?? {}))
  return complaints([
    [manifest.bundleDependencies === undefined, 'no bundled dependencies'],
    ...needed.map(([name]): Rule => [name === 'gradus' || name.startsWith('@gradus/'), `${name} is outside this repository`]),
    // Theirs is the same version, since all packages share one.
    ...needed.map(([name, range]): Rule => [range === `^${manifest.version}`, `${name} must be ^${manifest.version}, got ${range}`]),
  ])
}

/** Every entry has the same form, its files are there, and none leads to our sources. */
function brokenExports({ manifest, sourceManifest, files }: Contents): string[] {
  const { './package.json': self, ...entries } = manifest.exports ?? {}
  const rules: Rule[] = [
    [manifest.sideEffects === false, 'sideEffects must be false'],
    [self === './package.json', './package.json must be exported as it is'],
    [entries['.'] !== undefined, 'exports must have "."'],
  ]
  for (const [entry, target] of Object.entries(entries)) {
    const { types = '', default: code = '', ...others } = typeof target === 'string' ? {} : target
    const stem = /^\.\/(dist\/.+)\.js$/.exec(code)?.[1] ?? ''
    rules.push(
      [stem !== '' && types === `./${stem}.d.ts`, `exports["${entry}"] must be { types: './dist/x.d.ts', default: './dist/x.js' }`],
      [Object.keys(others).length === 0, `exports["${entry}"] has other conditions: ${Object.keys(others).join(', ')}`],
      [files.has(`${stem}.js`) && files.has(`${stem}.d.ts`), `exports["${entry}"] leads to files that are not there`],
    )
  }
  for (const [entry, target] of Object.entries(sourceManifest.exports ?? {})) {
    const { '@gradus/source': _, ...published } = typeof target === 'string' ? { default: target } : target
    const packed = typeof manifest.exports?.[entry] === 'string' ? { default: manifest.exports[entry] } : manifest.exports?.[entry]
    const expected = Object.keys(published).length === 0 ? undefined : published
    rules.push([JSON.stringify(packed) === JSON.stringify(expected), `exports["${entry}"] and that of publishConfig differ`])
  }
  return complaints(rules)
}

/** A program is started by its first line. */
function brokenCommands({ manifest, files }: Contents): string[] {
  const commands = Object.entries(manifest.bin ?? {})
  return complaints([
    [commands.length > 0, 'an app must have a bin'],
    ...commands.map(
      ([name, path]): Rule => [
        files.get(path)?.startsWith('#!/usr/bin/env node\n') === true,
        `bin ${name} must begin with #!/usr/bin/env node`,
      ],
    ),
  ])
}

/** Modules, their declarations and what people read; nothing that only we need. */
function brokenFiles({ manifest, files }: Contents): string[] {
  const papers = ['package.json', 'README.md', 'LICENSE']
  // Before the first release there is none.
  if (manifest.version !== '0.0.0') papers.push('CHANGELOG.md')
  const code = [...files.keys()].filter((path) => ![...papers, 'CHANGELOG.md'].includes(path))
  const rules: Rule[] = papers.map((path) => [Boolean(files.get(path)?.trim()), `${path} is missing or empty`])
  rules.push([manifest.files?.join(' ') === 'dist CHANGELOG.md', 'files must be dist and CHANGELOG.md'])
  for (const path of code) {
    rules.push(
      [/^dist\/.+(\.js|\.d\.ts)$/.test(path) && !/\.(test|test-d)\.|__|\/(src|fixtures)\//.test(path), `${path} is of no use to users`],
      [!files.get(path)!.includes('sourceMappingURL'), `${path} names a map of sources`],
      [!/@gradus\/source|['"](workspace|catalog):/.test(files.get(path)!), `${path} names something that only this repository has`],
    )
  }
  rules.push([
    !/@gradus\/source|"(workspace|catalog):/.test(files.get('package.json') ?? ''),
    'package.json names something that only this repository has',
  ])
  return complaints(rules)
}

/** What has to hold, and what to say when it does not. */
type Rule = readonly [holds: boolean, complaint: string]

function complaints(rules: readonly Rule[]): string[] {
  return rules.flatMap(([holds, complaint]) => (holds ? [] : [complaint]))
}

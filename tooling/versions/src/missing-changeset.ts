import { execFileSync } from 'node:child_process'
import { publishedFolders } from 'tooling-rules/published-folders'
import { isTest } from 'tooling-rules/source-files'

/** What changed since some state of the repository, uncommitted work included. */
export interface Changes {
  /** The state that it was compared with, in words. */
  readonly since: string
  /** The folders of published packages whose sources changed. */
  readonly packages: readonly string[]
  /** The changesets that tell users of it. */
  readonly changesets: readonly string[]
}

/** What changed, and whether it needs a changeset and has none. An empty changeset says that users will not notice. */
export function missingChangeset(root: string, since?: string): Changes & { readonly missing: boolean } {
  const base = baseOf(root, since)
  const paths = [
    ...git(root, 'diff', '--name-only', '--no-renames', base.commit, '--'),
    ...git(root, 'ls-files', '--others', '--exclude-standard'),
  ]
  const isSource = (path: string): boolean => /^[^/]+\/[^/]+\/src\//.test(path) && !isTest(path)
  const changed = new Set(paths.filter(isSource).map((path) => path.split('/').slice(0, 2).join('/')))
  const packages = publishedFolders(root).filter((folder) => changed.has(folder))
  const waiting = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '.changeset/*.md')
  const removed = new Set(git(root, 'ls-files', '--deleted', '.changeset/*.md'))
  const changesets = waiting.filter((path) => !removed.has(path) && (base.counts === 'waiting' || paths.includes(path)))
  return { since: base.name, packages, changesets, missing: packages.length > 0 && changesets.length === 0 }
}

interface Base {
  readonly commit: string
  readonly name: string
  /** On a branch the changesets that it adds or changes; on the main branch all that wait for the next version. */
  readonly counts: 'added' | 'waiting'
}

/**
 * The state to compare with: the one that was asked for; where a branch left the main branch; on the main branch itself, or where there is
 * none, as in a clone of one commit, the last version; and before there is a version, nothing.
 */
function baseOf(root: string, since: string | undefined): Base {
  if (since !== undefined) return { commit: commitOf(root, since) ?? fail(since), name: since, counts: 'added' }
  const head = commitOf(root, 'HEAD')
  const onBranch = ![undefined, 'main'].includes(tryGit(root, 'symbolic-ref', '--quiet', '--short', 'HEAD')[0])
  for (const main of ['origin/main', 'main']) {
    if (commitOf(root, main) === undefined) continue
    const [fork] = tryGit(root, 'merge-base', 'HEAD', main)
    if (fork !== undefined && (onBranch || fork !== head)) return { commit: fork, name: `where this branch left ${main}`, counts: 'added' }
  }
  const [version] = git(root, 'log', '-1', '--format=%H', '--', 'packages/*/CHANGELOG.md')
  if (version !== undefined) {
    // In a clone cut short, its oldest commit seems to have written every file.
    const cut = git(root, 'rev-parse', '--is-shallow-repository')[0] === 'true' && commitOf(root, `${version}^`) === undefined
    const name = cut ? 'itself: this clone does not reach back to the last version' : `the last version, ${version.slice(0, 7)}`
    return { commit: version, name, counts: 'waiting' }
  }
  return { commit: emptyTree, name: 'nothing: there is no version yet', counts: 'waiting' }
}

/** Git knows this tree without having it. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

function fail(since: string): never {
  throw new Error(`changesets: this clone has no commit "${since}" to compare with`)
}

function commitOf(root: string, name: string): string | undefined {
  return tryGit(root, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`)[0]
}

/** The lines that git prints. */
function git(root: string, ...args: string[]): string[] {
  const output = execFileSync('git', ['-c', 'core.quotePath=off', ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  return output.split('\n').filter((line) => line !== '')
}

/** None where git finds nothing, or two histories have no commit in common. */
function tryGit(root: string, ...args: string[]): string[] {
  try {
    return git(root, ...args)
  } catch {
    return []
  }
}

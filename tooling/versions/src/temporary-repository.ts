import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A git repository in a folder of its own, for tests. */
export interface TemporaryRepository {
  readonly root: string
  git(...args: string[]): string
  /** Writes files, or removes those whose text is undefined. */
  write(files: Readonly<Record<string, string | undefined>>): void
  /** Writes files and commits everything. */
  commit(files: Readonly<Record<string, string | undefined>>): void
  remove(): void
}

export function temporaryRepository(): TemporaryRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gradus-versions-')))
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgSign=false', '-c', 'core.autocrlf=false']
  const git = (...args: string[]): string => execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' })
  const write: TemporaryRepository['write'] = (files) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, path)
      if (text === undefined) rmSync(file)
      else {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
      }
    }
  }
  git('init', '--quiet', '--initial-branch', 'main')
  return {
    root,
    git,
    write,
    commit(files) {
      write(files)
      git('add', '--all')
      git('commit', '--quiet', '--message', 'A change')
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

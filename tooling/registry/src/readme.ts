import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Example, root } from 'tooling-examples/example'
import { examplesIn } from 'tooling-examples/examples-in'

/** What a reader of a package's README does first. */
export interface FirstSteps {
  /** What the section `Install` has them install. */
  readonly install: readonly string[]
  /** The blocks of the section `Smallest example`. */
  readonly examples: readonly Example[]
}

/** The first steps that the README in a folder of the repository shows. */
export function firstSteps(folder: string): FirstSteps {
  const path = `${folder}/README.md`
  const lines = readFileSync(join(root, path), 'utf8').split('\n')
  const [from, to] = section(lines, 'Smallest example')
  const commands = lines.slice(...section(lines, 'Install')).filter((line) => line.startsWith('npm install '))
  if (commands.length !== 1) throw new Error(`${path}: Install has to show one npm install, and shows ${commands.length}`)
  return {
    install: commands[0]!.split(' ').slice(2),
    examples: examplesIn(path).filter(({ line }) => line > from && line <= to),
  }
}

/** The lines below a heading and above the next one. */
function section(lines: readonly string[], heading: string): [from: number, to: number] {
  const from = lines.indexOf(`## ${heading}`) + 1
  if (from === 0) throw new Error(`no section called ${heading}`)
  const length = lines.slice(from).findIndex((line) => line.startsWith('## '))
  return [from, length === -1 ? lines.length : from + length]
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from 'tooling-examples/example'
import type { Generated } from './generated.ts'
import { pictureOf } from './picture-of.ts'
import { runCommand } from './run-command.ts'
import { timeless } from './timeless.ts'

/** What a file holds of a generated part, and what it would hold if it were made now. */
export interface Renewal {
  /** A picture, or the page itself; relative to the root. */
  readonly file: string
  readonly before: string
  readonly after: string
}

/** Makes a part anew. Times differ from run to run: a block that differs in nothing else stays as it is. */
export async function renewalsOf(part: Generated): Promise<Renewal[]> {
  const { page, command, text, pictures } = part
  const data = part.needs === undefined ? undefined : folderWith(part.needs)
  const written = await (/^\w+$/.test(command) ? pictureOf(command, part) : runCommand(command, data))
  if (text !== undefined) {
    const after = written.stdout.trimEnd()
    return [{ file: page, before: text, after: timeless(after) === timeless(text) ? text : after }]
  }
  if (pictures.length === 0) throw new Error(`${page}:${part.line}: no picture follows`)
  return pictures.map((picture) => {
    const file = join(dirname(page), picture)
    const after = written.pictures.get(picture)
    if (after === undefined) throw new Error(`${page}:${part.line}: ${command} writes no ${picture}`)
    return { file, before: existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '', after }
  })
}

/** Whether the data that a part needs is at hand: installed in the repository, or in the folder that the variable GRADUS_DATA names. */
export function isAtHand({ needs }: Generated): boolean {
  return needs === undefined || folderWith(needs) !== undefined
}

function folderWith(name: string): string | undefined {
  const paths = [process.env.GRADUS_DATA ?? root, root]
  return paths.find((path) => existsSync(join(path, 'node_modules', name, 'package.json')))
}

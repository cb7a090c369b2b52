import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Block, blocksIn } from 'tooling-examples/blocks'
import { root } from 'tooling-examples/example'
import { isPublished } from 'tooling-examples/pages'
import { commandComplaint } from './commands.ts'

/**
 * The blocks of a page that nothing checks, as `page:line: complaint`.
 *
 * A block is TypeScript, which runs as an example, or a quotation of a file; the output of the example above it, or of the command that a
 * comment names; or commands, each of which has to exist. Pages for contributors, and the docs, may also have blocks in another language, or `text`.
 */
export async function fenceComplaints(page: string, text: string): Promise<string[]> {
  const blocks = blocksIn(text)
  const complaints: string[] = []
  for (const [i, block] of blocks.entries()) {
    for (const complaint of await complaintsAbout(block, blocks[i - 1], page)) complaints.push(`${page}:${block.line}: ${complaint}`)
  }
  return complaints
}

async function complaintsAbout(block: Block, before: Block | undefined, page: string): Promise<string[]> {
  const { language, mark, content } = block
  if (language === 'sh') {
    const found = await Promise.all(content.split('\n').map((line) => commandComplaint(line)))
    return found.filter((complaint) => complaint !== undefined)
  }
  const quoted = /^from: (.*)$/.exec(mark ?? '')?.[1]
  if (quoted !== undefined) return isQuotation(content, quoted) ? [] : [`${quoted} does not have this text`]
  if (language === 'ts' || (language === '' && mark?.startsWith('output of: '))) return []
  if (language === '') return before?.language === 'ts' ? [] : ['nothing says what printed this; <!-- output of: … --> above it would']
  const isOther = !['js', 'javascript', 'typescript', 'tsx', 'bash', 'shell', 'console'].includes(language)
  if (isOther && page !== 'README.md' && !isPublished(page)) return []
  return [`a block of ${language} is checked by nothing; write ts, sh or output`]
}

/** Whether a file has this text, in which `…` may stand for any, and a docstring may stand on one line. */
function isQuotation(content: string, path: string): boolean {
  if (!existsSync(join(root, path))) return false
  const parts = content.split('…').map((part) => unwrapped(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(parts.join('.*')).test(unwrapped(readFileSync(join(root, path), 'utf8')))
}

function unwrapped(text: string): string {
  return text
    .replace(/^ *\* /gm, '')
    .replace(/\s+/g, ' ')
    .trim()
}

import { commandComplaint } from './commands.ts'

/** The commands within the text of a page that would not work, as `page:line: complaint`. */
export async function spanComplaints(page: string, text: string): Promise<string[]> {
  const complaints: string[] = []
  for (const [i, line] of withoutBlocks(text).split('\n').entries()) {
    for (const [, span] of line.matchAll(/`([^`]+)`/g)) {
      const complaint = /^((pnpm|npx|npm|gradus-demo|node) [^…]*|\.ci\/\S+)$/.test(span!) ? await commandComplaint(span!) : undefined
      if (complaint !== undefined) complaints.push(`${page}:${i + 1}: ${complaint}`)
    }
  }
  return complaints
}

/** A page with empty lines where its blocks are. */
export function withoutBlocks(text: string): string {
  return text.replace(/^( *)(```|~~~)[\s\S]*?^ *\2\s*$/gm, (block) => block.replace(/.*/g, ''))
}

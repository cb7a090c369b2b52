/** A fenced block of a page. */
export interface Block {
  /** The first word behind the fence. */
  readonly language: string
  /** The line of the page on which the content begins. */
  readonly line: number
  readonly content: string
  /** The text of a comment of HTML that stands alone above the block: where its content comes from. */
  readonly mark?: string
}

/** The fenced blocks of a page, in reading order, also those that stand in a list. */
export function blocksIn(text: string): Block[] {
  const blocks: Block[] = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const fence = /^(\s*(?:[-*]\s+|\d+\.\s+)?)(`{3,}|~{3,})\s*(\w*)/.exec(lines[i]!)
    if (!fence) continue
    const [, indent, ticks, language] = fence as unknown as [string, string, string, string]
    const start = i + 1
    const isEnd = (line: string | undefined) => line === undefined || (line.trim().startsWith(ticks) && line.trim().endsWith(ticks[0]!))
    while (!isEnd(lines[++i]));
    const content = lines.slice(start, i).map((line) => line.slice(Math.min(indent.length, line.search(/\S|$/))))
    const mark = markAbove(lines, start - 1)
    blocks.push({ language, line: start + 1, content: content.join('\n'), ...(mark === undefined ? {} : { mark }) })
  }
  return blocks
}

/** The comment above a line, with at most one empty line between. */
function markAbove(lines: readonly string[], line: number): string | undefined {
  const above = lines[line - 1]?.trim() === '' ? lines[line - 2] : lines[line - 1]
  return /^\s*<!-- (.*) -->$/.exec(above ?? '')?.[1]
}

import type { SourceFile } from 'tooling-rules/source-files'
import type { Example } from './example.ts'

/** The ```ts blocks of a page, each with the blocks before it, in reading order. A block without a language below one is its output. */
export function markdownExamples({ path, text }: SourceFile): Example[] {
  const blocks = blocksIn(text)
  const examples: Example[] = []
  blocks.forEach(({ language, line, content }, i) => {
    if (language !== 'ts') return
    const next = blocks[i + 1]
    const output = next?.language === '' ? { output: next.content } : {}
    examples.push({ path, line, code: content, earlier: [...examples], ...output })
  })
  return examples
}

interface Block {
  readonly language: string
  /** The line of the page on which the content begins. */
  readonly line: number
  readonly content: string
}

function blocksIn(text: string): Block[] {
  const blocks: Block[] = []
  const lines = text.split('\n')
  let start: number | undefined
  lines.forEach((line, i) => {
    if (!line.startsWith('```')) return
    if (start === undefined) start = i
    else {
      blocks.push({ language: lines[start]!.slice(3).trim(), line: start + 2, content: lines.slice(start + 1, i).join('\n') })
      start = undefined
    }
  })
  return blocks
}

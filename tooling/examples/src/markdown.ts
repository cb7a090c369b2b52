import type { SourceFile } from 'tooling-rules/source-files'
import { blocksIn } from './blocks.ts'
import type { Example } from './example.ts'

/**
 * The ```ts blocks of a page, each with the blocks before it, in reading order. A block without language or mark below one is its output.
 * What is marked as a quotation of a file is no example.
 */
export function markdownExamples({ path, text }: SourceFile): Example[] {
  const blocks = blocksIn(text)
  const examples: Example[] = []
  blocks.forEach(({ language, line, content, mark }, i) => {
    if (language !== 'ts' || mark?.startsWith('from: ')) return
    const next = blocks[i + 1]
    const output = next?.language === '' && next.mark === undefined ? { output: next.content } : {}
    examples.push({ path, line, code: content, earlier: [...examples], ...output })
  })
  return examples
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { docstringExamples } from './docstrings.ts'
import { type Example, root } from './example.ts'
import { markdownExamples } from './markdown.ts'

/** The examples of a page, or of the docstrings of a source file; the path is relative to the repository's root. */
export function examplesIn(path: string): Example[] {
  const text = readFileSync(join(root, path), 'utf8')
  if (!path.endsWith('.md')) return docstringExamples({ path, text })
  return markdownExamples({ path, text }).filter((example) => !isQuotation(example))
}

/** Pages also quote files of the repository, which import what lies beside them there. */
function isQuotation({ code }: Example): boolean {
  return / from '\./.test(code)
}

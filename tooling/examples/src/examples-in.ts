import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { docstringExamples } from './docstrings.ts'
import { type Example, root } from './example.ts'
import { markdownExamples } from './markdown.ts'

/** The examples of a page, or of the docstrings of a source file; the path is relative to the repository's root. */
export function examplesIn(path: string): Example[] {
  const text = readFileSync(join(root, path), 'utf8')
  return path.endsWith('.md') ? markdownExamples({ path, text }) : docstringExamples({ path, text })
}

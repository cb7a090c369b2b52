import type { SourceFile } from 'tooling-rules/source-files'
import ts from 'typescript'
import type { Example } from './example.ts'

/** The `@example`s in the docstrings of a file, in reading order. */
export function docstringExamples({ path, text }: SourceFile): Example[] {
  if (!text.includes('@example')) return []
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lines = text.split('\n')
  const starts = new Set<number>()
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) if (tag.tagName.text === 'example') starts.add(lineOf(file, tag.pos))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return [...starts].sort((a, b) => a - b).map((tag) => exampleBelow(tag, path, lines))
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line
}

// TypeScript reads the text of a tag as prose, in which `@gradus/tensor` would begin another tag: the lines are taken as they stand.
function exampleBelow(tag: number, path: string, lines: readonly string[]): Example {
  const first = tag + 1
  let end = first
  while (!/^\s*\*(\/|\s*@\w)/.test(lines[end]!)) end++
  const code = lines.slice(first, end).map((line) => line.replace(/^\s*\* ?/, ''))
  return { path, line: first + 1, code: code.join('\n').trimEnd(), earlier: [] }
}

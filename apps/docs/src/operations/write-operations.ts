import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { repositoryRoot } from 'tooling-rules/source-files'
import { acceptedDTypes } from './accepted-dtypes.ts'
import { findOperations } from './find-operations.ts'
import type { Operation } from './operation.ts'
import { formulasOf, watchExample } from './watch-example.ts'

/**
 * Writes the table of operations, and a page with the source of each, below the folder of the reference.
 *
 * Throws: where an operation has no formula, or its docstring no line `Gradient: …`.
 */
export async function writeOperations(folder: string): Promise<void> {
  const operations = findOperations()
  const rows: string[] = []
  for (const operation of operations) rows.push(await rowOf(operation))
  mkdirSync(join(folder, 'sources'), { recursive: true })
  writeFileSync(join(folder, 'operations.md'), `${introduction(operations.length)}\n${rows.join('\n')}\n`)
  for (const operation of operations) writeFileSync(join(folder, 'sources', `${sourceName(operation)}.md`), sourcePage(operation))
}

const introduction = (count: number): string => `---
aside: false
pageClass: operations
---

# Operations

All ${count} operations of \`@gradus/tensor\`, from their sources: the formula is what [\`walk\`](./tensor/functions/walk.md) tells of the call in the operation's example, the
dtypes are those that this call takes, the rest is in the docstrings. In formulas \`a\`, \`b\` … are what a step reads, in order; where an operation is made of others, its steps
follow one another behind arrows. In gradients \`g\` is the upstream gradient, \`x\` (or \`a\`, \`b\`) the input and \`y\` the result.

| Operation | Formula | Gradient | Dtypes | Source |
|---|---|---|---|---|`

/** A row of the table. */
export async function rowOf(operation: Operation): Promise<string> {
  const { name, kind, file, gradient, literature } = operation
  if (gradient === undefined) throw new Error(`${file}: the docstring of ${name} has no line "Gradient: …"`)
  const call = await watchExample(operation)
  const formulas = formulasOf(call).filter((formula, i, all) => formula !== all[i - 1])
  if (formulas.some((formula) => formula.trim() === '')) throw new Error(`${file}: ${name} has no formula`)
  // What gives its input back without a step is the identity.
  const formula = formulas.length === 0 ? code('a') : formulas.map(code).join(' → ')
  const source = `[${basename(file)}](./sources/${sourceName(operation)}.md)${literature === undefined ? '' : `<br>${text(literature)}`}`
  return `| [\`${name}\`](./tensor/${kind}/${name}.md) | ${formula} | ${text(gradient)} | ${acceptedDTypes(call).join(' ')} | ${source} |`
}

function sourceName({ file }: Operation): string {
  return basename(file, '.ts')
}

function sourcePage({ file, name, kind }: Operation): string {
  const source = readFileSync(join(repositoryRoot, file), 'utf8')
  return `---\nsearch: false\n---\n\n# ${basename(file)}\n\n[\`${name}\`](../tensor/${kind}/${name}.md) · \`${file}\`\n\n\`\`\`ts\n${source}\`\`\`\n`
}

/** Code in a cell of a table. */
function code(formula: string): string {
  return `\`${formula.replaceAll('|', '\\|')}\``
}

/** The prose of a docstring in a cell of a table. */
function text(prose: string): string {
  const plain = prose.replace(/\{@link (\w+)\}/g, '`$1`')
  return plain.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*')
}

import { readdirSync } from 'node:fs'
import { measure, type Row } from './measure.ts'
import { tableOf } from './table.ts'
import type { Work } from './work.ts'

/** What a file in `works/` exports. */
interface WorksFile {
  works(): readonly Work[]
  /** More rows that follow from those that were measured. */
  summary?(rows: readonly Row[]): readonly Row[]
}

// Measures all work, or what has one of the arguments in its name or its file's; `--json` prints rows for a program to read.
const json = process.argv.includes('--json')
const wanted = process.argv.slice(2).filter((argument) => argument !== '--json')
const folder = new URL('works/', import.meta.url)
const rows: Row[] = []

for (const file of readdirSync(folder).sort()) {
  const { works, summary } = (await import(new URL(file, folder).href)) as WorksFile
  const chosen = works().filter(
    ({ name }) => wanted.length === 0 || wanted.some((part) => `${file} ${name}`.toLowerCase().includes(part.toLowerCase())),
  )
  if (chosen.length === 0) continue
  console.error(`${file}: ${chosen.length} works`)
  const measured = await measure(chosen)
  rows.push(...measured, ...(summary?.(measured) ?? []))
}

console.log(json ? JSON.stringify(rows, null, 2) : tableOf(rows))

import { measure, type Row } from './measure.ts'
import type { Work } from './work.ts'

/** What a file in `works/` exports. */
interface WorksFile {
  works(): readonly Work[]
  /** More rows that follow from those that were measured. */
  summary?(rows: readonly Row[]): readonly Row[]
}

// Prints the rows of one file, of all its work or of what has one of the words in its name or the file's.
const [file = '', ...wanted] = process.argv.slice(2)
const { works, summary } = (await import(`./works/${file}`)) as WorksFile
const chosen = works().filter(({ name }) => {
  const text = `${file} ${name}`.toLowerCase()
  return wanted.length === 0 || wanted.some((word) => text.includes(word.toLowerCase()))
})
if (chosen.length > 0) console.error(`${file}: ${chosen.length} to measure`)
const rows = await measure(chosen)
console.log(JSON.stringify([...rows, ...(summary?.(rows) ?? [])]))

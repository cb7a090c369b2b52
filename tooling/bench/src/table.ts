import type { Row } from './work.ts'

/** The rows for a person to read, a block of lines for each piece of work. */
export function tableOf(rows: readonly Row[]): string {
  const width = (text: (row: Row) => string): number => Math.max(0, ...rows.map((row) => text(row).length))
  const work = width((row) => row.work)
  const library = width((row) => row.library)
  return rows
    .map((row, i) => {
      const name = row.work === rows[i - 1]?.work ? '' : row.work
      const ratio = row.ratioToOurs === 1 ? '' : `${row.ratioToOurs} × ours`
      return `${name.padEnd(work)}  ${row.library.padEnd(library)}  ${String(row.median).padStart(8)} ${row.unit}  ${ratio}`.trimEnd()
    })
    .join('\n')
}

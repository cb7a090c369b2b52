import type { Row } from './work.ts'

/** The rows for a person to read, a block of lines for each piece of work. */
export function tableOf(rows: readonly Row[]): string {
  if (rows.length === 0) return 'nothing was measured'
  const header = ['work', 'library', 'median', 'best', '', 'median × ours', 'best × ours']
  const lines = rows.map((row, i) => [
    row.work === rows[i - 1]?.work ? '' : row.work,
    row.library,
    String(row.median),
    String(row.best),
    row.unit,
    ...ratios(row),
  ])
  return aligned([header, ...lines])
}

/** The rows for a program to read. */
export function jsonOf(rows: readonly Row[]): string {
  const plain = rows.map(({ work, library, median, unit, ratioToOurs }) => ({ work, library, median, unit, ratioToOurs }))
  return JSON.stringify(plain, null, 2)
}

/** Its ratios, empty where it is ours. */
export function ratios({ ratioToOurs, bestRatioToOurs }: Row): [string, string] {
  return ratioToOurs === 1 && bestRatioToOurs === 1 ? ['', ''] : [String(ratioToOurs), String(bestRatioToOurs)]
}

/** Columns of text, the first two to the left and the others to the right. */
function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map((line) =>
      line
        .map((text, i) => (i < 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

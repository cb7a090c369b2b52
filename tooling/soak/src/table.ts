import type { Soaked } from './soak.ts'

/** What the trainings came to, for a person to read. */
export function tableOf(rows: readonly Soaked[]): string {
  const header = ['training', 'steps', 's', 'heap, kB', 'grown by', 'wasm, kB', 'grown by', 'handles', 'exit, s']
  const lines = rows.map(({ name, steps, seconds, first, last, secondsToExit }) => {
    const memory = (['heap', 'wasm'] as const).flatMap((kind) => [kilobytes(first[kind]), grown(first[kind], last[kind])])
    return [name, String(steps), seconds.toFixed(0), ...memory, `${first.handles} → ${last.handles}`, secondsToExit.toFixed(2)]
  })
  const widths = header.map((_, column) => Math.max(...[header, ...lines].map((line) => line[column]!.length)))
  const row = (line: readonly string[]) => line.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join('  ')
  return [header, ...lines].map(row).join('\n')
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(0)
}

function grown(first: number, last: number): string {
  return first === last ? '0 %' : `${((100 * (last - first)) / first).toFixed(2)} %`
}

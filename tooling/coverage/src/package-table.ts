import type { Reporter } from 'vitest/node'
import { thresholds } from './thresholds.ts'

const kinds = ['statements', 'branches', 'functions', 'lines'] as const

type Counts = Record<(typeof kinds)[number], { readonly covered: number; readonly total: number }>

/** What is used here of the map of files that Istanbul's libraries make. */
export interface CoverageMap {
  files(): string[]
  fileCoverageFor(file: string): { toSummary(): { readonly data: Counts } }
}

/** Prints one line for each package when a run has measured coverage. */
export function packageTable(print: (text: string) => void = console.log): Reporter {
  return { onCoverage: (coverage) => print(tableOf(coverage as CoverageMap)) }
}

function tableOf(coverage: CoverageMap): string {
  const rows = [...thresholds()].flatMap(([folder, threshold]) => {
    const counts = countsOf(coverage, `/${folder}/src/`)
    // Re-exports are no statements: there is nothing that a test could reach.
    if (counts.statements.total === 0) return []
    const below = (kind: 'statements' | 'branches'): boolean => percent(counts[kind]) < threshold[kind]
    const short = (['statements', 'branches'] as const).filter(below).map((kind) => `${kind} below ${threshold[kind]}`)
    return [[folder, ...kinds.map((kind) => percent(counts[kind]).toFixed(2)), short.join(', ')]]
  })
  const table = [['covered, %', ...kinds, ''], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  const aligned = ([folder, ...cells]: readonly string[]): string[] => [
    folder!.padEnd(widths[0]!),
    ...cells.map((cell, i) => (i < kinds.length ? cell.padStart(widths[i + 1]!) : cell)),
  ]
  return table.map((row) => aligned(row).join('  ').trimEnd()).join('\n')
}

/** The counts of all files whose path has this part. */
function countsOf(coverage: CoverageMap, part: string): Counts {
  const files = coverage.files().filter((file) => file.replaceAll('\\', '/').includes(part))
  const summaries = files.map((file) => coverage.fileCoverageFor(file).toSummary().data)
  const sum = (kind: (typeof kinds)[number], count: 'covered' | 'total'): number => summaries.reduce((s, data) => s + data[kind][count], 0)
  return Object.fromEntries(kinds.map((kind) => [kind, { covered: sum(kind, 'covered'), total: sum(kind, 'total') }])) as Counts
}

/** Rounded down, so that 100 means all. */
function percent({ covered, total }: { readonly covered: number; readonly total: number }): number {
  return total === 0 ? 100 : Math.floor((covered / total) * 10_000) / 100
}

import { describe, GradusError, shapeText } from '@gradus/kernel'
import type { KernelRow } from './kernel-row.ts'

/**
 * The functions of a compiled program as a table, with their sum in the last line.
 *
 * Throws: GradusError 'type' for what are no rows of a report.
 *
 * @example
 * kernelTable([]).split('\n')[1] // '│ Kernels │ Kind │ Shape │ Flops │ Read │ Written │'
 */
export function kernelTable(rows: readonly KernelRow[]): string {
  if (!Array.isArray(rows) || !rows.every(isRow))
    throw new GradusError('type', `kernelTable: expected the rows of a report, got ${describe(rows)}`)
  const sum = (count: (row: KernelRow) => number): number => rows.reduce((total, row) => total + count(row), 0)
  const body = rows.map((row) => [
    whatText(row),
    kindText(row),
    row.shape === undefined ? '' : shapeText(row.shape),
    ...[row.flops, row.bytesRead, row.bytesWritten].map(grouped),
  ])
  const totals = [sum((row) => row.flops), sum((row) => row.bytesRead), sum((row) => row.bytesWritten)].map(grouped)
  const header = ['Kernels', 'Kind', 'Shape', 'Flops', 'Read', 'Written']
  return table(header, body, ['Sum', '', '', ...totals]).join('\n')
}

/** The kernels, and of which part of the model: `matmul add relu · dense_1`. */
function whatText({ names, scopes }: KernelRow): string {
  const shown = names.slice(0, mostNames).join(' ')
  const more = names.length > mostNames ? ` … ${names.length} in all` : ''
  const shownScopes = scopes.slice(0, mostScopes).join(', ') + (scopes.length > mostScopes ? ' …' : '')
  return `${shown}${more}${scopes.length > 0 ? ` · ${shownScopes}` : ''}`
}

const mostNames = 6
const mostScopes = 3

function kindText({ kind, contraction }: KernelRow): string {
  if (contraction === undefined) return kind
  const { batch, rows, columns, depth, packed } = contraction
  return `${kind} ${batch === 1 ? '' : `${batch} of `}${rows}×${columns}×${depth}${packed ? ' packed' : ''}`
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Words to the left and, from the fourth column on, numbers to the right. */
function table(header: readonly string[], rows: readonly (readonly string[])[], last: readonly string[]): string[] {
  const widths = header.map((title, column) => [...rows, last].reduce((width, row) => Math.max(width, row[column]!.length), title.length))
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right
  const line = (cells: readonly string[]): string =>
    `│ ${cells.map((cell, column) => (column < 3 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' │ ')} │`
  const between = rule('├', '┼', '┤')
  return [
    rule('┌', '┬', '┐'),
    line(header),
    between,
    ...rows.map(line),
    ...(rows.length > 0 ? [between] : []),
    line(last),
    rule('└', '┴', '┘'),
  ]
}

function isRow(row: unknown): row is KernelRow {
  const { names, scopes, kind, flops } = (row ?? {}) as Partial<KernelRow>
  return Array.isArray(names) && Array.isArray(scopes) && typeof kind === 'string' && typeof flops === 'number'
}

import Table from 'cli-table3'
import { type LayerRow, parameterCount, rounded } from '../experiments/experiment.ts'
import type { Run } from '../experiments/run.ts'
import type { Terminal } from './terminal.ts'

/** The layers and their parameters. */
export function layerTable({ colors }: Terminal, layers: readonly LayerRow[]): string {
  const table = new Table({
    head: ['Layer', 'Activation', 'Output shape', 'Parameters'],
    colAligns: ['left', 'left', 'left', 'right'],
    style: plain,
  })
  for (const { name, activation, outputShape, parameters } of layers) {
    table.push([name, activation, `(${outputShape.map((size) => size ?? 'None').join(', ')})`, parameters])
  }
  const total = parameterCount(layers)
  // The library parts all rows by lines; the one below the heading is enough.
  const lines = table.toString().split('\n')
  const compact = lines.filter((line, i) => i < 3 || !line.startsWith('├'))
  return `${compact.join('\n')}\nTotal ${colors.bold(total)} · trainable ${total}`
}

/** The gate's rows with what the network answers. */
export function truthTable({ colors }: Terminal, { experiment: { gate }, predictions }: Run): string {
  const { data } = gate.inputs
  const inputs = gate.inputShape[0]
  const rows = predictions.map((probability, row) => {
    const target = gate.targets.data[row]!
    const right = rounded(probability) === target
    return [
      Array.from(data.subarray(row * inputs, (row + 1) * inputs)).join(' '),
      target,
      probability.toFixed(4),
      `${rounded(probability)}  ${right ? colors.green('✓') : colors.red('✗')}`,
    ]
  })
  return frameless([names.slice(0, inputs).join(' '), 'target', 'predicted', 'rounded'], ['left', 'center', 'center', 'left'], rows)
}

/** A table of which only the columns are parted. */
export function frameless(
  head: readonly string[],
  colAligns: readonly ('left' | 'center' | 'right')[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const table = new Table({ head: [...head], colAligns: [...colAligns], style: plain, chars: withoutFrame })
  for (const row of rows) table.push([...row])
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

const names = ['a', 'b', 'c', 'd']

const plain = { head: [], border: [] }

const withoutFrame = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
}

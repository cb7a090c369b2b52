import type { Sequential } from '../sequential/sequential.ts'
import { countParameters } from './count-parameters.ts'
import { checkModel, layerRows } from './layer-rows.ts'

/**
 * A model as a table in Keras' manner: its layers, what comes out of each, and how many parameters it has.
 *
 * @example
 * summary(sequential([input([2]), dense(10)])).split('\n')[0] // 'Model: "sequential"'
 */
export function summary(model: Pick<Sequential, 'name' | 'kind' | 'layers' | 'parameters'>): string {
  checkModel('summary', model)
  const rows = layerRows(model).map(({ name, kind, detail, outputShape, parameters }) => [
    `${name} (${kind})`,
    detail,
    outputShape,
    withThousands(parameters),
  ])
  const { total, trainable, nonTrainable, bytes } = countParameters(model.parameters())
  return [
    `Model: "${model.name ?? model.kind}"`,
    ...table(['Layer (type)', 'Details', 'Output shape', 'Parameters'], rows),
    `Total parameters: ${withThousands(total)} (${sizeText(bytes)})`,
    `Trainable parameters: ${withThousands(trainable)}`,
    `Non-trainable parameters: ${withThousands(nonTrainable)}`,
  ].join('\n')
}

/** A table in box-drawing characters; the last column is of numbers. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => rows.reduce((width, row) => Math.max(width, row[column]!.length), title.length))
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) =>
      column === header.length - 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
    )
    return `│ ${padded.join(' │ ')} │`
  }
  return [rule('┌', '┬', '┐'), line(header), rule('├', '┼', '┤'), ...rows.map(line), rule('└', '┴', '┘')]
}

function withThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Bytes below 1024, else with two decimals: `604 B`, `1.50 KiB`. */
function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  let size = bytes / 1024
  let unit = 0
  while (size >= 1024 && unit < 2) {
    size /= 1024
    unit++
  }
  return `${size.toFixed(2)} ${['KiB', 'MiB', 'GiB'][unit]}`
}

import { describe, elementCount, GradusError, shapeText } from '@gradus/kernel'
import { ArrayDataset } from './array-dataset.ts'

/** One sample as plain numbers. */
export interface TruthTableRow {
  /** The inputs, in order. */
  readonly inputs: readonly number[]
  /** What should come out. */
  readonly target: number
}

/**
 * The samples of a gate as rows to print.
 *
 * Throws: GradusError 'shape' when a sample has more than one target.
 *
 * @example
 * truthTable(xor())[1] // { inputs: [0, 1], target: 1 }
 */
export function truthTable(gate: ArrayDataset): TruthTableRow[] {
  if (!(gate instanceof ArrayDataset)) throw new GradusError('type', `truthTable: expected a dataset such as xor(), got ${describe(gate)}`)
  if (elementCount(gate.targetShape) !== 1) {
    throw new GradusError('shape', `truthTable: a target has shape ${shapeText(gate.targetShape)}, expected one value`)
  }
  const { inputs, targets } = gate.samplesFirst()
  const width = elementCount(gate.inputShape)
  return Array.from({ length: gate.size }, (_, row) => ({
    inputs: Array.from(inputs.data.subarray(row * width, (row + 1) * width)),
    target: targets.data[row]!,
  }))
}

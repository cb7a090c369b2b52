import type { LogicGate } from '@gradus/datasets'
import type { AnyNumbers } from '@gradus/tensor'

/** The inputs of a row: `0 1`. */
export function rowText({ inputs, inputShape }: LogicGate, row: number): string {
  const count = inputShape[0]
  return Array.from(inputs.data.subarray(row * count, (row + 1) * count)).join(' ')
}

/** Eight decimals and a sign of one column. */
export function signed(value: number): string {
  return value.toFixed(8).replace('-', '−')
}

/** Nested numbers in row-major order. */
export function flatNumbers(values: AnyNumbers): number[] {
  return ([values] as unknown[]).flat(Infinity) as number[]
}

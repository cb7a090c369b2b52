import { checkInteger, checkOptions, describe, GradusError, isFloat } from '@gradus/kernel'
import { ArrayDataset } from '../array-dataset.ts'
import { checkTargetForm, classTargets, type TargetForm, type TargetShape } from '../class-targets.ts'
import { xor } from '../gates.ts'
import type { ToyOptions, ToySet } from './toy-set.ts'

/**
 * Whether the number of ones among n bits is odd, for all 2ⁿ rows of bits, counted in binary: XOR of n inputs, the hardest of the gates.
 *
 * Shape: inputs [2ⁿ, n]; targets [2ⁿ, 1] unless stated otherwise.
 * Throws: GradusError 'range' unless the number of bits is an integer in 1 … 16.
 *
 * @example
 * parity(3).targets.data // Float32Array [0, 1, 1, 0, 1, 0, 0, 1]
 * parity(3, { targets: 'classIndex' }).targets.data // Int32Array [0, 1, 1, 0, 1, 0, 0, 1]
 */
export function parity<const N extends number, const F extends TargetForm = 'binary'>(
  bits: N,
  options: Pick<ToyOptions<F>, 'targets' | 'dtype'> = {},
): ToySet<N, TargetShape<F, 2>> {
  checkOptions('parity', options, ['targets', 'dtype'])
  checkInteger('parity', 'bits', bits, { min: 1, max: 16 })
  const { targets = 'binary', dtype = 'float32' } = options
  checkTargetForm('parity', targets, 2)
  if (!isFloat(dtype)) throw new GradusError('type', `parity: dtype must be float32 or float64, got ${describe(dtype)}`)
  const { inputs, targets: column } = xor<number>(bits, { dtype })
  const description = { name: 'parity', displayName: 'Parity', layout: 'samplesFirst' } as const
  return new ArrayDataset(inputs, classTargets(Int32Array.from(column.data), 2, targets, dtype), description)
}

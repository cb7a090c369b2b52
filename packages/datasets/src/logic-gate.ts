import { checkDType, checkInteger, checkOptions, checkParts, createArray, type DType, describe, GradusError } from '@gradus/kernel'
import { ArrayDataset } from './array-dataset.ts'

/** A logic gate: what it is called and when its output is high. */
export interface GateRule {
  /** A name for programs: `xor`. */
  readonly name: string
  /** A name for people: `XOR`. */
  readonly displayName: string
  /** Whether the output is high for these inputs, each 0 or 1. */
  output(bits: readonly number[]): boolean
}

/** Options of every gate. */
export interface GateOptions {
  /** float32 unless stated. */
  readonly dtype?: DType
}

/** All rows of a gate with `N` inputs: inputs [2ⁿ, n], targets [2ⁿ, 1]. */
export type LogicGate<N extends number = number> = ArrayDataset<readonly [N], readonly [1], 'samplesFirst'>

/** How many inputs a gate may have, for checks and menus. */
export const gateInputs = { min: 1, max: 16, initial: 2 } as const

/**
 * All rows of a logic gate as a dataset, counted in binary: 00, 01, 10, 11.
 *
 * Shape: inputs [2ⁿ, n], targets [2ⁿ, 1]; `featuresFirst()` gives [n, 2ⁿ] and [1, 2ⁿ].
 * Throws: GradusError 'range' unless the number of inputs is an integer in 1 … 16.
 *
 * @example
 * const implies: GateRule = { name: 'implies', displayName: 'Implies', output: ([a, b]) => a === 0 || b === 1 }
 * logicGate(implies).targets.data // Float32Array [1, 1, 0, 1]
 */
export function logicGate<const N extends number = 2>(rule: GateRule, inputs?: N, options: GateOptions = {}): LogicGate<N> {
  const { name, displayName } = checkRule(rule)
  const n: number = inputs === undefined ? gateInputs.initial : inputs
  checkInteger(name, 'inputs', n, gateInputs)
  checkOptions(name, options, ['dtype'])
  const { dtype = 'float32' } = options
  checkDType(name, dtype)
  const rows = 1 << n
  const x = createArray(dtype, rows * n)
  const y = createArray(dtype, rows)
  for (let row = 0; row < rows; row++) {
    // The first input is the highest digit of the row's number.
    const bits = Array.from({ length: n }, (_, input) => (row >> (n - 1 - input)) & 1)
    x.set(bits, row * n)
    const high: unknown = rule.output(bits)
    if (typeof high !== 'boolean') {
      throw new GradusError('type', `${name}: output([${bits.join(',')}]) must be true or false, got ${describe(high)}`)
    }
    y[row] = high ? 1 : 0
  }
  const inputsData = { data: x, shape: [rows, n], dtype }
  return new ArrayDataset(inputsData, { data: y, shape: [rows, 1], dtype }, { name, displayName, layout: 'samplesFirst' })
}

function checkRule(rule: unknown): GateRule {
  checkParts('logicGate', rule, ['name', 'displayName', 'output'])
  const { name, displayName, output } = rule as Partial<GateRule>
  if (typeof name === 'string' && typeof displayName === 'string' && typeof output === 'function') return rule as GateRule
  throw new GradusError('type', `logicGate: rule must be { name, displayName, output }, got ${describe(rule)}`)
}

import { type GateOptions, type LogicGate, logicGate } from './logic-gate.ts'

const every = (bits: readonly number[]) => !bits.includes(0)
const some = (bits: readonly number[]) => bits.includes(1)
const odd = (bits: readonly number[]) => bits.filter((bit) => bit === 1).length % 2 === 1

/**
 * NOT: high when its one input is low.
 *
 * @example
 * not().targets.data // Float32Array [1, 0]
 */
export function not(options?: GateOptions): LogicGate<1> {
  return logicGate({ name: 'not', displayName: 'NOT', output: (bits) => !every(bits) }, 1, options)
}

/**
 * AND: high when all inputs are high.
 *
 * @example
 * and().targets.data // Float32Array [0, 0, 0, 1]
 */
export function and<const N extends number = 2>(inputs?: N, options?: GateOptions): LogicGate<NoInfer<N>> {
  return logicGate({ name: 'and', displayName: 'AND', output: every }, inputs, options)
}

/**
 * OR: high when any input is high.
 *
 * @example
 * or().targets.data // Float32Array [0, 1, 1, 1]
 */
export function or<const N extends number = 2>(inputs?: N, options?: GateOptions): LogicGate<NoInfer<N>> {
  return logicGate({ name: 'or', displayName: 'OR', output: some }, inputs, options)
}

/**
 * NAND: low when all inputs are high.
 *
 * @example
 * nand().targets.data // Float32Array [1, 1, 1, 0]
 */
export function nand<const N extends number = 2>(inputs?: N, options?: GateOptions): LogicGate<NoInfer<N>> {
  return logicGate({ name: 'nand', displayName: 'NAND', output: (bits) => !every(bits) }, inputs, options)
}

/**
 * NOR: high when all inputs are low.
 *
 * @example
 * nor().targets.data // Float32Array [1, 0, 0, 0]
 */
export function nor<const N extends number = 2>(inputs?: N, options?: GateOptions): LogicGate<NoInfer<N>> {
  return logicGate({ name: 'nor', displayName: 'NOR', output: (bits) => !some(bits) }, inputs, options)
}

/**
 * XOR: high when the two inputs differ; of more inputs, when an odd number of them is high (parity).
 *
 * @example
 * xor().targets.data // Float32Array [0, 1, 1, 0]
 */
export function xor<const N extends number = 2>(inputs?: N, options?: GateOptions): LogicGate<NoInfer<N>> {
  return logicGate({ name: 'xor', displayName: 'XOR', output: odd }, inputs, options)
}

/**
 * XNOR: high when the two inputs are equal; of more inputs, when an even number of them is high.
 *
 * @example
 * xnor().targets.data // Float32Array [1, 0, 0, 1]
 */
export function xnor<const N extends number = 2>(inputs?: N, options?: GateOptions): LogicGate<NoInfer<N>> {
  return logicGate({ name: 'xnor', displayName: 'XNOR', output: (bits) => !odd(bits) }, inputs, options)
}

/** Every gate there is, for menus: `logicGates.map((gate) => gate().displayName)`. */
export const logicGates = [not, and, or, nand, nor, xor, xnor] as const

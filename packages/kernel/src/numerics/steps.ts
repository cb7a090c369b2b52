import { type DType, isFloat } from '../dtype.ts'
import { type Expression, type Index, type Input, operandsOf } from '../expression.ts'
import { runSteps, stepCodes } from './run-steps.ts'

/** A graph as a list of steps over registers, each of which holds one value, of whatever dtype, as a float64. */
export interface Steps {
  readonly registers: Float64Array
  /** The inputs and indices that a caller writes before each run. */
  readonly loads: readonly { readonly node: Input | Index; readonly register: number }[]
  run(): number
}

/** The steps of a graph. The nodes in `first` get the first registers, in order. */
export function flatten(expression: Expression, first: readonly Expression[] = []): Steps {
  const registerOf = new Map(first.map((node, register) => [node, register]))
  const code: number[] = []
  const loads: { node: Input | Index; register: number }[] = []
  const constants: { value: number; register: number }[] = []
  let count = first.length

  function emit(operation: keyof typeof stepCodes, a: number, b = 0, c = 0): number {
    code.push(stepCodes[operation], count, a, b, c)
    return count++
  }

  function visit(node: Expression): number {
    let register = registerOf.get(node)
    if (register === undefined) {
      register = place(node)
      registerOf.set(node, register)
    }
    return register
  }

  function place(node: Expression): number {
    const [a = 0, b = 0, c = 0] = operandsOf(node).map(visit)
    switch (node.kind) {
      case 'input':
      case 'index':
        loads.push({ node, register: count })
        return count++
      case 'constant':
        constants.push({ value: node.dtype === 'float32' ? Math.fround(node.value) : node.value, register: count })
        return count++
      case 'formula':
        return a
      case 'select':
        return emit('select', a, b, c)
      case 'cast':
        return cast(a, node.a.dtype, node.dtype)
      case 'unary':
        if (node.operation === 'not' && node.dtype === 'int32') return emit('bitwiseNot', a)
        return round(emit(node.operation, a), node.operation, node.dtype)
      case 'binary':
        if (node.operation === 'multiply' && node.dtype === 'int32') return emit('multiplyInt32', a, b)
        return round(emit(node.operation, a, b), node.operation, node.dtype)
    }
  }

  /** One rounding to float64, then one to float32, is one rounding to float32 for + − · / √ (Figueroa 1995). */
  function round(register: number, operation: string, dtype: DType): number {
    if (dtype === 'float32') return emit('toFloat32', register)
    return dtype === 'int32' && wrapping.includes(operation) ? emit('toInt32', register) : register
  }

  function cast(register: number, from: DType, to: DType): number {
    if (to === 'bool') return emit('toBool', register)
    if (to === 'int32') return isFloat(from) ? emit('saturate', register) : register
    return to === 'float32' && from !== 'bool' ? emit('toFloat32', register) : register
  }

  const result = visit(expression)
  const registers = new Float64Array(count)
  for (const { value, register } of constants) registers[register] = value
  const steps = Uint32Array.from(code)
  return {
    registers,
    loads,
    run: () => {
      runSteps(steps, registers)
      return registers[result]
    },
  }
}

/** The operations of int32 that can leave its range. */
const wrapping = ['add', 'subtract', 'negate', 'abs']

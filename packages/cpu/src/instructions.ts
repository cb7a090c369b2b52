import { createArray, type DType, type Expression, expression, GradusError } from '@gradus/kernel'
import { loopFor, loopsOf } from './loops/index.ts'
import { emptyOperand, type Loop, type Operand } from './operand.ts'
import { indexRegister, inputSlot, register } from './registers.ts'

/** One pass over a block: `loop(count, out, a, b, c)`. */
export interface Instruction {
  readonly loop: Loop
  readonly out: Operand
  readonly a: Operand
  readonly b: Operand
  readonly c: Operand
}

/** A formula as a list of instructions; the last one writes the result to `result`. */
export interface Instructions {
  readonly list: readonly Instruction[]
  readonly result: Operand
  readonly dtype: DType
  /** The inputs that occur, with the dtype the formula reads them as. */
  readonly inputs: ReadonlyMap<number, DType>
  /** The axes whose positions occur. */
  readonly axes: readonly number[]
}

const cache = /* @__PURE__ */ new WeakMap<Expression, Instructions>()

/** The instructions that evaluate `body`, made once per formula. */
export function instructionsFor(body: Expression): Instructions {
  let instructions = cache.get(body)
  if (!instructions) {
    instructions = assemble(body)
    cache.set(body, instructions)
  }
  return instructions
}

/** A value of the flattened formula: its node after looking through formulas, and the steps of the list that produce and use it. */
interface Value {
  readonly node: Expression
  readonly operands: readonly Value[]
  lastUse: number
  place: Operand | undefined
}

function assemble(body: Expression): Instructions {
  const inputs = new Map<number, DType>()
  const axes: number[] = []
  const steps = flatten(body, inputs, axes)
  const root = steps[steps.length - 1]!
  const result = emptyOperand()
  const list: Instruction[] = []
  const free: Record<DType, number[]> = { float32: [], float64: [], int32: [], bool: [] }
  const taken: Record<DType, number> = { float32: 0, float64: 0, int32: 0, bool: 0 }
  const numberOf = new Map<Operand, number>()
  const unused = emptyOperand()

  steps.forEach((value, step) => {
    for (const operand of value.operands) operand.lastUse = step
  })
  steps.forEach((value, step) => {
    const loop = loopFor(value.node)
    if (!loop) {
      value.place = placeOf(value.node)
      return
    }
    const [a = unused, b = unused, c = unused] = value.operands.map((operand) => operand.place!)
    for (const operand of new Set(value.operands)) {
      const number = numberOf.get(operand.place!)
      if (operand.lastUse === step && number !== undefined) free[operand.node.dtype].push(number)
    }
    if (value === root) {
      value.place = result
    } else {
      const dtype = value.node.dtype
      const number = free[dtype].pop() ?? taken[dtype]++
      value.place = register(dtype, number)
      numberOf.set(value.place, number)
    }
    list.push({ loop, out: value.place, a, b, c })
  })
  if (root.place !== result) {
    list.push({ loop: loopsOf[root.node.dtype].copy!, out: result, a: root.place!, b: unused, c: unused })
  }
  return { list, result, dtype: body.dtype, inputs, axes }
}

/** Where a value lies that no instruction computes. */
function placeOf(node: Expression): Operand {
  switch (node.kind) {
    case 'input':
      return inputSlot(node.index)
    case 'index':
      return indexRegister(node.axis)
    case 'constant': {
      const array = createArray(node.dtype, 1)
      array[0] = node.value
      return { array, offset: 0, step: 0 }
    }
    default:
      throw new GradusError('unsupported', `cpu: no loop for ${describeNode(node)}`)
  }
}

function describeNode(node: Expression): string {
  const operation = 'operation' in node ? node.operation : node.kind
  return `${operation} of ${expression
    .operandsOf(node)
    .map((operand) => operand.dtype)
    .join(' and ')}`
}

/** The values of a formula, operands first, each once: nodes that are alike in operation and operands are one value. */
function flatten(body: Expression, inputs: Map<number, DType>, axes: number[]): Value[] {
  const steps: Value[] = []
  const known = new Map<Expression, Value>()
  const alike = new Map<string, Value>()
  const numbers = new Map<Value, number>()
  const pending: Expression[] = [body]
  while (pending.length > 0) {
    const node = pending[pending.length - 1]!
    const missing = known.has(node) ? [] : expression.operandsOf(node).filter((operand) => !known.has(operand))
    if (missing.length > 0) {
      for (let i = missing.length - 1; i >= 0; i--) pending.push(missing[i]!)
      continue
    }
    pending.pop()
    if (known.has(node)) continue
    const operands = expression.operandsOf(node).map((operand) => known.get(operand)!)
    if (node.kind === 'formula') {
      known.set(node, operands[0]!)
      continue
    }
    const key = `${keyOf(node)} ${operands.map((operand) => numbers.get(operand)).join(' ')}`
    let value = alike.get(key)
    if (!value) {
      value = { node, operands, lastUse: -1, place: undefined }
      numbers.set(value, steps.length)
      steps.push(value)
      alike.set(key, value)
      if (node.kind === 'input') inputs.set(node.index, node.dtype)
      if (node.kind === 'index' && !axes.includes(node.axis)) axes.push(node.axis)
    }
    known.set(node, value)
  }
  return steps
}

function keyOf(node: Expression): string {
  switch (node.kind) {
    case 'input':
      return `input ${node.index} ${node.dtype}`
    case 'constant':
      return `${node.dtype} ${Object.is(node.value, -0) ? '-0' : node.value}`
    case 'index':
      return `index ${node.axis}`
    case 'unary':
    case 'binary':
      return `${node.operation} ${node.dtype}`
    case 'cast':
      return `cast ${node.dtype}`
    default:
      return node.kind
  }
}

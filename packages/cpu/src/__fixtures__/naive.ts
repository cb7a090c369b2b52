// The kernel language said again as plainly as it can be: one element at a time, one node at a time. Tests hold the backend to it.
import {
  createArray,
  type DType,
  type Expression,
  type Kernel,
  type MapKernel,
  type Reduction,
  type Shape,
  type TypedArray,
  type View,
} from '@gradus/kernel'

/** Rounds, wraps or truncates a number to what `dtype` can hold; bools are 0 and 1 already. */
export function store(value: number, dtype: DType): number {
  const cell = createArray(dtype, 1)
  cell[0] = value
  return cell[0]!
}

/** All index tuples of a shape in row-major order. */
export function indicesOf(shape: Shape): number[][] {
  return shape.reduce<number[][]>((tuples, size) => tuples.flatMap((t) => Array.from({ length: size }, (_, i) => [...t, i])), [[]])
}

/** Where a view finds the element for an index, or undefined where it is outside. */
export function locate(view: View, index: readonly number[]): number | undefined {
  let offset = view.offset
  index.forEach((i, axis) => {
    offset += view.strides[axis]! * i
  })
  for (const { start, factors, step, size, stride } of view.guards ?? []) {
    const position = index.reduce((sum, i, axis) => sum + factors[axis]! * i, start)
    if (position % step !== 0 || position / step < 0 || position / step >= size) return undefined
    offset += (stride * position) / step
  }
  return offset
}

function read(view: View, index: readonly number[], data: TypedArray): number {
  const offset = locate(view, index)
  return offset === undefined ? (view.fill ?? 0) : data[offset]!
}

const bytes = new DataView(new ArrayBuffer(8))

function reinterpret(write: (view: DataView) => void, get: (view: DataView) => number): number {
  write(bytes)
  return get(bytes)
}

function roundHalfEven(x: number): number {
  if (!Number.isFinite(x) || Number.isInteger(x)) return x
  const below = Math.floor(x)
  const distance = x - below
  const rounded = distance < 0.5 ? below : distance > 0.5 ? below + 1 : below % 2 === 0 ? below : below + 1
  return rounded === 0 && x < 0 ? -0 : rounded
}

function unary(operation: string, x: number, dtype: DType): number {
  switch (operation) {
    case 'negate':
      return store(-x, dtype)
    case 'abs':
      return store(x < 0 || Object.is(x, -0) ? -x : x, dtype)
    case 'sqrt':
      return store(Math.sqrt(x), dtype)
    case 'floor':
      return Math.floor(x)
    case 'ceil':
      return Math.ceil(x)
    case 'trunc':
      return Math.trunc(x)
    case 'round':
      return roundHalfEven(x)
    case 'not':
      return dtype === 'bool' ? (x === 0 ? 1 : 0) : -x - 1
    case 'bits':
      return reinterpret(
        (v) => v.setFloat32(0, x),
        (v) => v.getInt32(0),
      )
    case 'fromBits':
      return reinterpret(
        (v) => v.setInt32(0, x),
        (v) => v.getFloat32(0),
      )
    case 'highBits':
      return reinterpret(
        (v) => v.setFloat64(0, x),
        (v) => v.getInt32(0),
      )
    case 'lowBits':
      return reinterpret(
        (v) => v.setFloat64(0, x),
        (v) => v.getInt32(4),
      )
    default:
      throw new Error(operation)
  }
}

/** −1, 0 or 1, with −0 below +0; NaN where either is NaN. */
function order(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (x === 0 && y === 0) return Number(Object.is(y, -0)) - Number(Object.is(x, -0))
  return x < y ? -1 : x > y ? 1 : 0
}

export function binary(operation: string, x: number, y: number, dtype: DType): number {
  switch (operation) {
    case 'add':
      return store(x + y, dtype)
    case 'subtract':
      return store(x - y, dtype)
    case 'multiply':
      return dtype === 'int32' ? Number(BigInt.asIntN(32, BigInt(x) * BigInt(y))) : store(x * y, dtype)
    case 'divide':
      return store(x / y, dtype)
    case 'minimum':
      return Number.isNaN(order(x, y)) ? Number.NaN : order(x, y) <= 0 ? x : y
    case 'maximum':
      return Number.isNaN(order(x, y)) ? Number.NaN : order(x, y) >= 0 ? x : y
    case 'less':
      return x < y ? 1 : 0
    case 'lessEqual':
      return x <= y ? 1 : 0
    case 'equal':
      return x === y ? 1 : 0
    case 'and':
      return x & y
    case 'or':
      return x | y
    case 'xor':
      return x ^ y
    case 'shiftLeft':
      return Number(BigInt.asIntN(32, BigInt(x) << BigInt(y)))
    case 'shiftRight':
      return Math.floor(x / 2 ** y)
    case 'shiftRightLogical':
      return store(Math.floor((x < 0 ? x + 2 ** 32 : x) / 2 ** y), 'int32')
    case 'fromHighLow':
      return reinterpret(
        (v) => {
          v.setInt32(0, x)
          v.setInt32(4, y)
        },
        (v) => v.getFloat64(0),
      )
    default:
      throw new Error(operation)
  }
}

function cast(x: number, from: DType, to: DType): number {
  if (to === 'bool') return x === 0 ? 0 : 1
  if (to === 'int32' && from !== 'int32') return store(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, x)), 'int32')
  return store(x, to)
}

/** The value of a formula at one index, given the elements of its inputs there. */
export function evaluate(node: Expression, inputs: readonly number[], index: readonly number[]): number {
  switch (node.kind) {
    case 'input':
      return inputs[node.index]!
    case 'constant':
      return store(node.value, node.dtype)
    case 'index':
      return index[node.axis]!
    case 'unary':
      return unary(node.operation, evaluate(node.a, inputs, index), node.a.dtype)
    case 'binary':
      return binary(node.operation, evaluate(node.a, inputs, index), evaluate(node.b, inputs, index), node.a.dtype)
    case 'select':
      return evaluate(evaluate(node.condition, inputs, index) ? node.a : node.b, inputs, index)
    case 'cast':
      return cast(evaluate(node.a, inputs, index), node.a.dtype, node.dtype)
    case 'formula':
      return evaluate(node.definition, inputs, index)
  }
}

function identity(operation: string, dtype: DType): number {
  if (operation === 'sum') return 0
  if (operation === 'product') return 1
  const [low, high] = dtype === 'bool' ? [0, 1] : dtype === 'int32' ? [-(2 ** 31), 2 ** 31 - 1] : [-Infinity, Infinity]
  return operation === 'maximum' ? low : high
}

/** A reduction, word for word as `Reduction` states it. */
export function reduce(values: readonly number[], { operation, order }: Reduction, dtype: DType): number {
  const loop = { sum: 'add', product: 'multiply', minimum: 'minimum', maximum: 'maximum' }[operation]
  const fold = (x: number, y: number) => binary(loop, x, y, dtype)
  const start = identity(operation, dtype)
  if (order === 'sequential') return values.reduce(fold, start)
  let chunks: number[] = []
  for (let first = 0; first < values.length; first += 1024) {
    const lanes = Array.from({ length: 8 }, (_, lane) => {
      let accumulator = start
      for (let e = first + lane; e < Math.min(values.length, first + 1024); e += 8) accumulator = fold(accumulator, values[e]!)
      return accumulator
    })
    const four = [0, 1, 2, 3].map((l) => fold(lanes[l]!, lanes[l + 4]!))
    const two = [0, 1].map((l) => fold(four[l]!, four[l + 2]!))
    chunks.push(fold(two[0]!, two[1]!))
  }
  while (chunks.length > 1) {
    chunks = chunks.flatMap((chunk, i) => (i % 2 === 1 ? [] : i + 1 < chunks.length ? [fold(chunk, chunks[i + 1]!)] : [chunk]))
  }
  return chunks[0] ?? start
}

function runMap(kernel: MapKernel, inputs: readonly TypedArray[], output: TypedArray): void {
  const kept = kernel.shape.length - (kernel.reduce?.axes ?? 0)
  for (const outer of indicesOf(kernel.shape.slice(0, kept))) {
    const values = indicesOf(kernel.shape.slice(kept)).map((inner) => {
      const index = [...outer, ...inner]
      return evaluate(
        kernel.body,
        kernel.inputs.map((view, i) => read(view, index, inputs[i]!)),
        index,
      )
    })
    output[locate(kernel.output, outer)!] = kernel.reduce ? reduce(values, kernel.reduce, kernel.body.dtype) : values[0]!
  }
}

/** Runs a kernel on plain arrays; every element of `output` must be there already. */
export function runNaively(kernel: Kernel, inputs: readonly TypedArray[], output: TypedArray): void {
  switch (kernel.kind) {
    case 'map':
      runMap(kernel, inputs, output)
      return
    case 'gather':
      for (const index of indicesOf(kernel.shape)) {
        const offset = locate(kernel.source, index)
        const number = read(kernel.indices, index, inputs[1]!)
        output[locate(kernel.output, index)!] =
          offset === undefined ? (kernel.source.fill ?? 0) : inputs[0]![offset + kernel.stride * number]!
      }
      return
    case 'scatterAdd':
      indicesOf(kernel.outputShape).forEach((index, k) => {
        output[k] = read(kernel.base, index, inputs[0]!)
      })
      for (const index of indicesOf(kernel.shape)) {
        const offset = locate(kernel.target, index)
        if (offset === undefined) continue
        output[offset + kernel.stride * read(kernel.indices, index, inputs[1]!)]! += read(kernel.values, index, inputs[2]!)
      }
      return
    case 'scan': {
      let sum = 0
      for (const index of indicesOf(kernel.shape)) {
        const place = locate(kernel.output, index)!
        if (index[index.length - 1] === 0) sum = 0
        output[place] = sum + read(kernel.input, index, inputs[0]!)
        sum = output[place]!
      }
      return
    }
    case 'sort': {
      const length = kernel.shape[kernel.shape.length - 1]!
      const sign = kernel.descending ? -1 : 1
      for (const outer of indicesOf(kernel.shape.slice(0, -1))) {
        const keys = Array.from({ length }, (_, j) => read(kernel.input, [...outer, j], inputs[0]!))
        const rank = (x: number, y: number) =>
          Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : sign * (x - y) || 0
        // Infinity − Infinity is no number: ties, so the order of the positions decides.
        const sorted = keys.map((_, j) => j).sort((i, j) => rank(keys[i]!, keys[j]!) || i - j)
        sorted.forEach((from, j) => {
          output[locate(kernel.output, [...outer, j])!] = from
        })
      }
    }
  }
}

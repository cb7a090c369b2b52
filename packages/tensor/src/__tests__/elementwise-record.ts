import { broadcastShapes, type DType, elementCount, type Shape } from '@gradus/kernel'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import type { Tensor } from '../tensor.ts'
import type { AnyOp, OpRecord, Refusal, Sample } from './op-suite.ts'
import { eachPosition, type Plain, plain, randomPlain, seedOf } from './plain.ts'

/** What must be known of an elementwise operation. The rest (broadcast pairs, numbers, special values, empty inputs …) is the same for all. */
export interface ElementwiseRecord extends Omit<OpRecord, 'samples' | 'reference'> {
  /** One element in float64, from those of the inputs and the arguments; bools are 0 and 1. */
  // biome-ignore lint/suspicious/noExplicitAny: arguments are as the record's own `args` say
  readonly reference: (...values: any[]) => number
  /** The same for int32, where it is not the reference rounded to an int32 by wrapping. */
  readonly integers?: (...values: number[]) => number
  /** The number of tensors; the parameters of the reference unless stated. */
  readonly operands?: number
  /** The inputs that are conditions, of bool. */
  readonly conditions?: readonly number[]
  /** Where random values lie, [−2, 2) unless stated. */
  readonly domain?: readonly [low: number, high: number]
  /** Whether the function is smooth around a value of any of its inputs; differences are taken only there. */
  readonly smooth?: (value: number) => boolean
  /** Whether it is smooth around these values of its inputs: that no two are too near to each other, say. */
  readonly smoothTogether?: (...values: number[]) => boolean
  /** Values, or for two operands pairs of them, that are compared but not differentiated. */
  readonly special?: readonly number[]
  /** The arguments after the tensors to try; none unless stated. */
  readonly args?: readonly (readonly unknown[])[]
  readonly samples?: readonly Sample[]
}

/** Zeros, kinks, what overflows in float32, what is not finite. */
const specialValues = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2.5,
  -3.5,
  1e-10,
  -1e-10,
  20,
  -20,
  88,
  -88,
  1000,
  -1000,
  1e30,
  -1e30,
  Infinity,
  -Infinity,
  NaN,
]

const specialIntegers = [0, 1, -1, 2, -3, 7, 46341, 2147483647, -2147483648]

/** Shapes that meet: equal, broadcast from either side, scalars, nothing. */
const shapePairs: readonly (readonly [Shape, Shape])[] = [
  [
    [3, 4],
    [3, 4],
  ],
  [[4], [4, 1]],
  [
    [2, 1, 3],
    [4, 1],
  ],
  [[], [3]],
  [[2, 3], []],
  [[], []],
  [[0], [1]],
  [
    [1, 1],
    [2, 0],
  ],
  [[], [2, 0, 3]],
  [[67], [1]],
]

/** The record of an elementwise operation, for `testOp`. */
export function elementwise(own: ElementwiseRecord): OpRecord {
  const { reference, integers, operands = reference.length, samples = [], dtypes = ['float32', 'float64'], errors = [] } = own
  return {
    signedZeros: true,
    ...own,
    dtypes,
    samples: [...samplesFor(operands, own, dtypes), ...samples],
    reference: (inputs, ...args) => {
      const element = inputs.some(({ dtype }) => dtype === 'int32') ? (integers ?? ((...values) => reference(...values) | 0)) : reference
      return broadcastMap(inputs, (values) => element(...values, ...(args as number[])))
    },
    errors,
    refusals: (name, op) => refusals(name, op, { ...own, operands, dtypes }),
  }
}

function samplesFor(operands: number, own: ElementwiseRecord, dtypes: readonly DType[]): Sample[] {
  const { conditions = [], args = [[]], special = specialValues, domain: [low, high] = [-2, 2], smooth = () => true } = own
  const floats = dtypes.filter((dtype) => dtype === 'float32' || dtype === 'float64')
  const onlyBool = floats.length === 0
  const random = (shape: Shape, seed: number, i: number): Plain =>
    onlyBool || conditions.includes(i) ? flags(shape, seed + i) : randomPlain(shape, seedOf(`${seed},${i}`), low, high, smooth)
  const shapes: readonly (readonly Shape[])[] =
    operands === 1
      ? [[[3, 4]], [[]], [[0]], [[2, 0, 3]], [[67]]]
      : shapePairs.map((pair) => [...pair, ...new Array(operands - 2).fill(pair[0])])
  const found: Sample[] = []
  for (const own of args) {
    shapes.forEach((list, seed) => {
      found.push({ inputs: list.map((shape, i) => random(shape, seed, i)), args: own, dtypes: onlyBool ? ['bool'] : floats })
    })
    found.push({ inputs: everyCombination(special, operands, conditions), args: own, smooth: false, dtypes: floats })
    if (dtypes.includes('int32')) {
      found.push({ inputs: everyCombination(specialIntegers, operands, conditions), args: own, smooth: false, dtypes: ['int32'] })
    }
    if (dtypes.includes('bool')) {
      found.push({ inputs: everyCombination([0, 1], operands, []), args: own, smooth: false, dtypes: ['bool'] })
    }
  }
  if (own.smoothTogether) {
    const { smoothTogether, reference } = own
    for (const sample of found) {
      let together = true
      broadcastMap(sample.inputs, (values) => {
        together &&= smoothTogether(...values)
        return reference(...values)
      })
      Object.assign(sample, { smooth: sample.smooth !== false && together })
    }
  }
  if (operands === 2 && conditions.length === 0) found.push(...withNumbers(own, floats))
  return found
}

/** A tensor and a number, either way round. */
function withNumbers(
  { reference, domain: [low, high] = [-2, 2], smooth, smoothTogether }: ElementwiseRecord,
  dtypes: readonly DType[],
): Sample[] {
  const x = randomPlain([5], 3, low, high, (value) => (smooth?.(value) ?? true) && (smoothTogether?.(value, 1.5) ?? true))
  const map = (element: (value: number) => number) => () => ({ shape: [5], data: x.data.map(element) })
  const number = low > 1.5 || high < 1.5 ? (low + high) / 2 : 1.5
  if (!dtypes.includes('float64')) return []
  return [
    { inputs: [x], dtypes: ['float64'], call: (op, [x]) => op(x, number) as Tensor, reference: map((value) => reference(value, number)) },
    { inputs: [x], dtypes: ['float64'], call: (op, [x]) => op(number, x) as Tensor, reference: map((value) => reference(number, value)) },
  ]
}

function flags(shape: Shape, seed: number): Plain {
  return plain(
    Array.from({ length: elementCount(shape) }, (_, i) => ((i * 7 + seed) % 3 === 0 ? 1 : 0)),
    shape,
    'bool',
  )
}

/** Every value for one operand; every pair, triple … of values for more. */
function everyCombination(values: readonly number[], operands: number, conditions: readonly number[]): Plain[] {
  const sizes = Array.from({ length: operands }, (_, i) => (conditions.includes(i) ? 2 : values.length))
  const data: number[][] = sizes.map(() => [])
  eachPosition(sizes, (index) => data.forEach((column, i) => void column.push(conditions.includes(i) ? index[i]! : values[index[i]!]!)))
  return data.map((column, i) => (conditions.includes(i) ? plain(column, undefined, 'bool') : plain(column)))
}

function broadcastMap(inputs: readonly Plain[], element: (values: readonly number[]) => number): Plain {
  const shape = inputs.map((input) => input.shape).reduce((a, b) => broadcastShapes('reference', a, b))
  const data: number[] = []
  eachPosition(shape, (index) => data.push(element(inputs.map((input) => elementAt(input, index)))))
  return { shape, data }
}

function elementAt({ shape, data }: Plain, index: readonly number[]): number {
  const missing = index.length - shape.length
  return data[shape.reduce((at, size, axis) => at * size + (size === 1 ? 0 : index[axis + missing]!), 0)]!
}

/** What every elementwise operation refuses. */
function refusals(
  name: string,
  op: AnyOp,
  { operands = 1, dtypes = [], conditions = [], args: [args = []] = [] }: ElementwiseRecord,
): Refusal[] {
  const rest = (first: unknown): unknown[] => [first, ...new Array(operands - 1).fill(tensor([1])), ...args]
  const found: Refusal[] = []
  for (const wrong of [null, '2', {}, [1]]) {
    found.push([
      `${JSON.stringify(wrong)} for a tensor`,
      () => op(...rest(wrong)),
      'type',
      new RegExp(`^${name}: .* must be a tensor.*, got `),
    ])
  }
  found.push(['no arguments', () => op(), 'type', new RegExp(`^${name}: .*, got undefined`)])
  for (const dtype of ['int32', 'bool'] as const) {
    if (dtypes.includes(dtype) || conditions.length > 0) continue
    const operand = zeros([1], { dtype })
    found.push([dtype, () => op(...new Array(operands).fill(operand), ...args), 'type', new RegExp(`^${name}: .* ${dtype}.*use cast`)])
  }
  if (operands === 2) {
    const single = zeros([1])
    const double = zeros([1], { dtype: 'float64' })
    found.push(['one argument', () => op(single), 'type', new RegExp(`^${name}: argument 1 .*, got undefined`)])
    found.push(['two numbers', () => op(1, 2), 'type', new RegExp(`^${name}: at least one operand must be a tensor, got 1 and 2`)])
    if (dtypes.includes('float64')) {
      found.push(['mixed dtypes', () => op(single, double), 'type', new RegExp(`^${name}: .*float32 and float64.*use cast`)])
    }
    const [dtype] = dtypes
    found.push([
      'shapes that do not broadcast',
      () => op(zeros([2, 3], { dtype: dtype! }), zeros([2, 4], { dtype: dtype! })),
      'shape',
      new RegExp(`^${name}: \\[2,3\\] and \\[2,4\\] do not broadcast: axis 1 is 3 and 4$`),
    ])
  }
  return found
}

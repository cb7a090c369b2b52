import { elementCount, rowMajorStrides, type Shape } from '@gradus/kernel'
import fixture from '../ops/__fixtures__/reductions.json' with { type: 'json' }
import type { Known, Sample } from './op-suite.ts'
import { eachPosition, type Plain, plain, randomPlain } from './plain.ts'

/** The element at an index. */
export function elementAt({ shape, data }: Plain, index: readonly number[]): number {
  const strides = rowMajorStrides(shape)
  return data[index.reduce((at, i, axis) => at + i * strides[axis]!, 0)]!
}

/** Numbers of a shape, each worked out from its index. */
export function built(shape: Shape, element: (index: readonly number[]) => number): Plain {
  const data: number[] = []
  eachPosition(shape, (index) => data.push(element(index)))
  return { shape, data }
}

/** What a reduction gives: one number for each row of elements along the axes. */
export function foldRows(
  x: Plain,
  axes: number | readonly number[] | undefined,
  { keepDims = false }: { readonly keepDims?: boolean } = {},
  fold: (row: readonly number[]) => number,
): Plain {
  const list = axes === undefined ? [...x.shape.keys()] : [axes].flat().map((axis) => (axis < 0 ? axis + x.shape.length : axis))
  const { kept, rows } = rowsAlong(x, list)
  return { shape: keepDims ? kept : x.shape.filter((_, axis) => !list.includes(axis)), data: rows.map(fold) }
}

/** What an operation along one axis gives: for each row along it another, of any one length. */
export function mapRows(x: Plain, axis: number, map: (row: readonly number[]) => readonly number[]): Plain {
  const own = axis < 0 ? axis + x.shape.length : axis
  const { kept, rows } = rowsAlong(x, [own])
  const mapped = rows.map(map)
  const { length } = mapped[0] ?? map(new Array(x.shape[own]!).fill(0))
  const strides = rowMajorStrides(kept)
  return built(x.shape.with(own, length), (index) => {
    const row = index.reduce((at, i, other) => (other === own ? at : at + i * strides[other]!), 0)
    return mapped[row]![index[own]!]!
  })
}

/** The rows of elements along some axes, in the order of the other axes, whose shape has ones for these. */
function rowsAlong(x: Plain, axes: readonly number[]): { kept: number[]; rows: number[][] } {
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
  const rows = Array.from({ length: elementCount(kept) }, (): number[] => [])
  const strides = rowMajorStrides(kept)
  eachPosition(x.shape, (index, at) => {
    const row = index.reduce((sum, i, axis) => (axes.includes(axis) ? sum : sum + i * strides[axis]!), 0)
    rows[row]!.push(x.data[at]!)
  })
  return { kept, rows }
}

export function total(row: readonly number[]): number {
  return row.reduce((sum, value) => sum + value, 0)
}

/** One axis, several, all and none; kept and dropped; a scalar; no elements; rows longer than a chunk of the summation tree. */
export function reductionSamples(
  seed: number,
  { emptyAxis = 'smooth' }: { readonly emptyAxis?: 'smooth' | 'NaN' | 'refused' } = {},
): Sample[] {
  const x = randomPlain([2, 3, 4], seed)
  return [
    { inputs: [x] },
    { inputs: [x], args: [1] },
    { inputs: [x], args: [-1, { keepDims: true }] },
    { inputs: [x], args: [[0, -1]] },
    { inputs: [x], args: [[2, 0], { keepDims: true }] },
    { inputs: [x], args: [[]] },
    { inputs: [randomPlain([], seed)] },
    { inputs: [randomPlain([1, 5], seed)], args: [0] },
    { inputs: [plain([], [2, 0, 3])], args: [0] },
    ...(emptyAxis === 'refused' ? [] : [{ inputs: [plain([], [2, 0])], args: [1], smooth: emptyAxis === 'smooth' }]),
    { inputs: [randomPlain([2, 2500], seed)], args: [1], smooth: false },
    { inputs: [randomPlain([700, 3], seed)], args: [0], smooth: false },
  ]
}

/** Small integers in rows, for int32. */
export const integerSamples: readonly Sample[] = [
  { inputs: [plain([3, -1, 4, 1, -5, 9], [2, 3])], args: [1], dtypes: ['int32'] },
  { inputs: [plain([2147483647, -2147483648, 0])], dtypes: ['int32'] },
]

interface NumbersInJson {
  readonly shape: readonly number[]
  readonly data: readonly (number | string)[]
}

/** What PyTorch or NumPy say of an operation where it is easy to go wrong. */
export function knownRows(name: keyof typeof fixture): Known[] {
  const numbers = ({ shape, data }: NumbersInJson): Plain => plain(data.map(Number), shape)
  interface Case {
    readonly inputs: readonly NumbersInJson[]
    readonly args: readonly unknown[]
    readonly value: NumbersInJson
    readonly gradients?: readonly NumbersInJson[]
  }
  return (fixture[name] as readonly Case[]).map(({ inputs, args, value, gradients }) => ({
    inputs: inputs.map(numbers),
    args,
    value: numbers(value),
    ...(gradients && { gradients: gradients.map(numbers) }),
    dtypes: ['float64'],
    tolerance: { relative: 1e-14, absolute: 1e-15 },
  }))
}

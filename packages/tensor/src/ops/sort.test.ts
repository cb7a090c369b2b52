import { type AnyOp, testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { knownRows, mapRows } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import type { Tensor } from '../tensor.ts'
import { type Sorted, type SortOptions, sort } from './sort.ts'

const result =
  (part: keyof Sorted, axis?: number, options?: SortOptions) =>
  (op: AnyOp, [x]: readonly Tensor[]): Tensor =>
    (op(x, axis, options) as Sorted)[part]

/** The positions in order; where numbers are equal, in the order of the positions. */
function order(row: readonly number[], { descending = false }: SortOptions = {}): number[] {
  return [...row.keys()].sort((a, b) => (descending ? row[b]! - row[a]! : row[a]! - row[b]!) || a - b)
}

const x = randomPlain([3, 4, 2], 1)
const calls = [
  { inputs: [x], args: [] },
  { inputs: [x], args: [1] },
  { inputs: [x], args: [0, { descending: true }] },
  { inputs: [plain([], [2, 0])], args: [] },
  { inputs: [plain([], [0, 2])], args: [-1] },
  { inputs: [randomPlain([2, 300], 1)], args: [1], smooth: false },
  // Ties keep their order in both directions.
  { inputs: [plain([2, 1, 2, 1, 2, 1])], args: [0, { descending: true }], dtypes: ['int32', 'float32'] as const, smooth: false },
  { inputs: [plain([1, 0, 1, 0])], args: [0], dtypes: ['bool'] as const, smooth: false },
]
const errors = [
  ['a scalar', () => sort(tensor(1)), 'range', /axis -1 given, but a scalar has no axes/],
  [
    'a misspelt option',
    () => sort(zeros([2]), 0, { decending: true } as never),
    'type',
    /unknown option "decending"; did you mean descending/,
  ],
] as const

testOp('sort', sort, {
  samples: calls.map((sample) => ({ ...sample, call: result('values', ...(sample.args as [])) })),
  reference: ([x], axis = -1, options) => mapRows(x!, axis, (row) => order(row, options).map((i) => row[i]!)),
  known: knownRows('sort').map((sample) => ({ ...sample, call: result('values', ...(sample.args as [])) })),
  errors,
})

testOp('sort', sort, {
  samples: calls.map((sample) => ({ ...sample, call: result('indices', ...(sample.args as [])) })),
  reference: ([x], axis = -1, options) => mapRows(x!, axis, (row) => order(row, options)),
  known: knownRows('sort indices').map((sample) => ({ ...sample, call: result('indices', ...(sample.args as [])) })),
  resultDType: 'int32',
  differentiable: false,
})

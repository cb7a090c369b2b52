import { type AnyOp, testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { knownRows, mapRows } from '../__tests__/rows.ts'
import { zeros } from '../creation/zeros.ts'
import type { Tensor } from '../tensor.ts'
import type { Sorted } from './sort.ts'
import { type TopKOptions, topK } from './top-k.ts'

const result =
  (part: keyof Sorted, k: number, axis?: number, options?: TopKOptions) =>
  (op: AnyOp, [x]: readonly Tensor[]): Tensor =>
    (op(x, k, axis, options) as Sorted)[part]

function order(row: readonly number[], { largest = true }: TopKOptions = {}): number[] {
  return [...row.keys()].sort((a, b) => (largest ? row[b]! - row[a]! : row[a]! - row[b]!) || a - b)
}

const x = randomPlain([3, 4], 1)
const calls = [
  { inputs: [x], args: [2] },
  { inputs: [x], args: [3, 0, { largest: false }] },
  { inputs: [x], args: [0] },
  { inputs: [plain([], [0, 3])], args: [2] },
  { inputs: [plain([3, 1, 3, 3, 2])], args: [2], dtypes: ['int32', 'float32'] as const, smooth: false },
]

testOp('topK', topK, {
  samples: calls.map((sample) => ({ ...sample, call: result('values', ...(sample.args as [number])) })),
  reference: ([x], k, axis = -1, options) =>
    mapRows(x!, axis, (row) =>
      order(row, options)
        .slice(0, k)
        .map((i) => row[i]!),
    ),
  known: knownRows('topK').map((sample) => ({ ...sample, call: result('values', ...(sample.args as unknown as [number])) })),
  errors: [
    ['more than there are', () => topK(zeros([2, 3]), 4), 'range', /k must be an integer in \[0, 3\], got 4/],
    ['a k that is no integer', () => topK(zeros([3]), 1.5), 'range', /k must be an integer in \[0, 3\], got 1.5/],
    ['an option that is no boolean', () => topK(zeros([3]), 1, 0, { largest: 0 as never }), 'type', /largest must be true or false, got 0/],
  ],
})

testOp('topK', topK, {
  samples: calls.map((sample) => ({ ...sample, call: result('indices', ...(sample.args as [number])) })),
  reference: ([x], k, axis = -1, options) => mapRows(x!, axis, (row) => order(row, options).slice(0, k)),
  known: knownRows('topK indices').map((sample) => ({ ...sample, call: result('indices', ...(sample.args as unknown as [number])) })),
  resultDType: 'int32',
  differentiable: false,
})

import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { slice } from './slice.ts'
import type { Range } from './span.ts'

/** The positions of a range by its definition: counted one by one, as Python's slice.indices. */
function positions(range: Range | undefined, length: number): number[] {
  const {
    start,
    end,
    step = 1,
  } = Array.isArray(range) ? { start: range[0], end: range[1] } : ((range ?? {}) as { start?: number; end?: number; step?: number })
  const inside = (position: number): boolean => position >= 0 && position < length
  const low = step > 0 ? 0 : -1
  const high = step > 0 ? length : length - 1
  const cut = (position: number): number => Math.min(high, Math.max(low, position < 0 ? position + length : position))
  const from = start === undefined ? (step > 0 ? 0 : length - 1) : cut(start)
  const to = end === undefined ? (step > 0 ? length : -1) : cut(end)
  const found: number[] = []
  for (let at = from; step > 0 ? at < to : at > to; at += step) if (inside(at)) found.push(at)
  return found
}

const x = randomPlain([4, 5], 1)

testOp('slice', slice, {
  samples: [
    { inputs: [x], args: [[[0, 2]]] },
    { inputs: [x], args: [[undefined, [1, -1]]] },
    { inputs: [x], args: [[{ step: -1 }, { start: -2, step: -2 }]] },
    { inputs: [x], args: [[{ start: 3, end: 0, step: -2 }, { step: 3 }]] },
    { inputs: [x], args: [[{ start: -100, end: 100 }, [2, 2]]] },
    { inputs: [x], args: [[[3, 1]]] },
    {
      inputs: [x],
      args: [
        [
          { start: 100, end: -100, step: -1 },
          { start: 1, end: undefined },
        ],
      ],
    },
    { inputs: [x], args: [[]] },
    { inputs: [plain([], [2, 0])], args: [[[1, 2], { step: -1 }]] },
    { inputs: [randomPlain([], 1)], args: [[]] },
    { inputs: [plain([1, 0, 1, 1])], args: [[{ step: 2 }]], dtypes: ['bool', 'int32'] },
  ],
  reference: ([x], ranges) => {
    const taken = x!.shape.map((size, axis) => positions(ranges[axis], size))
    return built(
      taken.map((list) => list.length),
      (index) =>
        elementAt(
          x!,
          index.map((i, axis) => taken[axis]![i]!),
        ),
    )
  },
  errors: [
    ['a step of 0', () => slice(zeros([2]), [{ step: 0 }]), 'range', /^slice: step of axis 0 must not be 0$/],
    ['a start that is NaN', () => slice(zeros([2]), [{ start: NaN }]), 'range', /^slice: start of axis 0 must be an integer, got NaN$/],
    ['an end that is no integer', () => slice(zeros([2, 2]), [undefined, [0, 1.5]]), 'range', /end of axis 1 must be an integer, got 1.5/],
    [
      'too many ranges',
      () =>
        slice(zeros([2]), [
          [0, 1],
          [0, 1],
        ]),
      'shape',
      /2 ranges for the 1 axes of shape \[2\]/,
    ],
    ['a number', () => slice(zeros([2]), [1 as never]), 'type', /range of axis 0 must be \[start, end\] or \{ start, end, step \}, got 1/],
    ['three numbers', () => slice(zeros([2]), [[0, 1, 2] as never]), 'type', /range of axis 0 must be \[start, end\]/],
    ['a misspelt part', () => slice(zeros([2]), [{ begin: 1 } as never]), 'type', /range of axis 0: unknown option "begin"/],
    ['no ranges', () => slice(zeros([2]), undefined as never), 'type', /ranges must be an array with one range per axis, got undefined/],
  ],
})

it('shares memory and does not change with it', () => {
  const whole = tensor([1, 2, 3])
  expect(slice(whole, [[1, 3]]).buffer).toBe(whole.buffer)
})

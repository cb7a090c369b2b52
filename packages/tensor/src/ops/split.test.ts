import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { plain, randomPlain } from '../__tests__/plain.ts'
import { built, elementAt } from '../__tests__/rows.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { split } from './split.ts'

const x = randomPlain([4, 6], 1)

const part = (parts: number | readonly number[], axis: number, number: number, start: number, size: number) => ({
  call: (_: unknown, [x]: readonly Parameters<typeof split>[0][]) => split(x!, parts, axis)[number]!,
  reference: ([x]: readonly (typeof plain extends (...args: never) => infer P ? P : never)[]) =>
    built(x!.shape.with(axis, size), (index) => elementAt(x!, index.with(axis, index[axis]! + start))),
})

testOp('split', split, {
  samples: [
    { inputs: [x], ...part(2, 0, 1, 2, 2) },
    { inputs: [x], ...part(3, 1, 0, 0, 2) },
    { inputs: [x], ...part([1, 0, 5], 1, 2, 1, 5) },
    { inputs: [x], ...part([1, 0, 5], 1, 1, 1, 0) },
    { inputs: [plain([], [0, 2])], ...part(3, 0, 2, 0, 0) },
  ],
  reference: () => expect.fail('each sample has its own'),
  errors: [
    [
      'a count that does not divide',
      () => split(zeros([2, 5]), 2, 1),
      'shape',
      /axis 1 of shape \[2,5\] does not divide into 2 equal parts/,
    ],
    ['sizes that do not add up', () => split(zeros([5]), [2, 2]), 'shape', /the sizes \[2,2\] add up to 4, axis 0 of shape \[5\] has 5/],
    ['a negative size', () => split(zeros([5]), [6, -1]), 'range', /size 1 must be an integer >= 0, got -1/],
    ['no parts', () => split(zeros([5]), 0), 'range', /parts must be an integer >= 1, got 0/],
    ['a text', () => split(zeros([5]), '5' as never), 'type', /parts must be a count or an array of sizes, got "5"/],
  ],
})

it('gives all parts, in order', () => {
  expect(split(tensor([1, 2, 3, 4, 5, 6]), 3).map((part) => part.toArray())).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
})

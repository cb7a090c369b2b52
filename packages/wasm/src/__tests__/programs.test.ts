import { denseView, type MapKernel, type Program, type RangeCheck } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { programOf } from '../__fixtures__/random-program.ts'
import { expectSameRuns } from '../__fixtures__/run-both.ts'

it('random programs do compiled what they do interpreted', () => {
  let succeeded = 0
  let programs = 0
  fc.assert(
    fc.property(fc.array(fc.nat(100000), { minLength: 20, maxLength: 90 }), (choices) => {
      programs++
      succeeded += expectSameRuns(programOf(choices))
    }),
    runs(1500),
  )
  // Neither all nor none of the runs fail.
  expect(succeeded).toBeGreaterThan(programs)
  expect(succeeded).toBeLessThan(6 * programs)
})

/** Values 0 and 1 are states, 2 is an input; all hold `length` elements. */
function programWith(
  steps: readonly (readonly [kernel: MapKernel, inputs: readonly number[], output: number])[],
  outputs: readonly number[],
  updates: Program['updates'],
  length: number,
): Program {
  const count = 3 + steps.length
  return {
    values: Array.from({ length: count }, () => ({ dtype: 'float32' as const, length })),
    inputs: [2],
    states: [0, 1],
    steps: steps.map(([kernel, inputs, output]) => ({ kernel, inputs, output, scope: '' })),
    outputs,
    updates,
  }
}

const [x, y] = [e.input(0, 'float32'), e.input(1, 'float32')]

describe.each([1, 4, 5, 1000, 6000])('states of %i elements', (length) => {
  const dense = denseView([length])
  const backwards = { offset: length - 1, strides: [-1] }
  const map = (body: e.Operand, inputs = [dense, dense], checks: readonly RangeCheck[] = []): MapKernel => ({
    kind: 'map',
    name: 'map',
    shape: [length],
    inputs,
    body: body as MapKernel['body'],
    output: dense,
    checks,
  })
  const add = map(e.add(x, y))
  const multiply = map(e.multiply(x, y))
  const turnedAround = map(e.add(x, y), [dense, backwards])

  it.each<[string, Program]>([
    [
      'swap',
      programWith(
        [],
        [0],
        [
          [0, 1],
          [1, 0],
        ],
        length,
      ),
    ],
    [
      'take an input, and each other',
      programWith(
        [],
        [2, 1],
        [
          [0, 2],
          [1, 0],
        ],
        length,
      ),
    ],
    [
      'take one value both',
      programWith(
        [[add, [0, 2], 3]],
        [],
        [0, 1].map((state) => [state, 3] as const),
        length,
      ),
    ],
    [
      'are read behind the step that makes the next value',
      programWith(
        [
          [add, [0, 2], 3],
          [multiply, [0, 3], 4],
        ],
        [],
        [
          [0, 3],
          [1, 4],
        ],
        length,
      ),
    ],
    ['are read backwards in the step that makes the next value', programWith([[turnedAround, [0, 0], 3]], [], [[0, 3]], length)],
    [
      'are read backwards behind it',
      programWith(
        [
          [add, [0, 2], 3],
          [turnedAround, [3, 0], 4],
        ],
        [],
        [
          [0, 3],
          [1, 4],
        ],
        length,
      ),
    ],
    [
      'make each other',
      programWith(
        [
          [turnedAround, [0, 1], 3],
          [turnedAround, [1, 0], 4],
        ],
        [4],
        [
          [0, 3],
          [1, 4],
        ],
        length,
      ),
    ],
    ['become what is an output too', programWith([[add, [0, 2], 3]], [3, 0, 3], [[0, 3]], length)],
    [
      'are outputs as they were',
      programWith(
        [[add, [0, 2], 3]],
        [0, 1],
        [
          [0, 3],
          [1, 0],
        ],
        length,
      ),
    ],
  ])('%s', (_, program) => {
    expect(expectSameRuns(program)).toBeGreaterThan(0)
  })

  it('stay as they are when a check fails, wherever it stands', () => {
    const check: RangeCheck = { input: 0, min: -Infinity, max: 5, allowNaN: true, label: 'value' }
    const fails = map(e.add(x, y), undefined, [check])
    for (const steps of [
      [[fails, [2, 0], 3]],
      [
        [add, [0, 2], 3],
        [fails, [3, 2], 4],
      ],
      [
        [fails, [0, 2], 3],
        [add, [0, 3], 4],
      ],
    ] as const) {
      const last = steps.at(-1)![2]
      expectSameRuns(
        programWith(
          steps,
          [last],
          [
            [0, last],
            [1, 0],
          ],
          length,
        ),
        5,
      )
    }
  })
})

import { cpu } from '@gradus/cpu'
import { extentOf, inputViews, sample, shapes } from '@gradus/cpu/fixtures'
import { denseView, dtypes, elementCount, interpret, type MapKernel, type Program } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { expect, it } from 'vitest'
import { compiled, formsOf } from '../__fixtures__/compiled.ts'

const cases = shapes.chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    view: inputViews(shape),
    dtype: fc.constantFrom(...dtypes),
    min: fc.constantFrom(-Infinity, -1e39, -10, -0.5, 0, 1),
    max: fc.constantFrom(Infinity, 1, 10, 1e10, 1e39, 0.3, 0),
    integer: fc.boolean(),
    allowNaN: fc.boolean(),
    alone: fc.boolean(),
    seed: fc.nat(1000),
  }),
)

it('a run fails where a kernel refuses its input, and nowhere else', () => {
  const count = { succeeded: 0, failed: 0 }
  fc.assert(
    fc.property(cases, ({ shape, view, dtype, min, max, integer, allowNaN, alone, seed }) => {
      fc.pre(min <= max)
      const kernel: MapKernel = {
        kind: 'map',
        name: 'checked',
        shape,
        inputs: [view],
        body: alone ? e.input(0, dtype) : e.notEqual(e.input(0, dtype), 1),
        output: denseView(shape),
        checks: [{ input: 0, min, max, integer, allowNaN, label: 'value' }],
      }
      const length = extentOf(shape, view)
      const program: Program = {
        values: [
          { dtype, length },
          { dtype: kernel.body.dtype, length: elementCount(shape) },
        ],
        inputs: [0],
        states: [],
        steps: [{ kernel, inputs: [0], output: 1, scope: '' }],
        outputs: [1],
        updates: [],
      }
      const data = sample(dtype, length, seed)
      // Every other time only one element may be wrong.
      if (seed % 2 === 1) {
        const kept = data[seed % length]!
        data.fill(1)
        data[seed % length] = kept
      }
      const reference = interpret(cpu, program, [], 'a test')
      reference.write(0, data)
      const expected = reference.run()
      count[expected ? 'succeeded' : 'failed']++
      for (const form of formsOf(program)) {
        const run = compiled(program, form)
        run.write(0, data)
        expect(run.run(), form).toBe(expected)
      }
    }),
    runs(500),
  )
  expect(Math.min(count.succeeded, count.failed)).toBeGreaterThan(50)
})

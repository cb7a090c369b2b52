import { cpu } from '@gradus/cpu'
import { expectSame, sample } from '@gradus/cpu/fixtures'
import { createArray, denseView, type Expression, interpret, type Kernel, type MapKernel, type Program, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { describe, expect, it } from 'vitest'
import { expectAgreement, expectInterpreted } from '../__fixtures__/agreement.ts'
import { compiled } from '../__fixtures__/compiled.ts'
import { expectSameRuns } from '../__fixtures__/run-both.ts'

const x = e.input(0, 'float32')

function elementwise(name: string, shape: Shape, body: Expression): MapKernel {
  return { kind: 'map', name, shape, inputs: [denseView(shape)], body, output: denseView(shape) }
}

function oneKernel(kernel: Kernel, length: number, result: number): Program {
  const values = [length, result].map((count) => ({ dtype: 'float32' as const, length: count }))
  return { values, inputs: [0], states: [], steps: [{ kernel, inputs: [0], output: 1, scope: '' }], outputs: [1], updates: [] }
}

describe('formulas of 100,000 operations', () => {
  const chain = (next: (node: Expression, k: number) => Expression): Expression => {
    let node: Expression = x
    for (let k = 0; k < 100_000; k++) node = next(node, k)
    return node
  }
  /** A tree of sums: as broad as it is deep. */
  const tree = (depth: number): Expression =>
    depth === 0 ? e.multiply(x, Math.fround(0.1 + depth)) : e.add(tree(depth - 1), e.negate(tree(depth - 1)))

  it.each<[string, Expression]>([
    ['one after the other', chain((node, k) => (k % 2 === 0 ? e.add(node, x) : e.multiply(node, 0.5)))],
    ['with many constants', chain((node, k) => e.add(node, (k % 50) / 7 - 3))],
    ['each used twice', chain((node, k) => (k % 2 === 0 ? e.multiply(e.multiply(node, 0.5), node) : e.maximum(node, -1)))],
    ['through conditions', chain((node, k) => (k % 3 === 2 ? e.select(e.less(node, 10), node, x) : e.add(node, 0.25)))],
    ['as a tree', tree(15)],
  ])('%s', (_, body) => {
    for (const length of [1, 7]) {
      const program = oneKernel(elementwise('deep', [length], body), length, length)
      const data = sample('float32', length, 4)
      const reference = interpret(cpu, program, [], 'a test')
      for (const run of [reference, compiled(program, 'loops')]) {
        run.write(0, data)
        expect(run.run()).toBe(true)
      }
      const run = compiled(program, 'loops')
      run.write(0, data)
      run.run()
      expectSame(run.read(0), reference.read(0), 'deep')
    }
  })
})

it('programs of very many steps', () => {
  const kernel = elementwise('step', [5], e.add(e.multiply(x, 0.5), 1))
  const count = 3000
  const program: Program = {
    values: Array.from({ length: count + 1 }, () => ({ dtype: 'float32' as const, length: 5 })),
    inputs: [],
    states: [0],
    steps: Array.from({ length: count }, (_, i) => ({ kernel, inputs: [i], output: i + 1, scope: '' })),
    outputs: [1, count],
    updates: [[0, count]],
  }
  expect(expectSameRuns(program, 2)).toBe(4)
})

describe('a million elements', () => {
  const size = 1_000_003
  const data = [sample('float32', size)]

  it('in one loop', () => {
    expectInterpreted(elementwise('large', [size], e.add(e.multiply(x, x), 1)), data, 'float32', size)
  })

  it.each(['tree', 'sequential'] as const)('in one reduction, %s', (order) => {
    const sum: MapKernel = { ...elementwise('sum', [size], x), output: denseView([]), reduce: { operation: 'maximum', axes: 1, order } }
    expectInterpreted(sum, [data[0]!.map((value) => (Number.isNaN(value) ? -1 : value))], 'float32', 1)
    const finite = [data[0]!.map((value, i) => (i % 1000) / 7 - 60 + (Number.isFinite(value) ? value % 1 : 0))]
    expectInterpreted({ ...sum, reduce: { operation: 'sum', axes: 1, order } }, finite, 'float32', 1)
  })

  it('turned round and padded', () => {
    const turned: MapKernel = { ...elementwise('turned', [1003, 997], x), inputs: [{ offset: 0, strides: [1, 1003] }] }
    expectInterpreted(turned, [sample('float32', 1003 * 997)], 'float32', 1003 * 997)
    const view = { offset: 0, strides: [997, 0], guards: [{ start: -3, factors: [0, 1], step: 1, size: 997, stride: 1 }] }
    expectInterpreted(
      { ...turned, inputs: [view], shape: [1003, 1003], output: denseView([1003, 1003]) },
      [sample('float32', 1003 * 997)],
      'float32',
      1003 * 1003,
    )
  })
})

describe('nothing at all', () => {
  it.each([[[0]], [[0, 3]], [[3, 0]], [[2, 0, 4]]])('of shape %j', (shape) => {
    const empty = createArray('float32', 0)
    expectAgreement(elementwise('nothing', shape, e.add(x, 1)), [empty], 'float32', 0)
    for (let axes = 0; axes <= shape.length; axes++) {
      const kept = shape.slice(0, shape.length - axes)
      const length = kept.reduce((product, size) => product * size, 1)
      for (const operation of ['sum', 'product', 'minimum', 'maximum'] as const) {
        for (const order of ['tree', 'sequential'] as const) {
          const kernel: MapKernel = { ...elementwise('empty', shape, x), output: denseView(kept), reduce: { operation, axes, order } }
          expectAgreement(kernel, [empty], 'float32', length)
        }
      }
    }
  })

  it('in a program without steps, inputs or states', () => {
    const program: Program = { values: [], inputs: [], states: [], steps: [], outputs: [], updates: [] }
    for (const form of ['straight', 'loops'] as const) expect(compiled(program, form).run()).toBe(true)
  })
})

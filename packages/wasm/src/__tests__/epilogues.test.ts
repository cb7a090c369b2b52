import { denseView, type MapKernel, type Program, type RangeCheck, type View } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { describe, expect, it } from 'vitest'
import { expectSameRuns } from '../__fixtures__/run-both.ts'

type Numeric = 'float32' | 'float64' | 'int32'

/** A product, and what works on its elements: a bias, a bound, a check; a sum of its rows; its columns turned into rows. */
function layer(dtype: Numeric, m: number, n: number, k: number, keepsProduct: boolean, turned: boolean, most: number): Program {
  const shape = [m, n]
  const dense = denseView(shape)
  const [x, y, z] = [0, 1, 2].map((i) => e.input(i, dtype)) as [e.Operand, e.Operand, e.Operand]
  const check: RangeCheck = { input: 0, min: -Infinity, max: most, allowNaN: true, label: 'value' }
  const map = (body: e.Operand, inputs: readonly View[], checks: readonly RangeCheck[] = []): MapKernel => ({
    kind: 'map',
    name: 'map',
    shape,
    inputs,
    body: body as MapKernel['body'],
    output: dense,
    checks,
  })
  const product: MapKernel = {
    kind: 'map',
    name: 'product',
    shape: [m, n, k],
    inputs: [
      { offset: 0, strides: turned ? [1, 0, m] : [k, 0, 1] },
      { offset: 0, strides: turned ? [0, k, 1] : [0, 1, n] },
    ],
    body: e.multiply(x, y),
    output: dense,
    reduce: { operation: 'sum', axes: 1, order: 'sequential' },
  }
  const bias = map(e.add(x, y), [dense, { offset: 0, strides: [0, 1] }])
  const bounded = map(e.maximum(x, 0), [dense], [check])
  const mixed = map(e.select(e.less(x, y), e.multiply(x, z), y), [dense, dense, { offset: 0, strides: [1, 0] }])
  const columns: MapKernel = {
    ...map(x, [{ offset: 0, strides: [1, n] }]),
    shape: [n, m],
    output: denseView([n]),
    reduce: { operation: 'sum', axes: 1, order: 'tree' },
  }
  const lengths = [m * k, k * n, n, m, m * n, m * n, m * n, m * n, n]
  return {
    values: lengths.map((length) => ({ dtype, length })),
    inputs: [0],
    states: [1, 2, 3],
    steps: [
      { kernel: product, inputs: [0, 1], output: 4, scope: '' },
      { kernel: bias, inputs: [4, 2], output: 5, scope: '' },
      { kernel: bounded, inputs: [5], output: 6, scope: '' },
      { kernel: mixed, inputs: [6, 4, 3], output: 7, scope: '' },
      { kernel: columns, inputs: [7], output: 8, scope: '' },
    ],
    outputs: keepsProduct ? [4, 7] : [7],
    updates: [[2, 8]],
  }
}

describe.each(['float32', 'float64', 'int32'] as const)('of %s', (dtype) => {
  const sizes = [
    [1, 1, 1],
    [1, 9, 3],
    [9, 1, 3],
    [4, 8, 5],
    [5, 7, 300],
    [3, 13, 600],
    [17, 3, 1000],
    [33, 10, 20],
    [20, 66, 70],
  ] as const
  it.each(sizes)('%i × %i over %i', (m, n, k) => {
    for (const keepsProduct of [false, true]) {
      for (const turned of [false, true]) {
        expect(expectSameRuns(layer(dtype, m, n, k, keepsProduct, turned, Infinity), 2)).toBeGreaterThan(0)
        expectSameRuns(layer(dtype, m, n, k, keepsProduct, turned, 10), 2)
      }
    }
  })
})

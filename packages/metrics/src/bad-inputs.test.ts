import { type ErrorCode, GradusError } from '@gradus/kernel'
import { type Tensor, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import * as metrics from './index.ts'

type Row = readonly [what: string, action: (state: metrics.MetricState) => unknown, code: ErrorCode, message: RegExp]

const make = (name: string, options?: unknown): metrics.Metric =>
  (metrics as unknown as Record<string, (options: unknown) => metrics.Metric>)[name]!(options)
const update = (name: string, x: unknown, y: unknown) => (state: metrics.MetricState) => make(name).update(state, x as Tensor, y as Tensor)
const classes = (...values: number[]): Tensor => tensor(Int32Array.from(values))

const likePrediction = ['meanSquaredError', 'meanAbsoluteError', 'binaryAccuracy', 'categoricalAccuracy']
const all = [...likePrediction, 'sparseCategoricalAccuracy']

const updates: Row[] = [
  ...likePrediction.flatMap((name): Row[] => [
    [
      `${name}: lengths 10 and 9`,
      update(name, zeros([10, 2]), zeros([9, 2])),
      'shape',
      new RegExp(`^${name}: prediction \\[10,2\\] and target \\[9,2\\] must have the same shape$`),
    ],
    [
      `${name}: [4,1] against [4]`,
      update(name, zeros([4, 1]), zeros([4])),
      'shape',
      /prediction \[4,1\] and target \[4\] must have the same shape; broadcasting would compare 16 pairs, use target\.reshape\(\[4,1\]\)/,
    ],
    [
      `${name}: mixed dtypes`,
      update(name, zeros([2, 2]), zeros([2, 2], { dtype: 'float64' })),
      'type',
      /float32, target float64; use cast\(target, 'float32'\)/,
    ],
  ]),
  ...all.map(
    (name): Row => [`${name}: an array`, update(name, [1], [1]), 'type', new RegExp(`^${name}: prediction must be a tensor, got \\[1\\]`)],
  ),
  ...all.map(
    (name): Row => [
      `${name}: int32 predictions`,
      update(name, classes(1), classes(1)),
      'type',
      /prediction is int32, expected float32 or float64/,
    ],
  ),
  ['a scalar', update('meanSquaredError', tensor(1), tensor(1)), 'shape', /prediction is a scalar, expected \[batch, …\]/],
  [
    '10 rows, 9 classes',
    update('sparseCategoricalAccuracy', zeros([10, 3]), zeros([9], { dtype: 'int32' })),
    'shape',
    /target has shape \[9\], expected \[10\], one index for each row of prediction \[10,3\]/,
  ],
  ['one-hot for class numbers', update('sparseCategoricalAccuracy', zeros([2, 3]), zeros([2, 3])), 'shape', /of one-hot rows take argMax/],
  [
    'class numbers for one-hot',
    update('categoricalAccuracy', zeros([2, 3]), classes(0, 1)),
    'shape',
    /of indices make rows by oneHot\(target, 3\)/,
  ],
  ['class numbers as floats', update('sparseCategoricalAccuracy', zeros([2, 3]), zeros([2])), 'type', /target must be int32, got float32/],
  [
    'no row of scores',
    update('categoricalAccuracy', zeros([3]), zeros([3])),
    'shape',
    /prediction has shape \[3\], expected \[batch, …, classes\]/,
  ],
  ['no class', update('categoricalAccuracy', zeros([3, 0]), zeros([3, 0])), 'shape', /\[3,0\], expected .* at least one class/],
  [
    'class 3 of 3',
    update('sparseCategoricalAccuracy', zeros([2, 3]), classes(0, 3)),
    'range',
    /^sparseCategoricalAccuracy: target\[1\] = 3 out of range \[0,2\]; classes count from 0/,
  ],
  ['class −1', update('sparseCategoricalAccuracy', zeros([2, 3]), classes(-1, 0)), 'range', /target\[0\] = -1 out of range \[0,2\]/],
  [
    'targets −1 and 1',
    update('binaryAccuracy', zeros([2]), tensor([1, -1])),
    'range',
    /^binaryAccuracy: target\[1\] = -1 out of range \[0,1\]; targets are 0 and 1, not −1 and 1/,
  ],
  ['a soft target', update('binaryAccuracy', zeros([2]), tensor([1, 0.5])), 'range', /target\[1\] = 0\.5 is no integer in \[0,1\]/],
  ['a NaN target', update('binaryAccuracy', zeros([1]), tensor([Number.NaN])), 'range', /target\[0\] = NaN/],
]

const states: Row[] = all.flatMap((name): Row[] => [
  [
    `${name}: no state`,
    () => make(name).value(undefined as never),
    'state',
    new RegExp(`^${name}: the state has no total and count; begin with initialize\\(\\)`),
  ],
  [
    `${name}: another state`,
    () => make(name).update({ sum: tensor(0) }, zeros([1, 1]), zeros([1, 1])),
    'state',
    /the state has no total and count/,
  ],
])

const definitions: Row[] = [
  [
    'a misspelt option',
    () => make('binaryAccuracy', { treshold: 0.2 }),
    'type',
    /binaryAccuracy: unknown option "treshold"; did you mean threshold\?/,
  ],
  [
    'a threshold that is a text',
    () => make('binaryAccuracy', { threshold: '0.5' }),
    'type',
    /threshold must be a finite number, got "0\.5"/,
  ],
  ['a NaN threshold', () => make('binaryAccuracy', { threshold: Number.NaN }), 'range', /threshold must be a finite number, got NaN/],
  [
    'no name',
    () => make('defineMeanMetric', { each: () => zeros([1]) }),
    'type',
    /defineMeanMetric: name must be a text that is not empty, got undefined/,
  ],
  ['no function', () => make('defineMeanMetric', { name: 'own' }), 'type', /own: each must be a function, got undefined/],
  [
    'a check that is none',
    () => make('defineMeanMetric', { name: 'own', each: () => zeros([1]), check: true }),
    'type',
    /own: check must be a function, got true/,
  ],
  [
    'a function that gives no tensor',
    (state) => make('defineMeanMetric', { name: 'own', each: () => 1 }).update(state, zeros([1]), zeros([1])),
    'type',
    /own: the result of each must be a tensor, got 1/,
  ],
]

describe('what a metric refuses', () => {
  it.each([...updates, ...states, ...definitions])('%s', (_, action, code, message) => {
    const metric = metrics.meanSquaredError()
    const state = metric.update(metric.initialize(), tensor([1, 2]), tensor([1, 4]))
    let error: unknown
    try {
      action(state)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(GradusError)
    expect((error as GradusError).message).toMatch(message)
    expect((error as GradusError).code).toBe(code)
    expect(metric.value(state), 'the state is as it was').toBe(2)
  })
})

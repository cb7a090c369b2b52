import { type ErrorCode, GradusError } from '@gradus/kernel'
import { type Tensor, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import * as metrics from './index.ts'

type Row = readonly [what: string, action: (state: metrics.MetricState) => unknown, code: ErrorCode, message: RegExp]

const make = (name: string, options?: unknown): metrics.Metric =>
  (metrics as unknown as Record<string, (options: unknown) => metrics.Metric>)[name]!(options)
const update = (name: string, x: unknown, y: unknown) => updateOf(make(name), x, y)
const classes = (...values: number[]): Tensor => tensor(Int32Array.from(values))

const counting = ['precision', 'recall', 'specificity', 'f1', 'matthewsCorrelation', 'cohenKappa', 'confusionMatrix']
const errors = ['meanSquaredError', 'rootMeanSquaredError', 'meanAbsoluteError', 'meanAbsolutePercentageError']
const likePrediction = [
  ...errors,
  'binaryAccuracy',
  'categoricalAccuracy',
  'topKCategoricalAccuracy',
  'cosineSimilarity',
  'rSquared',
  ...counting,
]
const all = [...likePrediction, 'sparseCategoricalAccuracy', 'sparseTopKCategoricalAccuracy']
const means = all.filter((name) => ![...counting, 'rSquared'].includes(name))
const updateOf = (metric: metrics.Metric<string, unknown>, x: unknown, y: unknown) => () =>
  metric.update(metric.initialize(), x as Tensor, y as Tensor)
const three = { classes: 3 }

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
  ...[...counting, 'binaryAccuracy', 'meanSquaredError', 'rSquared'].map(
    (name): Row => [`${name}: a scalar`, update(name, tensor(1), tensor(1)), 'shape', /prediction is a scalar, expected \[batch, …\]/],
  ),
  ...[...counting, 'binaryAccuracy'].flatMap((name): Row[] => [
    [
      `${name}: targets −1 and 1`,
      update(name, zeros([2]), tensor([1, -1])),
      'range',
      new RegExp(`^${name}: target\\[1\\] = -1 out of range \\[0,1\\]; targets are 0 and 1, not −1 and 1`),
    ],
    [`${name}: integers −1 and 1`, update(name, zeros([2]), classes(1, -1)), 'range', /target\[1\] = -1 out of range/],
    [`${name}: a soft target`, update(name, zeros([2]), tensor([1, 0.5])), 'range', /target\[1\] = 0\.5 is no integer in \[0,1\]/],
    [`${name}: a NaN target`, update(name, zeros([1]), tensor([Number.NaN])), 'range', /target\[0\] = NaN/],
    [
      `${name}: [4,1] against [4] integers`,
      update(name, zeros([4, 1]), zeros([4], { dtype: 'int32' })),
      'shape',
      /broadcasting would compare 16 pairs, use target\.reshape\(\[4,1\]\)/,
    ],
  ]),
  ...counting.flatMap((name): Row[] => [
    [
      `${name}: a NaN prediction`,
      update(name, tensor([1, Number.NaN]), tensor([1, 0])),
      'range',
      new RegExp(`^${name}: prediction\\[1\\] = NaN.*NaN belongs to no class`),
    ],
    [
      `${name}: 2 scores for 3 classes`,
      updateOf(make(name, three), zeros([4, 2]), zeros([4, 2])),
      'shape',
      /prediction has shape \[4,2\], expected \[batch, …, 3\] for 3 classes/,
    ],
    [`${name}: no row of scores`, updateOf(make(name, three), zeros([3]), zeros([3])), 'shape', /\[3\], expected \[batch, …, classes\]/],
    [`${name}: a NaN in a row`, updateOf(make(name, three), tensor([[0, 1, Number.NaN]]), classes(0)), 'range', /prediction\[0,2\] = NaN/],
    [
      `${name}: 10 rows, 9 classes`,
      updateOf(make(name, three), zeros([10, 3]), zeros([9], { dtype: 'int32' })),
      'shape',
      /target has shape \[9\], expected \[10\], one index for each row/,
    ],
    [
      `${name}: class 3 of 3`,
      updateOf(make(name, three), zeros([2, 3]), classes(0, 3)),
      'range',
      /target\[1\] = 3 .*; classes count from 0/,
    ],
    [
      `${name}: class numbers as floats`,
      updateOf(make(name, three), zeros([2, 3]), zeros([2])),
      'type',
      /target must be int32, got float32/,
    ],
    [
      `${name}: a row without a one`,
      updateOf(make(name, three), zeros([1, 3]), tensor([[0, 0, 0]])),
      'range',
      /the number of ones in target\[0\] = 0 .*; one-hot rows are zeros and a single 1/,
    ],
    [`${name}: a row of two ones`, updateOf(make(name, three), zeros([1, 3]), tensor([[1, 1, 0]])), 'range', /ones in target\[0\] = 2/],
    [`${name}: smoothed labels`, updateOf(make(name, three), zeros([1, 3]), tensor([[0.1, 0.8, 0.1]])), 'range', /target\[0,0\] = 0\.1/],
    [
      `${name}: predicted class 3 of 3`,
      updateOf(make(name, three), classes(3, 0), classes(0, 0)),
      'range',
      /prediction\[0\] = 3 .*; classes count from 0/,
    ],
    [
      `${name}: 2 predicted classes, 3 true ones`,
      updateOf(make(name, three), classes(0, 0), classes(0, 0, 0)),
      'shape',
      /class numbers, prediction \[2\] and target \[3\] must have the same shape/,
    ],
    [
      `${name}: true classes as floats`,
      updateOf(make(name, three), classes(0, 0), zeros([2])),
      'type',
      /target must be int32 as prediction, got float32; use cast/,
    ],
    [`${name}: one class`, () => make(name, { classes: 1 }), 'range', /classes must be an integer in \[2, 32768\], got 1/],
    [`${name}: classes as a text`, () => make(name, { classes: '3' }), 'type', /classes must be an integer/],
    [
      `${name}: a threshold among classes`,
      () => make(name, { ...three, threshold: 0.5 }),
      'state',
      /threshold is for predictions of 0 or 1; with classes the largest score counts/,
    ],
    [
      `${name}: an infinite threshold`,
      () => make(name, { threshold: Infinity }),
      'range',
      /threshold must be a finite number, got Infinity/,
    ],
  ]),
  ...['precision', 'recall', 'specificity', 'f1'].flatMap((name): Row[] => [
    [
      `${name}: a misspelt average`,
      () => make(name, { ...three, average: 'marco' }),
      'type',
      /unknown average "marco", expected one of micro, macro, weighted, none; did you mean macro\?/,
    ],
    [`${name}: an average of two classes`, () => make(name, { average: 'macro' }), 'state', /average is for many classes; say how many/],
  ]),
  ['fBeta without beta', () => make('fBeta'), 'type', /^fBeta: beta must be a finite number .*, got undefined/],
  ['fBeta of 0', () => make('fBeta', { beta: 0 }), 'range', /beta must be a finite number .*, got 0/],
  ['fBeta: a misspelt option', () => make('fBeta', { beta: 1, clases: 3 }), 'type', /unknown option "clases"; did you mean classes\?/],
  ['unknown weights', () => make('cohenKappa', { weights: 'square' }), 'type', /unknown weights "square", expected one of none, linear/],
  [
    'unknown shares',
    () => make('confusionMatrix', { normalize: 'true' }),
    'type',
    /unknown normalize "true", expected one of none, target/,
  ],
  ...['topKCategoricalAccuracy', 'sparseTopKCategoricalAccuracy'].flatMap((name): Row[] => [
    [
      `${name}: 5 of 3 classes`,
      update(name, zeros([2, 3]), name.startsWith('sparse') ? classes(0, 0) : zeros([2, 3])),
      'range',
      /k is 5, but prediction \[2,3\] has 3 classes/,
    ],
    [`${name}: k = 0`, () => make(name, { k: 0 }), 'range', /k must be an integer >= 1, got 0/],
    [`${name}: k = 1.5`, () => make(name, { k: 1.5 }), 'range', /k must be an integer >= 1, got 1\.5/],
  ]),
  [
    'sparse top k: class 6 of 6',
    update('sparseTopKCategoricalAccuracy', zeros([1, 6]), classes(6)),
    'range',
    /target\[0\] = 6 .*count from 0/,
  ],
  ['an epsilon of 0', () => make('meanAbsolutePercentageError', { epsilon: 0 }), 'range', /epsilon must be a finite number > 0, got 0/],
  ['rows of one axis', update('cosineSimilarity', zeros([3]), zeros([3])), 'shape', /\[3\], expected \[batch, …, features\]/],
  ['rows without features', update('cosineSimilarity', zeros([3, 0]), zeros([3, 0])), 'shape', /at least one feature/],
  [
    'outputs that were not told',
    update('rSquared', zeros([4, 2]), zeros([4, 2])),
    'shape',
    /rSquared: prediction has shape \[4,2\], expected \[batch, …, 1\]; .*\{ outputs: 2 \}/,
  ],
  ['no output', () => make('rSquared', { outputs: 0 }), 'range', /outputs must be an integer in \[1, /],
  ['an unknown average', () => make('rSquared', { average: 'macro' }), 'type', /unknown average "macro", expected one of uniform/],
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
]

const states: Row[] = means.flatMap((name): Row[] => [
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

const ownStates: Row[] = [...counting, 'rSquared'].flatMap((name): Row[] => [
  [
    `${name}: no state`,
    () => make(name).value(undefined as never),
    'state',
    new RegExp(`^${name}: the state has no .*; begin with initialize\\(\\)`),
  ],
  [`${name}: the state of a mean`, (state) => make(name).update(state, zeros([1, 1]), zeros([1, 1])), 'state', /the state has no/],
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
    'a state of no shapes',
    () => make('defineMetric', { name: 'own', state: { sum: 1 }, update: () => ({}), value: () => 0 }),
    'type',
    /own: shape must be an array/,
  ],
  [
    'no update',
    () => make('defineMetric', { name: 'own', state: { sum: [] }, value: () => 0 }),
    'type',
    /own: update must be a function, got undefined/,
  ],
  [
    'a sum of float32',
    updateOf(
      make('defineMetric', { name: 'own', state: { sum: [] }, update: () => ({ sum: zeros([]) }), value: () => 0 }),
      zeros([1]),
      zeros([1]),
    ),
    'type',
    /own: update must give sum as float64 tensors of the shapes in state, use cast/,
  ],
  [
    'the state of another number of classes',
    () => metrics.precision(three).update(metrics.precision({ classes: 4 }).initialize(), zeros([1, 3]), classes(0)),
    'state',
    /precision: the state has no right, predicted and actual/,
  ],
  [
    'a factory as a metric',
    () => metrics.streaming(metrics.recall as never),
    'type',
    /streaming: metric must have .*; call the factory, as in recall\(\)/,
  ],
  [
    'no metric',
    () => metrics.streaming(undefined as never),
    'type',
    /streaming: metric must have initialize and update and value, got undefined/,
  ],
  [
    'a function that gives no tensor',
    (state) => make('defineMeanMetric', { name: 'own', each: () => 1 }).update(state, zeros([1]), zeros([1])),
    'type',
    /own: the result of each must be a tensor, got 1/,
  ],
]

describe('what a metric refuses', () => {
  it.each([...updates, ...states, ...ownStates, ...definitions])('%s', (_, action, code, message) => {
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

import { tensor, zeros } from '@gradus/tensor'
import { describe } from 'vitest'
import { classes, counting, make, type Row, testRefusals, updateOf } from './__fixtures__/refusals.ts'

const update = (name: string, x: unknown, y: unknown) => updateOf(make(name), x, y)

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

describe('what a metric refuses', () => {
  testRefusals([...updates, ...states])
})

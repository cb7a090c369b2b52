import { type Tensor, tensor, zeros } from '@gradus/tensor'
import {
  all,
  binary,
  call,
  classes,
  classNumbers,
  eight,
  floats,
  half,
  likePrediction,
  logits,
  ofClasses,
  ofRows,
  type Row,
  refuses,
  sets,
  takeLogits,
} from './__tests__/refusals.ts'
import * as losses from './index.ts'

const shapes: Row[] = [
  ...likePrediction.map(
    (name): Row => [
      `${name}: [4,1] against [4]`,
      () => call(name, half([4, 1]), half([4])),
      'shape',
      /: prediction \[4,1\] and target \[4\] must have the same shape; broadcasting would compare 16 pairs, use target\.reshape\(\[4,1\]\)$/,
    ],
  ),
  [
    '[4] against [4,1]',
    () => call('meanSquaredError', half([4]), half([4, 1])),
    'shape',
    /would compare 16 pairs, use target\.reshape\(\[4\]\)/,
  ],
  ['[2,3] against [6]', () => call('meanSquaredError', half([2, 3]), half([6])), 'shape', /same shape; use target\.reshape\(\[2,3\]\)$/],
  [
    '[4,3] against [1,3]',
    () => call('meanSquaredError', half([4, 3]), half([1, 3])),
    'shape',
    /\[4,3\] and target \[1,3\] must have the same shape$/,
  ],
  ['a scalar prediction', () => call('meanSquaredError', half([]), half([])), 'shape', /prediction is a scalar, expected \[batch, …\]/],
  [
    'class indices for one-hot rows',
    () => call('categoricalCrossEntropy', half([2, 3]), classes(0, 1)),
    'shape',
    /of indices make rows by oneHot\(target, 3\)/,
  ],
  [
    'one-hot rows for class indices',
    () => call('sparseCategoricalCrossEntropy', half([2, 3]), half([2, 3])),
    'shape',
    /target has shape \[2,3\], expected \[2\], one index for each row of prediction \[2,3\]; of one-hot rows take argMax\(target, -1\)/,
  ],
  [
    'class indices as a column',
    () => call('sparseCategoricalCrossEntropy', half([2, 3]), tensor(Int32Array.of(0, 1), { shape: [2, 1] })),
    'shape',
    /use target\.reshape\(\[2\]\)/,
  ],
  ...ofClasses.map(
    (name): Row => [
      `${name}: prediction without classes`,
      () => call(name, half([3]), classNumbers.includes(name) ? classes() : half([3])),
      'shape',
      /prediction has shape \[3\], expected \[batch, …, classes\]/,
    ],
  ),
  [
    'no features',
    () => call('cosineSimilarity', half([3]), half([3])),
    'shape',
    /cosineSimilarity: prediction has shape \[3\], expected \[batch, …, features\]/,
  ],
  ['no class', () => call('categoricalCrossEntropy', zeros([2, 0]), zeros([2, 0])), 'shape', /\[2,0\], expected .* at least one class/],
]

const types: Row[] = [
  ...all.map((name): Row => [`${name}: an array`, () => call(name, [0.5], [1]), 'type', /: prediction must be a tensor, got \[0\.5\]/]),
  ['a number as target', () => call('meanSquaredError', half([1]), 1), 'type', /target must be a tensor, got 1/],
  [
    'int32 predictions',
    () => call('meanSquaredError', classes(1), classes(1)),
    'type',
    /prediction is int32, expected float32 or float64; use cast/,
  ],
  [
    'a target of another dtype',
    () => call('binaryCrossEntropy', half([1]), tensor([true])),
    'type',
    /prediction is float32, target bool; use cast\(target, 'float32'\)/,
  ],
  [
    'class indices as floats',
    () => call('sparseCategoricalCrossEntropy', half([2, 3]), half([2])),
    'type',
    /target must be int32, got float32/,
  ],
]

const ranges: Row[] = [
  [
    'class 3 of 3',
    () => call('sparseCategoricalCrossEntropy', eight, classes(0, 1, 2, 0, 1, 2, 0, 3)),
    'range',
    /^sparseCategoricalCrossEntropy: target\[7\] = 3 out of range \[0,2\]; classes count from 0/,
  ],
  [
    'class −1',
    () => call('sparseCategoricalCrossEntropy', half([2, 3]), classes(-1, 0), logits),
    'range',
    /target\[0\] = -1 out of range \[0,2\]/,
  ],
  [
    'class 1 of 1 in a deeper batch',
    () => call('sparseCategoricalCrossEntropy', half([1, 2, 1]), tensor(Int32Array.of(0, 1), { shape: [1, 2] })),
    'range',
    /target\[0,1\] = 1 out of range \[0,0\]/,
  ],
  [
    'a row that sums to 2',
    () => call('categoricalCrossEntropy', half([2, 2]), floats([2, 2], 1, 0, 1, 1)),
    'range',
    /^categoricalCrossEntropy: the sum of target row\[1\] = 2 out of range \[0\.999,1\.001\]; each row is one-hot/,
  ],
  [
    'a row of zeros',
    () => call('categoricalCrossEntropy', half([1, 2]), zeros([1, 2]), logits),
    'range',
    /sum of target row\[0\] = 0 out of range/,
  ],
  [
    'a row that sums to 1 with a negative',
    () => call('categoricalCrossEntropy', half([1, 2]), floats([1, 2], -1, 2)),
    'range',
    /target\[0,0\] = -1 out of range \[0,1\]; targets are one-hot rows/,
  ],
  ['a NaN target', () => call('categoricalCrossEntropy', half([1, 2]), floats([1, 2], Number.NaN, 1)), 'range', /target\[0,0\] = NaN/],
  ...takeLogits.map(
    (name): Row => [
      `${name}: a logit where a probability is expected`,
      () => call(name, floats([1, 2], 0.5, 1.5), name.startsWith('sparse') ? classes(0) : floats([1, 2], 1, 0)),
      'range',
      new RegExp(`^${name}: prediction\\[0,1\\] = 1\\.5 out of range \\[0,1\\]; for logits pass \\{ fromLogits: true \\}`),
    ],
  ),
  ['a negative probability', () => call('binaryCrossEntropy', floats([1], -0.1), floats([1], 0)), 'range', /prediction\[0\] = -0\.1/],
  ...[...sets, 'categoricalGeneralizedCrossEntropy'].map(
    (name): Row => [
      `${name}: a prediction that is no probability`,
      () => call(name, floats([1, 2], 0.5, 1.5), classNumbers.includes(name) ? classes(0) : floats([1, 2], 1, 0)),
      'range',
      new RegExp(`^${name}: prediction\\[0,1\\] = 1\\.5 out of range \\[0,1\\]; probabilities are expected: end in`),
    ],
  ),
  ...[...binary, ...sets].flatMap((name) =>
    [
      undefined,
      logits,
      { labelSmoothing: 0.1 },
      { ...logits, labelSmoothing: 0.1 },
      { positiveWeight: 2 },
      { ...logits, positiveWeight: [2, 1] },
    ]
      .filter(
        (options) => options === undefined || name === 'binaryCrossEntropy' || (binary.includes(name) && !('positiveWeight' in options)),
      )
      .flatMap((options): Row[] => {
        const label = `${name} ${options ? JSON.stringify(options) : ''}`
        return [
          [
            `targets −1 and 1: ${label}`,
            () => call(name, half([2]), floats([2], 1, -1), options),
            'range',
            /target\[1\] = -1 out of range \[0,1\]; targets are 0 and 1, not −1 and 1/,
          ],
          [`targets 1 … K: ${label}`, () => call(name, half([2]), floats([2], 1, 2), options), 'range', /target\[1\] = 2 out of range/],
          [`a NaN target: ${label}`, () => call(name, half([2]), floats([2], Number.NaN, 1), options), 'range', /target\[0\] = NaN/],
        ]
      }),
  ),
  ...ofRows.map(
    (name): Row => [
      `${name}: a target row that sums to 2`,
      () => call(name, half([2, 2]), floats([2, 2], 1, 0, 1, 1)),
      'range',
      new RegExp(`^${name}: the sum of target row\\[1\\] = 2 out of range`),
    ],
  ),
  ...classNumbers.map(
    (name): Row => [
      `${name}: class 3 of 3`,
      () => call(name, eight, classes(0, 1, 2, 0, 1, 2, 0, 3)),
      'range',
      new RegExp(`^${name}: target\\[7\\] = 3 out of range \\[0,2\\]; classes count from 0`),
    ],
  ),
  [
    'class −1 beside an ignored one',
    () => call('sparseCategoricalCrossEntropy', half([3, 3]), classes(-100, -1, 0), { ignoreIndex: -100 }),
    'range',
    /target\[1\] = -1 out of range \[0,2\]/,
  ],
  ...['hinge', 'squaredHinge'].flatMap((name): Row[] => [
    [
      `${name}: a target of 2`,
      () => call(name, half([2]), floats([2], 1, 2)),
      'range',
      /target\[1\] = 2 out of range \[-1,1\]; targets are −1 and 1, or 0 and 1/,
    ],
    [`${name}: a target of ½`, () => call(name, half([2]), half([2])), 'range', /target\[0\] = 0\.5 .*; targets are −1 and 1, or 0 and 1/],
  ]),
  ['a negative count', () => call('poisson', half([1]), floats([1], -1)), 'range', /poisson: target\[0\] = -1 .*; targets are counts/],
  [
    'a negative rate',
    () => call('poisson', floats([1], -1), half([1])),
    'range',
    /prediction\[0\] = -1 .*; a rate is not negative: end in softplus, or pass \{ logInput: true \}/,
  ],
  ['a negative count and a logarithm', () => call('poisson', half([1]), floats([1], -1), { logInput: true }), 'range', /target\[0\] = -1/],
  [
    'a negative amount',
    () => call('meanSquaredLogarithmicError', half([1]), floats([1], -1)),
    'range',
    /target\[0\] = -1 .*; targets are amounts/,
  ],
  [
    'an empty batch',
    () => call('meanSquaredError', zeros([0, 2]), zeros([0, 2])),
    'range',
    /the mean of 0 items does not exist; the batch is empty/,
  ],
  [
    'an empty batch of classes',
    () => call('sparseCategoricalCrossEntropy', zeros([0, 3]), classes()),
    'range',
    /^sparseCategoricalCrossEntropy: the mean of 0 items/,
  ],
  [
    'samples without elements',
    () => call('meanSquaredError', zeros([2, 0]), zeros([2, 0])),
    'range',
    /mean of 0 items .* a sample of shape \[0\] is empty/,
  ],
]

const squared = (x: Tensor): Tensor => x
const definition = { name: 'own', expects: 'values', target: 'likePrediction', elements: squared } as const
const own = (changes: object): losses.Loss =>
  losses.defineLoss({ ...definition, ...changes } as losses.LossDefinition<'likePrediction'>) as losses.Loss

const definitions: Row[] = [
  ['a definition without elements', () => own({ elements: undefined }), 'type', /own: elements must be a function, got undefined/],
  [
    'an unknown kind of target',
    () => own({ target: 'classIndices' }),
    'type',
    /own: unknown target "classIndices".*did you mean classIndex\?/,
  ],
  ['an unknown kind of prediction', () => own({ expects: 'logit' }), 'type', /own: unknown expects "logit".*did you mean logits\?/],
  ['no name', () => own({ name: '' }), 'type', /defineLoss: name must be a text that is not empty, got ""/],
  [
    'elements that lose the batch',
    () => own({ elements: () => zeros([]) })(half([2]), half([2])),
    'shape',
    /own: elements gave shape \[\], expected \[2, …\]/,
  ],
  [
    'elements that are no tensor',
    () => own({ elements: () => 5 })(half([2]), half([2])),
    'type',
    /own: the result of elements must be a tensor, got 5/,
  ],
]

refuses('what a loss refuses', [...shapes, ...types, ...ranges, ...definitions])

import { tensor, zeros } from '@gradus/tensor'
import { describe } from 'vitest'
import { classes, counting, make, type Row, testRefusals, updateOf } from './__fixtures__/refusals.ts'

const update = (name: string, x: unknown, y: unknown) => updateOf(make(name), x, y)
const three = { classes: 3 }

const updates: Row[] = [
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
]

const states: Row[] = [...counting, 'rSquared'].flatMap((name): Row[] => [
  [
    `${name}: no state`,
    () => make(name).value(undefined as never),
    'state',
    new RegExp(`^${name}: the state has no .*; begin with initialize\\(\\)`),
  ],
  [`${name}: the state of a mean`, (state) => make(name).update(state, zeros([1, 1]), zeros([1, 1])), 'state', /the state has no/],
])

describe('what metrics of classes refuse', () => {
  testRefusals([...updates, ...states])
})

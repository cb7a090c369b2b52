import { zeros } from '@gradus/tensor'
import { describe } from 'vitest'
import { classes, make, type Row, testRefusals, updateOf } from './__fixtures__/refusals.ts'
import * as metrics from './index.ts'

const three = { classes: 3 }

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

describe('what makers of metrics refuse', () => {
  testRefusals(definitions)
})

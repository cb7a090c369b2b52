import { type Tensor, tensor } from '@gradus/tensor'
import * as exported from '../index.ts'
import keras from './keras.json' with { type: 'json' }
import learned from './scikit-learn.json' with { type: 'json' }

/** A value of any metric. */
export type Value = number | number[] | number[][]

/** What others say of a prediction. */
export interface Case {
  readonly title: string
  readonly metric: string
  readonly options: object
  readonly x: Tensor
  readonly y: Tensor
  readonly value: Value
}

interface Written {
  readonly shape: readonly number[]
  readonly data: readonly number[]
  readonly dtype?: string
}

function read({ shape, data, dtype }: Written): Tensor {
  if (dtype === 'bool') return tensor(data.map((x) => x === 1)).reshape(shape) as Tensor
  return tensor(dtype === 'int32' ? Int32Array.from(data) : Float64Array.from(data), { shape })
}

function caseOf(metric: string, options: object, prediction: Written, target: Written, value: Value, number: number): Case {
  const title = `${metric} ${JSON.stringify(options)} of [${prediction.shape}], ${target.dtype} [${target.shape}], case ${number}`
  return { title, metric, options, x: read(prediction), y: read(target), value }
}

/** All cases of Keras and of scikit-learn. */
export const cases: readonly Case[] = [
  ...keras.map(({ metric, options, prediction, target, value }, i) =>
    caseOf(metric, options, prediction, metric.startsWith('sparse') ? { ...target, dtype: 'int32' } : target, value, i),
  ),
  ...learned.cases.map(({ metric, options, prediction, target, value }, i) =>
    caseOf(metric, options, learned.arrays[prediction]!, learned.arrays[target]!, value as Value, i),
  ),
]

const makers = exported as unknown as Readonly<Record<string, (options: object) => exported.Metric<string, Value>>>

/** The metric of a case, of either kind. */
export function metricOf({ metric, options }: Case): exported.Metric<string, Value> | exported.WholeMetric {
  return makers[metric]!(options)
}

/** The largest difference of two values, and NaN where their shapes differ. */
export function difference(a: Value, b: Value): number {
  const [left, right] = [[a].flat(2), [b].flat(2)]
  if (left.length !== right.length) return Number.NaN
  return left.reduce((most, x, i) => Math.max(most, Object.is(x, right[i]) ? 0 : Math.abs(x - right[i]!)), 0)
}

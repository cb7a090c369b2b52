import {
  checkChoice,
  checkDType,
  checkOptions,
  type DType,
  describe,
  elementCount,
  GradusError,
  type Shape,
  shapeText,
} from '@gradus/kernel'
import { ArrayDataset } from './array-dataset.ts'
import type { ArraySource, ShapeOf } from './array-source.ts'
import { readSource } from './read-source.ts'
import { readWeights } from './sample-weights.ts'
import { type Layout, layouts, type SampleShape, sampleCount } from './samples.ts'

/** How {@link dataset} reads its arrays, and what the dataset is called. */
export interface DatasetOptions<L extends Layout = Layout> {
  /** The dtype of inputs and targets. Unless stated: a typed array's own, float32 for plain numbers. */
  readonly dtype?: DType
  /** The dtype of the targets alone. */
  readonly targetDType?: DType
  /** Which axis counts the samples: `'samplesFirst'`, the first, unless stated. */
  readonly layout?: L
  /** How much each sample counts: one finite number ≥ 0 per sample, not all of them 0. Unless given, all count the same. */
  readonly weights?: ArraySource | undefined
  /** A name for programs; `'dataset'` unless stated. */
  readonly name?: string
  /** A name for people; the name unless stated. */
  readonly displayName?: string
}

/**
 * A dataset from inputs and targets in memory: nested arrays, typed arrays, or `{ data, shape }`. The values are copied, so what happens to
 * the arrays afterwards does not matter.
 *
 * Throws: GradusError 'shape' when the counts of samples differ or an array is ragged, 'type' for anything that is no number, 'range' for no
 * samples, for numbers that the dtype cannot hold, and for weights that are negative, not finite or all 0.
 *
 * @example
 * dataset([[0], [1], [2]], [[1], [3], [5]]).size // 3
 * dataset([[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 1, 1, 0]], { layout: 'featuresFirst' }).size // 4
 * dataset([[0], [1]], [[1], [3]], { weights: [1, 5] }).gather([1]).weights?.data // Float32Array [5]
 */
export function dataset<const X extends ArraySource, const Y extends ArraySource, const L extends Layout = 'samplesFirst'>(
  inputs: X,
  targets: Y,
  options: DatasetOptions<L> = {},
): ArrayDataset<SampleShape<ShapeOf<X>, L>, SampleShape<ShapeOf<Y>, L>, L> {
  checkOptions('dataset', options, ['dtype', 'targetDType', 'layout', 'weights', 'name', 'displayName'])
  const { dtype, targetDType = dtype, layout = 'samplesFirst' as L, name = 'dataset', displayName = name } = options
  if (dtype !== undefined) checkDType('dataset', dtype)
  if (targetDType !== undefined) checkDType('dataset', targetDType)
  checkChoice('dataset', 'layout', layout, layouts)
  checkName('name', name)
  checkName('displayName', displayName)
  const x = readSource('dataset: inputs', inputs, dtype)
  const y = readSource('dataset: targets', targets, targetDType)
  checkSamples('inputs', x.shape)
  checkSamples('targets', y.shape)
  checkCounts(x.shape, y.shape, layout)
  const weights = options.weights === undefined ? undefined : readWeights('dataset: weights', options.weights, sampleCount(x.shape, layout))
  return new ArrayDataset(x, y, { name, displayName, layout }, weights)
}

function checkName(argument: string, value: unknown): void {
  if (typeof value !== 'string') throw new GradusError('type', `dataset: ${argument} must be text, got ${describe(value)}`)
}

function checkSamples(argument: string, shape: Shape): void {
  if (shape.length === 0) throw new GradusError('shape', `dataset: ${argument} has shape [], expected an axis that counts the samples`)
  if (elementCount(shape) > 0) return
  throw new GradusError('range', `dataset: ${argument} has shape ${shapeText(shape)}, expected at least one sample with at least one value`)
}

function checkCounts(x: Shape, y: Shape, layout: Layout): void {
  const inputs = sampleCount(x, layout)
  const targets = sampleCount(y, layout)
  if (inputs === targets) return
  const other = layout === 'samplesFirst' ? 'featuresFirst' : 'samplesFirst'
  const hint = sampleCount(x, other) === sampleCount(y, other) ? `; with layout '${other}' there are ${sampleCount(x, other)} of both` : ''
  throw new GradusError('shape', `dataset: ${inputs} inputs, ${targets} targets (shapes ${shapeText(x)} and ${shapeText(y)})${hint}`)
}

import * as metrics from '@gradus/metrics'
import { type Tensor, tensor } from '@gradus/tensor'
import type { Arguments } from './usual-calls.ts'

const square = () => tensor([[1, 2], [3, 4]]) // biome-ignore format: as a matrix
const oneHot = () => tensor([[1, 0], [0, 1]]) // biome-ignore format: as a matrix
const places = () => tensor(Int32Array.of(1, 0))
const average = { classes: 2, average: 'macro' }
const mean = () => metrics.binaryAccuracy().initialize()

/** Calls of what the metrics package exports. */
export const metricCalls: Readonly<Record<string, Arguments>> = {
  'metrics.auc': () => [{ curve: 'PR', ...average }],
  'metrics.binaryAccuracy': () => [{ threshold: 0.5 }],
  'metrics.cohenKappa': () => [{ classes: 2, weights: 'linear' }],
  'metrics.confusionMatrix': () => [{ threshold: 0.5, normalize: 'all' }],
  'metrics.defineMeanMetric': () => [{ name: 'a', each: (p: Tensor) => p, check: () => undefined }],
  'metrics.defineMetric': () => [{ name: 'a', state: { sum: [] }, update: (state: object) => state, value: () => 0, scalar: true }],
  'metrics.f1': () => [average],
  'metrics.fBeta': () => [{ ...average, beta: 2 }],
  'metrics.matthewsCorrelation': () => [{ classes: 2 }],
  'metrics.meanAbsolutePercentageError': () => [{ epsilon: 0.1 }],
  'metrics.precision': () => [average],
  'metrics.rSquared': () => [{ outputs: 2, average: 'uniform' }],
  'metrics.recall': () => [average],
  'metrics.sparseTopKCategoricalAccuracy': () => [{ k: 2 }],
  'metrics.specificity': () => [{ threshold: 0.5 }],
  'metrics.streaming': () => [metrics.precision()],
  'metrics.topKCategoricalAccuracy': () => [{ k: 2 }],
  'metrics.streaming().update': () => [square(), oneHot()],
  'metrics.sparseCategoricalAccuracy().update': () => [mean(), square(), places()],
  'metrics.sparseTopKCategoricalAccuracy().update': () => [mean(), square(), places()],
  ...callsWithStates({
    auc: metrics.auc({ classes: 2 }),
    cohenKappa: metrics.cohenKappa(),
    confusionMatrix: metrics.confusionMatrix(),
    defineMetric: metrics.defineMetric({ name: 'a', state: { sum: [] }, update: (state) => state, value: () => 0 }),
    f1: metrics.f1(),
    fBeta: metrics.f1(),
    matthewsCorrelation: metrics.matthewsCorrelation(),
    precision: metrics.precision(),
    rSquared: metrics.rSquared({ outputs: 2 }),
    recall: metrics.recall(),
    specificity: metrics.specificity(),
  }),
  '.update': () => [mean(), square(), oneHot()],
  '.value': () => [mean()],
}

/** The calls of metrics whose states are not a total and a count. */
function callsWithStates(
  named: Readonly<Record<string, metrics.Metric<string, unknown> | metrics.WholeMetric>>,
): Record<string, Arguments> {
  const array = (x: Tensor) => ({ data: x.toTypedArray(), shape: x.shape, dtype: x.dtype })
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, metric]): [string, Arguments][] => [
      [
        `metrics.${name}().update`,
        () => [metric.initialize(), ...('needs' in metric ? [array(square()), array(oneHot())] : [square(), oneHot()])],
      ],
      [`metrics.${name}().value`, () => [metric.initialize()]],
    ]),
  )
}

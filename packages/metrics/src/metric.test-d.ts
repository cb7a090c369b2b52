import {
  auc,
  binaryAccuracy,
  confusionMatrix,
  defineMeanMetric,
  defineMetric,
  type Metric,
  precision,
  rSquared,
  streaming,
  type WholeMetric,
} from './index.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Expect<Cases extends readonly true[]> = Cases

const accuracy = binaryAccuracy()
export const own = defineMeanMetric({ name: 'own', each: (prediction) => prediction })

/** Protects: a metric's name is a literal, so that a history can have a property of that name. */
export type Names = Expect<[Equal<typeof accuracy.name, 'binaryAccuracy'>, Equal<typeof own, Metric<'own'>>]>

/** Protects: metrics of different names go into one list of metrics. */
export const metrics: readonly Metric[] = [accuracy, own]

// @ts-expect-error a misspelt option does not compile
binaryAccuracy({ treshold: 0.2 })

const each = precision({ classes: 3, average: 'none' })
const macro = precision({ classes: 3, average: 'macro' })
const outputs = rSquared({ outputs: 2, average: 'none' })
const binary = precision({ threshold: 0.3 })
const matrix = confusionMatrix({ classes: 3 })
const roc = auc()
const pr = auc({ curve: 'PR' })
const sums = defineMetric({ name: 'sums', state: { a: [], b: [2] }, update: ({ a, b }) => ({ a, b }), value: ({ a, b }) => a[0]! + b[1]! })
const seen = streaming(roc)
const seenMatrix = streaming(matrix)

/** Protects: the type of the value follows from the options. */
export type Values = Expect<
  [
    Equal<typeof each, Metric<'precision', number[]>>,
    Equal<typeof macro, Metric<'precision', number>>,
    Equal<typeof binary, Metric<'precision', number>>,
    Equal<typeof outputs, Metric<'rSquared', number[]>>,
    Equal<typeof matrix, Metric<'confusionMatrix', number[][]>>,
    Equal<typeof roc, WholeMetric<'auc'>>,
    Equal<typeof pr, WholeMetric<'aucPR'>>,
    Equal<typeof sums, Metric<'sums', number>>,
    Equal<ReturnType<typeof seen.value>, number>,
    Equal<ReturnType<typeof seenMatrix.value>, number[][]>,
  ]
>

// @ts-expect-error a matrix is no number: a history has no place for it
export const scalars: readonly Metric[] = [matrix]

// @ts-expect-error nor for a number of each class
export const single: readonly Metric[] = [each]

// @ts-expect-error an average that does not exist
precision({ classes: 3, average: 'marco' })

// @ts-expect-error a misspelt option does not compile
precision({ clases: 3 })

// @ts-expect-error a sum that is not in the state
defineMetric({ name: 'sums', state: { a: [] }, update: ({ b }) => ({ a: b }), value: ({ a }) => a[0]! })

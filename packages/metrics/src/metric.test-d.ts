import { binaryAccuracy, defineMeanMetric, type Metric } from './index.ts'

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

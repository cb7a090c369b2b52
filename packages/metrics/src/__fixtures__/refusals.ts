import { type ErrorCode, GradusError } from '@gradus/kernel'
import { type Tensor, tensor } from '@gradus/tensor'
import { expect, it } from 'vitest'
import * as metrics from '../index.ts'

/** Something that is refused: what, how, and the error's code and message. */
export type Row = readonly [what: string, action: (state: metrics.MetricState) => unknown, code: ErrorCode, message: RegExp]

/** The metrics that count classes. */
export const counting = ['precision', 'recall', 'specificity', 'f1', 'matthewsCorrelation', 'cohenKappa', 'confusionMatrix']

/** A metric by its name. */
export const make = (name: string, options?: unknown): metrics.Metric =>
  (metrics as unknown as Record<string, (options: unknown) => metrics.Metric>)[name]!(options)

/** A batch for a metric that has seen nothing. */
export const updateOf = (metric: metrics.Metric<string, unknown>, x: unknown, y: unknown) => () =>
  metric.update(metric.initialize(), x as Tensor, y as Tensor)

/** Class numbers. */
export const classes = (...values: number[]): Tensor => tensor(Int32Array.from(values))

/** Tests that each is refused, and that the state of a metric is then as it was. */
export function testRefusals(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, action, code, message) => {
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
}

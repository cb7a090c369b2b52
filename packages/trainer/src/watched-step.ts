import { type NamedParameters, type StepRandom, type Tensor, walk } from '@gradus/tensor'
import type { TrainingEvent } from './events.ts'
import { type Forward, forwardStep, type Parts } from './step.ts'
import type { TensorBatch } from './tensor-batch.ts'

/** The forward step, told event by event, backward pass included. The same operations run as in `forwardStep`, so the bits are the same. */
export function* watchedStep(
  parts: Parts,
  parameters: NamedParameters,
  batch: TensorBatch,
  random: StepRandom,
): Generator<TrainingEvent, Forward> {
  let step: Forward | undefined
  const weights = [...parameters].map(([name, parameter]) => [name, parameter.tensor] as const)
  const labels: Record<string, Tensor> = { x: batch.x, y: batch.y, ...Object.fromEntries(weights) }
  const { value: objective, nodes } = walk(
    () => {
      step = forwardStep(parts, parameters, batch, random)
      return step.objective
    },
    { labels },
  )
  for (const { scope: layer, op, formula, inputs, value } of nodes) {
    yield {
      type: 'forward',
      layer,
      op,
      formula,
      inputs: inputs.map((input) => input.value),
      labels: inputs.map(({ label }) => label),
      value,
    }
  }
  yield { type: 'loss', value: objective.item() }
  for (const { scope: layer, op, formula, value, gradient } of nodes.toReversed()) {
    if (gradient !== undefined) yield { type: 'backward', layer, op, formula, value, gradient }
  }
  return step!
}

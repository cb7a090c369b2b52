import type { Batch } from '@gradus/datasets'
import type { NamedParameters, Tensor, WalkNode } from '@gradus/tensor'
import type { Rehearsal, TrainingView } from '../training-view.ts'

/** What a rehearsal shows of the model. */
export interface Look {
  readonly training: TrainingView
  readonly batch: Batch
  /** The operations of the model, in order; the last gives its prediction. */
  readonly nodes: readonly WalkNode[]
  /** All operations by their index: those that inputs name. */
  readonly all: readonly WalkNode[]
  readonly prediction: Tensor
  /** The gradient of each trainable parameter; undefined where the loss was not reached. */
  readonly gradients: Rehearsal['gradients'] | undefined
  /** The mean loss of the samples; undefined where the loss was not reached. */
  readonly loss: number | undefined
}

/** Looks at a training by way of a few samples. */
export function lookAt(training: TrainingView, batch: Batch): Look {
  const { prediction, objective, nodes, gradients } = training.rehearse(batch)
  const loss = training.loss.reduction === 'sum' ? objective.item() / batch.size : objective.item()
  return { training, batch, nodes: modelPart(nodes, prediction), all: nodes, prediction, gradients, loss }
}

/** The operations up to that which gives the prediction. */
export function modelPart(nodes: readonly WalkNode[], prediction: Tensor): readonly WalkNode[] {
  return nodes.slice(0, nodes.findIndex(({ value }) => value === prediction) + 1)
}

/** What a node is called in a sentence: the layer, or else the operation. */
export function placeOf({ scope, op }: WalkNode): string {
  return scope === '' ? op : scope
}

/** The names of parameters by their tensors. */
export function namesOf(parameters: NamedParameters): ReadonlyMap<Tensor, string> {
  return new Map(Array.from(parameters, ([name, { tensor }]) => [tensor, name]))
}

import type { Batch } from '@gradus/datasets'
import { checkNumber, GradusError } from '@gradus/kernel'
import { assignAll, stepRandom, type Tensor, walk } from '@gradus/tensor'
import type { TrainerCore } from './core.ts'
import type { TrainingPlan } from './fit-options.ts'
import { type History, seriesOf } from './history.ts'
import { snapshotOf } from './restore.ts'
import { type Forward, forwardStep } from './step.ts'
import { copyOf, type TensorSnapshot, tensorOf } from './tensor-snapshot.ts'
import type { Rehearsal, TrainingView } from './training-view.ts'

/** A training as its callbacks see it. */
export function viewOf(core: TrainerCore, { data, validation }: TrainingPlan, history: History): TrainingView {
  const { parts, parameters, state } = core
  const scheduled = (): number => parts.optimizer.learningRate(state.step)
  return {
    model: parts.model,
    loss: parts.loss,
    optimizer: parts.optimizer,
    series: seriesOf(history),
    parameters,
    data,
    validation,
    history,
    get step() {
      return state.step
    },
    get learningRate() {
      return scheduled() * state.rateFactor
    },
    set learningRate(rate) {
      checkNumber('training', 'learningRate', rate, { min: 0 })
      if (scheduled() === 0)
        throw new GradusError('state', `training: the learning rate of step ${state.step} is 0 by its schedule; no factor makes it ${rate}`)
      state.rateFactor = rate / scheduled()
    },
    weights: () => new Map([...parameters].map(([name, { tensor }]) => [name, copyOf(tensor)])),
    setWeights: (weights) => setWeights(core, weights),
    snapshot: () => snapshotOf(core),
    rehearse: (batch) => rehearse(core, batch),
  }
}

function setWeights({ parameters, trainingStep }: TrainerCore, weights: ReadonlyMap<string, TensorSnapshot>): void {
  trainingStep.publish()
  const updates = [...parameters].map(([name, { tensor }]): [Tensor, Tensor] => {
    const copy = weights.get(name)
    if (copy === undefined) throw new GradusError('state', `setWeights: there is no copy of ${name}`)
    return [tensor, tensorOf(copy, tensor.dtype)]
  })
  assignAll(updates, 'setWeights')
}

/** What a layer changes in a forward pass that trains, its running statistics, is put back. */
function rehearse({ parts, parameters, reader, training, trainingStep }: TrainerCore, batch: Batch): Rehearsal {
  trainingStep.publish()
  const before = Array.from(parameters.values(), ({ tensor }) => ({ tensor, value: tensor.detach(), assignedAt: tensor.assignedAt }))
  let forward: Forward | undefined
  try {
    const { nodes } = walk(() => {
      forward = forwardStep(parts, parameters, reader.read('rehearse', batch, false), stepRandom(training.seed, training.draws))
      return forward.objective
    })
    const { prediction, objective } = forward!
    const found = new Map(nodes.flatMap(({ inputs }) => inputs.map(({ value, gradient }) => [value, gradient] as const)))
    const trainable = [...parameters].filter(([, parameter]) => parameter.trainable)
    return { prediction, objective, nodes, gradients: new Map(trainable.map(([name, { tensor }]) => [name, found.get(tensor)])) }
  } finally {
    // One that was not assigned to keeps its place in the graphs that others hold.
    for (const { tensor, value, assignedAt } of before) if (tensor.assignedAt !== assignedAt) tensor.assign(value)
  }
}

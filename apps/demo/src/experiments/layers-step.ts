import type { LogicGate } from '@gradus/datasets'
import { binaryCrossEntropy } from '@gradus/losses'
import { type Tensor, tensor } from '@gradus/tensor'
import { type BackwardEvent, type ForwardEvent, Trainer, type UpdateEvent } from '@gradus/trainer'
import { createOptimizer } from './create-optimizer.ts'
import { denseNetwork, sizesText } from './dense-network.ts'
import { checkByDifferences } from './finite-differences.ts'
import type { ActivationName, OptimizerName } from './names.ts'
import type { Equation, Step } from './step.ts'

export interface LayersStepSettings {
  readonly gate: LogicGate
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly bias: boolean
  readonly optimizer: OptimizerName
  readonly learningRate: number
  readonly seed: number
  /** Epochs before the step that is shown. */
  readonly after: number
  /** The row that is written out. */
  readonly row: number
}

/** One step of a network of layers as its trainer tells it; in float64, so that differences of the loss are worth a comparison. */
export async function layersStep(settings: LayersStepSettings): Promise<Step> {
  const { gate, hidden, activation, bias, optimizer, learningRate, seed, after, row } = settings
  const model = denseNetwork({ inputs: gate.inputShape[0], hidden, activation, bias }, { seed, dtype: 'float64' })
  const loss = binaryCrossEntropy()
  const trainer = new Trainer({ model, loss, optimizer: createOptimizer(optimizer, learningRate), seed })
  const plan = { batchSize: gate.size, shuffle: false }
  if (after > 0) await trainer.fit(gate, { ...plan, epochs: after })

  const names = new Map<Tensor, string>()
  const forward: ForwardEvent[] = []
  const backward: BackwardEvent[] = []
  const updates: UpdateEvent[] = []
  for (const event of trainer.events(gate, { ...plan, epochs: 1 })) {
    if (event.type === 'forward') names.set(event.value, `#${forward.push(event)}`)
    if (event.type === 'backward') backward.push(event)
    if (event.type === 'update') updates.push(event)
  }
  const x = tensor(gate.inputs.data, { shape: gate.inputs.shape, dtype: 'float64' }) as Tensor
  const y = tensor(gate.targets.data, { shape: gate.targets.shape, dtype: 'float64' }) as Tensor
  const lossNow = (): number => loss(model.forward(x as never), y).item()
  const lossAfter = lossNow()
  model.setWeights(new Map(updates.map(({ parameter, before }) => [parameter, before])))
  const parameters = model.parameters()
  const check = checkByDifferences(
    lossNow,
    updates.map(({ parameter, gradient }) => ({ name: parameter, tensor: parameters.get(parameter)!.tensor, gradient })),
  )

  const network = `${sizesText(gate.inputShape[0], hidden)}${hidden.length > 0 ? ` ${activation}` : ''}${bias ? '' : ' without bias'}`
  return {
    gate,
    title: [gate.displayName, network, `${optimizer} ${learningRate}`, `seed ${seed}`, `step ${after + 1}`, 'float64'],
    config: { scratch: false, gate: gate.name, hidden, activation, bias, optimizer, learningRate, after },
    row,
    seed,
    given: [
      { name: 'x', value: x.toArray() },
      { name: 'y', value: y.toArray() },
    ],
    equations: [
      ...forward.map((event) => forwardEquation(event, names, backward)),
      ...backward.map((event) => backwardEquation(event, forward, names)),
    ],
    loss: { before: lossNow(), after: lossAfter },
    parameters: updates.map(({ parameter, gradient, before, after }) => ({
      name: parameter,
      shape: before.shape,
      before: before.toArray(),
      gradient: gradient.toArray(),
      after: after.toArray(),
    })),
    check,
  }
}

function forwardEquation(event: ForwardEvent, names: ReadonlyMap<Tensor, string>, backward: readonly BackwardEvent[]): Equation {
  const { layer, op, value } = event
  const gradient = backward.find((other) => other.value === value)?.gradient
  const formula = withNames(event, names)
  return {
    phase: 'forward',
    name: names.get(value)!,
    layer,
    op,
    formula,
    shape: value.shape,
    value: value.toArray(),
    gradient: gradient?.toArray() ?? null,
    written: [],
  }
}

/** The chain rule at one operation: what flows into its result, times the derivative of what was made of it. */
function backwardEquation(
  { layer, op, value, gradient }: BackwardEvent,
  forward: readonly ForwardEvent[],
  names: ReadonlyMap<Tensor, string>,
): Equation {
  const name = names.get(value)!
  const next = forward.find(({ inputs }) => inputs.includes(value))
  const later = next && names.get(next.value)!
  return {
    phase: 'backward',
    name: `∂L/∂${name}`,
    layer,
    op,
    formula: later === undefined ? '1' : `∂L/∂${later} · ∂${later}/∂${name}`,
    ...(next && { through: `${later} = ${withNames(next, names)}` }),
    shape: value.shape,
    value: gradient.toArray(),
    gradient: null,
    written: [],
  }
}

/** A formula in which results without a label go by the number of their operation: `max(#2, 0)`. */
function withNames({ formula, inputs, labels }: ForwardEvent, names: ReadonlyMap<Tensor, string>): string {
  return formula.replace(/(?<![\p{L}\d.])[a-z](?![\p{Ll}\d(.])/gu, (letter) => {
    const place = letter.charCodeAt(0) - 97
    const input = inputs[place]
    return input !== undefined && labels[place] === undefined ? (names.get(input) ?? letter) : letter
  })
}

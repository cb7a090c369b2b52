import { type AnyNumbers, type Tensor, type WalkNode, walk } from '@gradus/tensor'
import { learnByAutograd } from './autograd.ts'
import { checkByDifferences } from './finite-differences.ts'
import { backward, crossEntropy, forward, initialWeights, problem, type ScratchSettings, update, type Weights } from './scratch.ts'
import type { Equation, Step, Written } from './step.ts'
import { Formulas } from './written-out.ts'

export interface ScratchStepSettings extends ScratchSettings {
  /** Updates before the step that is shown. */
  readonly after: number
  /** The row that is written out. */
  readonly row: number
}

/** One step of the network from scratch: each equation of `scratch.ts`, walked, with its numbers. */
export function scratchStep(settings: ScratchStepSettings): Step {
  const { gate, hidden, bias, learningRate, seed, after, row } = settings
  const data = problem(settings)
  const weights = weightsAfter(settings)
  const { x, y } = data
  const labels: Record<string, Tensor> = { x, y, ...weights }
  let loss: Tensor | undefined
  const { nodes } = walk(
    () => {
      const activations = forward(weights, x)
      loss = crossEntropy(activations.a2, y)
      const slopes = backward(weights, activations, data)
      const next = update(weights, slopes, data)
      Object.assign(labels, activations, { L: loss }, slopes)
      for (const name of learnt(bias)) labels[`next ${name}`] = next[name]
      return loss
    },
    { labels },
  )

  const named = bias ? nodes : withoutZeros(nodes)
  const formulas = new Formulas(named)
  const equations = named.filter(({ label }) => label !== undefined).map((node) => equationOf(node, formulas, row))
  const lossNow = (): number => crossEntropy(forward(weights, x).a2, y).item()
  const before = lossNow()
  const check = checkByDifferences(
    lossNow,
    learnt(bias).map((name) => ({ name, tensor: weights[name], gradient: labels[`d${name}`]! })),
  )
  const next = Object.fromEntries(learnt(bias).map((name) => [name, labels[`next ${name}`]!]))
  return {
    gate,
    title: [
      `${gate.displayName} from scratch`,
      `${gate.inputShape[0]}-${hidden}-1${bias ? '' : ' without bias'}`,
      `gradient descent ${learningRate}`,
      `seed ${seed}`,
      `step ${after + 1}`,
    ],
    config: { scratch: true, gate: gate.name, hidden: [hidden], activation: 'sigmoid', bias, learningRate, after },
    row,
    seed,
    given: [['x', x] as const, ['y', y] as const, ...learnt(bias).map((name) => [name, weights[name]] as const)].map(([name, value]) => ({
      name,
      value: value.toArray(),
    })),
    equations,
    loss: { before, after: crossEntropy(forward({ ...weights, ...next }, x).a2, y).item() },
    parameters: learnt(bias).map((name) => ({
      name,
      shape: weights[name].shape,
      before: weights[name].toArray(),
      gradient: labels[`d${name}`]!.toArray(),
      byAutograd: gradientOf(name, nodes).toArray(),
      after: next[name]!.toArray(),
    })),
    check,
  }
}

/** What automatic differentiation has for a weight. */
function gradientOf(name: string, nodes: readonly WalkNode[]): Tensor {
  return nodes.flatMap(({ inputs }) => inputs).find(({ label }) => label === name)!.gradient!
}

function learnt(bias: boolean): (keyof Weights)[] {
  return bias ? ['w1', 'b1', 'w2', 'b2'] : ['w1', 'w2']
}

/** The weights with which the step begins; they require gradients, so that the walk has those of automatic differentiation, too. */
function weightsAfter(settings: ScratchStepSettings): Weights {
  if (settings.after === 0) return initialWeights(settings, true)
  const steps = learnByAutograd(settings)
  let { weights } = steps.next().value
  for (let i = 0; i < settings.after; i++) weights = steps.next().value.weights
  return weights
}

/** Without the addition of biases that are not there: what they were added to bears the name of the sum. */
function withoutZeros(nodes: readonly WalkNode[]): WalkNode[] {
  const isZero = ({ op, inputs }: WalkNode): boolean => op === 'add' && /^b[12]$/.test(inputs[1]?.label ?? '')
  const names = new Map(nodes.filter(isZero).map(({ inputs, label }) => [inputs[0]!.node, label]))
  return nodes.map((node) =>
    isZero(node) ? { ...node, label: undefined } : names.has(node.index) ? { ...node, label: names.get(node.index) } : node,
  )
}

function equationOf(node: WalkNode, formulas: Formulas, row: number): Equation {
  const { op, scope, value, gradient } = node
  const name = node.label!
  const phase = name.startsWith('next ') ? 'update' : name.startsWith('d') ? 'backward' : 'forward'
  return {
    phase,
    name: name.replace('next ', ''),
    layer: scope,
    op,
    formula: formulas.symbols(node),
    shape: value.shape,
    value: value.toArray() as AnyNumbers,
    gradient: phase === 'forward' ? (gradient?.toArray() ?? null) : null,
    written: value.rank === 0 ? [] : placesOf(node, row).map((place): Written => writtenAt(node, place, formulas)),
  }
}

/** Of results that have a column for each row of the truth table that column; of weights and slopes all places. */
function placesOf({ value, label }: WalkNode, row: number): [number, number][] {
  const [rows, columns] = value.shape as [number, number]
  const isOfSamples = /^d?[za]\d$/.test(label!)
  const shown = isOfSamples ? [row] : Array.from({ length: columns }, (_, i) => i)
  return Array.from({ length: rows }, (_, i) => shown.map((column): [number, number] => [i, column])).flat()
}

function writtenAt(node: WalkNode, place: readonly [number, number], formulas: Formulas): Written {
  const [row, column] = place
  return { place, numbers: formulas.numbers(node, place), value: node.value.toTypedArray()[row * node.value.shape[1]! + column]! }
}

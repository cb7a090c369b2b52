import { isCoinToss } from '../experiments/coin-toss.ts'
import type { Traits } from '../experiments/experiment.ts'
import type { Run } from '../experiments/run.ts'

/** One sentence on why a run failed and what to try; nothing for one that did not. */
export function advice({ experiment: { gate, traits, unit }, history: { loss }, outcome }: Run): string | undefined {
  if (outcome === 'diverged') {
    return `The steps are too large and the loss is no longer a number: try a smaller --learning-rate, such as ${Number((traits.learningRate / 10).toPrecision(3))}.`
  }
  if (outcome !== 'unsolved') return undefined
  const zeros = gate.inputShape[0] === 1 ? '0' : '0 0'
  const parity = gate.name === 'xor' || gate.name === 'xnor'
  if (parity && !canBend(traits)) {
    return `What is left without a hidden layer that bends is one straight line, and none parts the ones of ${gate.displayName} from its zeros: try --hidden 10 with relu or tanh.`
  }
  const last = loss.at(-1)!
  if (isCoinToss(last)) {
    return `A loss of ${last.toFixed(3)} is a coin toss (log 2 ≈ 0.693): the run stayed on the plateau where every answer is about ½; try another --seed, more neurons in --hidden,${traits.bias ? '' : ' --bias,'} more --${unit}s or a larger --learning-rate.`
  }
  if (!traits.bias) return withoutBias(traits, zeros)
  const before = loss[Math.floor(loss.length * 0.9)]!
  if (before - last < last * 0.02) {
    return `The loss has stopped falling at ${last.toFixed(3)}: these initial weights led into a dead end; try another --seed or more neurons in --hidden.`
  }
  return `The loss is still falling: try more --${unit}s or a larger --learning-rate.`
}

function withoutBias({ activation, hidden, scratch }: Traits, zeros: string): string {
  const remedy = scratch ? 'add --bias' : 'leave out --no-bias'
  if (hidden.length === 0) {
    return `Without a bias the answer to input ${zeros} is σ(0) = ½, whatever the weights: ${remedy}.`
  }
  const answer = atZero[activation]
  if (answer !== undefined) {
    return `Without a bias every hidden neuron answers input ${zeros} with ${answer}, whatever its weights, which ties that row to all others: ${remedy}.`
  }
  return `Without a bias every sum of input ${zeros} is 0, whatever the weights, so the network cannot choose its answer to that row: ${remedy}.`
}

/** The activations that are not 0 at 0. */
const atZero: Readonly<Record<string, string>> = { sigmoid: 'σ(0) = ½', hardSigmoid: 'hardSigmoid(0) = ½', softplus: 'softplus(0) = log 2' }

function canBend({ hidden, activation }: Traits): boolean {
  return hidden.length > 0 && activation !== 'linear'
}

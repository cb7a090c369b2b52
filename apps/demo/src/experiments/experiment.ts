import type { LogicGate } from '@gradus/datasets'

/** A network that is ready to learn a gate. Whatever runs it and shows it knows nothing else of it. */
export interface Experiment {
  readonly gate: LogicGate
  /** What to read above the run: `XOR`, `2-10-10-1`, `adam 0.001` … */
  readonly title: readonly string[]
  /** All that was chosen, for a program to read. */
  readonly config: Readonly<Record<string, unknown>>
  readonly layers: readonly LayerRow[]
  readonly traits: Traits
  /** How many epochs to go. */
  readonly epochs: number
  /** What an epoch is called; in an iteration, too, the network sees all rows once. */
  readonly unit: 'epoch' | 'iteration'
  /** Copies of the parameters by name. */
  weights(): Record<string, unknown>
  /** The probability that the gate's output is 1, row by row. */
  predict(): number[]
  /** Learns until the last epoch, or until it is told to end. */
  learn(observer: Observer): Promise<Ending>
}

export interface LayerRow {
  readonly name: string
  readonly activation: string
  /** null is the number of samples. */
  readonly outputShape: readonly (number | null)[]
  readonly parameters: number
}

/** What can be the reason when a run fails. */
export interface Traits {
  readonly bias: boolean
  /** Neurons in each hidden layer. */
  readonly hidden: readonly number[]
  readonly activation: string
  readonly learningRate: number
  readonly scratch: boolean
}

/** What is measured in an epoch, before its update. */
export interface Epoch {
  /** Counted from 1. */
  readonly epoch: number
  readonly loss: number
  readonly binaryAccuracy: number
}

export interface Observer {
  /** Told of each epoch; a promise is waited for. */
  onEpoch(epoch: Epoch): void | Promise<void>
  /** Ends at the first epoch after which all rows are right. */
  readonly untilSolved: boolean
  readonly signal: AbortSignal
}

/** Why learning ended: all epochs are over or all rows right, someone interrupted it, or the loss is no longer a number. */
export type Ending = 'finished' | 'interrupted' | 'diverged'

/** Above one half an answer counts as 1, as the binary accuracy counts it. */
export function rounded(probability: number): 0 | 1 {
  return probability > 0.5 ? 1 : 0
}

/** How many rows are answered right. */
export function rightRows(gate: LogicGate, probabilities: ArrayLike<number>): number {
  let right = 0
  for (let row = 0; row < gate.size; row++) if (rounded(probabilities[row]!) === gate.targets.data[row]) right++
  return right
}

/** How many numbers the layers hold; all of them are learnt. */
export function parameterCount(layers: readonly LayerRow[]): number {
  return layers.reduce((sum, { parameters }) => sum + parameters, 0)
}

import type { LogicGate } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { tensor } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import { createOptimizer } from './create-optimizer.ts'
import { type Architecture, denseNetwork } from './dense-network.ts'
import { rightRows } from './experiment.ts'
import type { OptimizerName } from './names.ts'

/** What all optimizers of a race have in common: the network, its initial weights, the rows and their order. */
export interface Course extends Omit<Architecture, 'inputs'> {
  readonly gate: LogicGate
  readonly epochs: number
  /** Rows in each update; below the whole table they are shuffled anew for each epoch, for every optimizer alike. */
  readonly batchSize: number
  /** Of the initial weights and of the order. */
  readonly seed: number
}

/** Who takes part. */
export interface Entrant {
  readonly optimizer: OptimizerName
  readonly learningRate: number
}

/** How an optimizer fared. */
export interface Lane extends Entrant {
  readonly outcome: 'solved' | 'unsolved' | 'diverged' | 'interrupted'
  /** Of each epoch, before its updates. */
  readonly losses: readonly number[]
  /** After the last update; null where it is no number. */
  readonly finalLoss: number | null
  /** How many rows are answered right at the end. */
  readonly right: number
  /** The first epoch at whose beginning all rows were right, counted from 1. */
  readonly firstSolvedEpoch: number | null
  /** Of training, when its step has been compiled. */
  readonly durationMs: number
}

/** Lets one optimizer train the network from its initial weights. */
export async function runLane(course: Course, { optimizer, learningRate }: Entrant, signal: AbortSignal): Promise<Lane> {
  const { gate, hidden, activation, bias, epochs, batchSize, seed } = course
  const model = denseNetwork({ inputs: gate.inputShape[0], hidden, activation, bias }, { seed })
  const trainer = new Trainer({
    model,
    loss: binaryCrossEntropy(),
    optimizer: createOptimizer(optimizer, learningRate),
    metrics: [binaryAccuracy()],
    seed,
  })
  const plan = { batchSize, shuffle: batchSize < gate.size }
  const beginning = trainer.snapshot()
  let isDiverged = false
  let start = 0
  try {
    // The first step is recorded and compiled, which takes longer than all others.
    await trainer.fit(gate, { ...plan, epochs: 1 })
    trainer.restore(beginning)
    start = performance.now()
    await trainer.fit(gate, { ...plan, epochs, signal })
  } catch (error) {
    if (!(error instanceof GradusError) || error.code !== 'range') throw error
    isDiverged = true
  }
  const durationMs = start === 0 ? 0 : performance.now() - start
  const { loss, binaryAccuracy: accuracy, stopped } = trainer.history
  const right = rightRows(gate, model.forward(tensor(gate.inputs.data, { shape: gate.inputs.shape })).toTypedArray())
  const isInterrupted = stopped === 'aborted'
  return {
    optimizer,
    learningRate,
    outcome: isDiverged ? 'diverged' : isInterrupted ? 'interrupted' : right === gate.size ? 'solved' : 'unsolved',
    losses: loss,
    finalLoss: isDiverged ? null : (await trainer.evaluate(gate)).loss,
    right,
    firstSolvedEpoch: accuracy.indexOf(1) + 1 || null,
    durationMs,
  }
}

/** The optimizers in the order in which they solved the gate; those that did not come last, by their losses. */
export function ranking(lanes: readonly Lane[]): Lane[] {
  const place = ({ outcome, firstSolvedEpoch }: Lane): number => (outcome === 'solved' ? (firstSolvedEpoch ?? Number.MAX_VALUE) : Infinity)
  const loss = ({ finalLoss }: Lane): number => finalLoss ?? Infinity
  return [...lanes].sort((a, b) => compare(place(a), place(b)) || compare(loss(a), loss(b)))
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

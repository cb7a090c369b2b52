import { type Ending, type Epoch, type Experiment, type Observer, rightRows } from './experiment.ts'

/** All that is known when an experiment is over. */
export interface Run {
  readonly experiment: Experiment
  readonly outcome: Outcome
  readonly history: { readonly loss: number[]; readonly binaryAccuracy: number[] }
  readonly weights: { readonly initial: Record<string, unknown>; readonly final: Record<string, unknown> }
  /** The probability that the output is 1, row by row. */
  readonly predictions: readonly number[]
  /** How many rows are answered right at the end. */
  readonly right: number
  /** Whether all rows are, however the run ended. */
  readonly solved: boolean
  /** The first epoch at whose beginning all rows were right, counted from 1. */
  readonly firstSolvedEpoch: number | null
  readonly durationMs: number
}

export type Outcome = 'solved' | 'unsolved' | Exclude<Ending, 'finished'>

/** Lets an experiment learn and keeps what it tells. */
export async function run(experiment: Experiment, observer: Observer): Promise<Run> {
  const { gate } = experiment
  const history = { loss: [] as number[], binaryAccuracy: [] as number[] }
  const onEpoch = (epoch: Epoch): void | Promise<void> => {
    history.loss.push(epoch.loss)
    history.binaryAccuracy.push(epoch.binaryAccuracy)
    return observer.onEpoch(epoch)
  }
  const initial = experiment.weights()
  const start = performance.now()
  const ending = await experiment.learn({ ...observer, onEpoch })
  const durationMs = performance.now() - start
  const predictions = experiment.predict()
  const right = rightRows(gate, predictions)
  const solved = ending !== 'diverged' && right === gate.size
  return {
    experiment,
    outcome: ending === 'finished' ? (solved ? 'solved' : 'unsolved') : ending,
    history,
    weights: { initial, final: experiment.weights() },
    predictions,
    right,
    solved,
    firstSolvedEpoch: history.binaryAccuracy.indexOf(1) + 1 || null,
    durationMs,
  }
}

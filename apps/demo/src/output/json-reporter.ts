import { once } from 'node:events'
import { parameterCount, rounded } from '../experiments/experiment.ts'
import type { Run } from '../experiments/run.ts'
import type { Reporter, ReportOptions } from './reporter.ts'

/** One object on stdout, of which only `durationMs` differs between two runs. A number that is not finite is null. */
export function jsonReporter(options: ReportOptions): Reporter {
  return { end: (run, files) => void write(report(run, options, files)) }
}

/** One object per epoch on stdout, and one at the end: the report without the history, which was already told. */
export function eventReporter(options: ReportOptions): Reporter {
  return {
    onEpoch: (epoch) => write({ event: 'epoch', ...epoch }),
    end(run, files) {
      const { history, ...rest } = report(run, options, files)
      write({ event: 'end', epochs: history.loss.length, ...rest })
    },
  }
}

/** What the README describes as schema version 1. */
function report(run: Run, { seed }: ReportOptions, files: readonly string[]) {
  const { experiment, outcome, history, weights, predictions, solved, firstSolvedEpoch, durationMs } = run
  const { gate, layers } = experiment
  const inputs = gate.inputShape[0]
  return {
    schemaVersion: 1,
    experiment: gate.name,
    config: experiment.config,
    seed,
    layers: layers.map(({ name, outputShape, parameters }) => ({ name, outputShape, parameters })),
    parameterCount: parameterCount(layers),
    history,
    weights,
    predictions: predictions.map((probability, row) => ({
      input: Array.from(gate.inputs.data.subarray(row * inputs, (row + 1) * inputs)),
      target: gate.targets.data[row]!,
      probability,
      rounded: rounded(probability),
    })),
    outcome,
    solved,
    firstSolvedEpoch,
    durationMs,
    files,
  }
}

/** Writes a line; gives a promise when the reader is behind, so that the lines do not pile up in memory. */
function write(value: object): void | Promise<void> {
  if (process.stdout.write(`${JSON.stringify(value)}\n`)) return
  return once(process.stdout, 'drain').then(() => undefined)
}

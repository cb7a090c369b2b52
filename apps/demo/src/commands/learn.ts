import type { Experiment } from '../experiments/experiment.ts'
import { type Outcome, run } from '../experiments/run.ts'
import { writeLossCurves } from '../output/plot-file.ts'
import { createReporter, type ReportOptions } from '../output/reporter.ts'
import type { Terminal } from '../output/terminal.ts'
import { exitCodes } from './exit-codes.ts'
import { interruptible } from './interruptible.ts'

/** How an experiment is run and shown. */
export interface LearnOptions extends ReportOptions {
  readonly untilSolved?: boolean | undefined
  readonly plot?: string | undefined
}

/** Runs an experiment, tells of it, and gives the exit code. The first Ctrl+C ends it in order, a second one at once. */
export async function learn(terminal: Terminal, experiment: Experiment, options: LearnOptions): Promise<number> {
  const reporter = await createReporter(terminal, options)
  return interruptible(async (signal) => {
    await reporter.begin?.(experiment)
    const result = await run(experiment, {
      onEpoch: (epoch) => reporter.onEpoch?.(epoch),
      untilSolved: options.untilSolved === true,
      signal,
    }).finally(() => reporter.release?.())
    const { files, problem } = await writeLossCurves(options.plot, [{ name: 'loss', values: result.history.loss }], {
      title: experiment.title.slice(0, 3).join(' · '),
      xLabel: experiment.unit,
    })
    reporter.end(result, files)
    if (problem === undefined) return exitCodes[result.outcome satisfies Outcome]
    terminal.note(`error: --plot cannot write ${options.plot}: ${problem}`)
    return exitCodes.badUsage
  })
}

import type { Experiment } from '../experiments/experiment.ts'
import { type Outcome, type Run, run } from '../experiments/run.ts'
import { writePlot } from '../output/plot-file.ts'
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
    const { files, problem } = await drawPlot(options.plot, result)
    reporter.end(result, files)
    if (problem === undefined) return exitCodes[result.outcome satisfies Outcome]
    terminal.note(`error: --plot cannot write ${options.plot}: ${problem}`)
    return exitCodes.badUsage
  })
}

/** A plot that cannot be written must not take the run with it. */
async function drawPlot(path: string | undefined, run: Run): Promise<{ files: string[]; problem?: string }> {
  if (path === undefined) return { files: [] }
  try {
    return { files: await writePlot(path, run) }
  } catch (error) {
    return { files: [], problem: (error as Error).message }
  }
}

import type { Epoch, Experiment } from '../experiments/experiment.ts'
import type { Run } from '../experiments/run.ts'
import type { Terminal } from './terminal.ts'

/** Tells of an experiment: before, during, after. */
export interface Reporter {
  begin?(experiment: Experiment): void | Promise<void>
  onEpoch?(epoch: Epoch): void | Promise<void>
  /** Called also when learning ends by an error, before it is told. */
  release?(): void
  end(run: Run, files: readonly string[]): void
}

/** What there is beside the run to tell. */
export interface ReportOptions {
  readonly seed: number
  /** The command that gives the same run again. */
  readonly reproduce: string
  readonly json?: boolean | undefined
  readonly ndjson?: boolean | undefined
  readonly quiet?: boolean | undefined
}

/** The reporter that was asked for: for people, or for programs. */
export async function createReporter(terminal: Terminal, options: ReportOptions): Promise<Reporter> {
  if (options.json) return (await import('./json-reporter.ts')).jsonReporter(options)
  if (options.ndjson) return (await import('./json-reporter.ts')).eventReporter(options)
  if (options.quiet) return (await import('./text-reporter.ts')).quietReporter(terminal)
  return (await import('./text-reporter.ts')).textReporter(terminal, options)
}

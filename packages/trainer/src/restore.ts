import { checkChoice, checkOptions } from '@gradus/kernel'
import type { TrainerCore } from './core.ts'
import { type Evolving, putBack, type TrainerSnapshot, takeSnapshot } from './snapshot.ts'

/** Options of `restore`. */
export interface RestoreOptions {
  /**
   * What to do where the snapshot is of another model, optimizer or set of metrics, and in `fit` where data, batch size or callbacks are others:
   * 'refuse' throws 'state' listing all differences, 'ignore' puts back what fits and begins the rest anew. Default 'refuse'.
   */
  readonly differences?: 'refuse' | 'ignore'
}

/** Checks the options; gives whether differences are to be ignored. */
export function readRestoreOptions(operation: string, options: RestoreOptions): boolean {
  checkOptions(operation, options, ['differences'])
  const { differences = 'refuse' } = options
  checkChoice(operation, 'differences', differences, ['refuse', 'ignore'])
  return differences === 'ignore'
}

/** Everything that evolves in a trainer. */
export function snapshotOf(core: TrainerCore): TrainerSnapshot {
  const { batches, restored, standing, epoch, training } = core
  return takeSnapshot(evolvingOf(core), {
    draws: training.draws,
    epoch,
    position: restored !== undefined ? restored.position : (batches?.snapshot() ?? null),
    run: restored !== undefined ? restored.run : (standing?.() ?? null),
  })
}

/** Puts a snapshot back into a trainer. */
export function restore(core: TrainerCore, snapshot: TrainerSnapshot, options: RestoreOptions = {}): void {
  core.checkIdle('restore')
  const ignoresDifferences = readRestoreOptions('restore', options)
  const fits = putBack(evolvingOf(core), snapshot, ignoresDifferences)
  core.training.lastGood = undefined
  core.training.draws = snapshot.draws
  core.epoch = snapshot.epoch
  core.restored = { position: snapshot.position, run: fits ? snapshot.run : null, ignoresDifferences }
}

function evolvingOf({ parts, parameters, state, random, training, names }: TrainerCore): Evolving {
  return {
    optimizer: parts.optimizer,
    parameters,
    state,
    random,
    accumulation: training.accumulation,
    names: ['loss', ...names],
  }
}

/** The result of an action, after which everything in the trainer is as it was before. */
export async function trial<Result>(core: TrainerCore, action: () => Result | Promise<Result>): Promise<Result> {
  const { batches, restored, standing, history } = core
  const position = batches?.snapshot()
  const tally = core.tally.snapshot()
  const snapshot = snapshotOf(core)
  try {
    return await action()
  } finally {
    restore(core, snapshot)
    if (position !== undefined) batches!.restore(position)
    core.tally.restore(tally)
    Object.assign(core, { batches, restored, standing, history })
  }
}

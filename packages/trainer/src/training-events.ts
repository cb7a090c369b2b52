import type { TrainerCore } from './core.ts'
import { isArrayDataset } from './data.ts'
import { eagerStep } from './engine/eager-step.ts'
import { countStep, isUpdateDue } from './engine/training.ts'
import type { TrainingEvent } from './events.ts'
import type { TrainingPlan } from './fit-options.ts'
import { copyHistory, type EpochLogs } from './history.ts'

/** A training as it is told, event by event. It goes on only as far as it is asked. */
export function* trainingEvents<Name extends string>(
  core: TrainerCore<Name>,
  { data, batches, epochs, untilEpoch, validation, validationEvery, ownShuffler }: TrainingPlan,
): Generator<TrainingEvent<Name>, void> {
  const restored = core.begin('events', batches)
  const { tally, training, reader } = core
  const { shuffler, tally: counted } = restored?.run ?? {}
  if (shuffler) ownShuffler?.restore(shuffler)
  let isWithin = Boolean(counted) && batches.batch > 0
  if (isWithin) tally.restore(counted!)
  // Whoever listens keeps the history, and there are no callbacks that could remember something.
  core.standing = () => ({
    history: copyHistory(core.history),
    callbacks: [],
    shuffler: ownShuffler?.snapshot() ?? null,
    tally: batches.batch > 0 ? tally.snapshot() : null,
    stopped: false,
  })
  try {
    for (let left = untilEpoch === undefined ? epochs : untilEpoch - core.epoch; left > 0; left--) {
      const { epoch } = core
      if (!isWithin) tally.begin()
      isWithin = false
      for (let number = batches.batch, batch = batches.nextBatch(); batch !== undefined; number++, batch = batches.nextBatch()) {
        const updates = isUpdateDue(training, batches.batch === batches.batchesPerEpoch)
        const tensors = reader.read('events', batch, !isArrayDataset(data))
        const loss = yield* eagerStep(training, tensors, batch.targets, tally, { epoch, batch: number, updates }, true)
        countStep(training, updates)
        yield { type: 'batch', epoch, batch: number, size: batch.size, loss }
      }
      core.epoch++
      const isMeasured = validation !== undefined && core.epoch % validationEvery === 0
      const measured = isMeasured ? drain(core.measure(validation, validation.batches({ batchSize: batches.batchSize }))) : undefined
      yield { type: 'epoch', epoch, logs: { ...tally.logs(), ...(measured && { validation: measured }) } as unknown as EpochLogs<Name> }
    }
  } finally {
    core.end()
  }
}

function drain<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

// Protects: training that was kept, and goes on from there, is bit by bit what it would have been.
import { freeze, unfreeze } from '@gradus/layers'
import { describe, expect, it } from 'vitest'
import { earlyStopping, readCheckpoint, type TrainerSnapshot, writeCheckpoint } from '../index.ts'
import { callbacks, data, fitOptions, makeTrainer, optimizers } from './__fixtures__/trainings.ts'

/** Through the bytes of a file. */
function kept(snapshot: TrainerSnapshot): TrainerSnapshot {
  return readCheckpoint(writeCheckpoint(snapshot))
}

/** What a training comes to: everything that evolves, history and states of callbacks included. */
async function whole(make: () => ReturnType<typeof makeTrainer>, epochs = 10) {
  const trainer = make()
  const snapshots: TrainerSnapshot[] = []
  const keep = {
    afterOthers: true,
    onBatchEnd: () => void snapshots.push(trainer.snapshot()),
    onEpochEnd: () => void snapshots.push(trainer.snapshot()),
  }
  const history = await trainer.fit(data, { ...fitOptions, epochs, callbacks: [keep, ...callbacks()] })
  return { history, snapshots, last: trainer.snapshot() }
}

describe.each(Object.entries(optimizers))('%s', (_, optimizer) => {
  it.each([
    ['compiled', {}],
    ['eager', { engine: 'eager' }],
    ['with gradients of three batches', { accumulationSteps: 3 }],
  ] as const)('goes on from any batch or epoch as if nothing had happened, %s', async (_, options) => {
    const make = () => makeTrainer(optimizer(), options)
    const { history, snapshots, last } = await whole(make)
    expect(snapshots).toHaveLength(10 * 6)
    // The first batch, within an epoch, the last batch of an epoch, between two epochs, late.
    for (const at of [0, 13, 28, 29, 47]) {
      const trainer = make()
      trainer.restore(kept(snapshots[at]!))
      const resumed = await trainer.fit(data, { ...fitOptions, untilEpoch: 10, callbacks: callbacks() })
      expect(resumed).toEqual(history)
      expect(trainer.snapshot()).toEqual(last)
    }
  })
})

describe('a checkpoint', () => {
  it('holds every bit of a snapshot', async () => {
    const { snapshots } = await whole(() => makeTrainer(optimizers.adam!()), 2)
    for (const snapshot of snapshots) {
      expect(kept(snapshot)).toEqual(snapshot)
      expect(writeCheckpoint(kept(snapshot))).toEqual(writeCheckpoint(snapshot))
    }
  })

  it('of a training that early stopping has ended stays ended, when it was taken before the end', async () => {
    const make = () => makeTrainer(optimizers.sgd!())
    const stopping = () => [earlyStopping({ patience: 0, monitor: 'loss', mode: 'max' })]
    const trainer = make()
    const snapshots: TrainerSnapshot[] = []
    const keep = { afterOthers: true, onEpochEnd: () => void snapshots.push(trainer.snapshot()) }
    const history = await trainer.fit(data, { ...fitOptions, epochs: 20, callbacks: [keep, ...stopping()] })
    expect(history.stopped).toBe('stopped')
    expect(history.epochs).toBeLessThan(20)
    const later = make()
    later.restore(kept(snapshots.at(-1)!))
    const resumed = await later.fit(data, { ...fitOptions, untilEpoch: 20, callbacks: stopping() })
    expect(resumed).toEqual(history)
    expect(later.snapshot().parameters).toEqual(trainer.snapshot().parameters)
  })

  it('keeps the state of a generator of the caller that shuffles', async () => {
    const { randomGenerator } = await import('@gradus/kernel')
    const make = () => makeTrainer(optimizers.sgd!())
    const through = make()
    await through.fit(data, { batchSize: 4, epochs: 6, shuffle: randomGenerator(8) })
    const first = make()
    await first.fit(data, { batchSize: 4, epochs: 3, shuffle: randomGenerator(8) })
    const second = make()
    second.restore(kept(first.snapshot()))
    await second.fit(data, { batchSize: 4, epochs: 3, shuffle: randomGenerator(999) })
    expect(second.snapshot()).toEqual(through.snapshot())
  })
})

describe('differences', () => {
  const snapshotOf = async () => {
    const trainer = makeTrainer(optimizers.adam!())
    await trainer.fit(data, { ...fitOptions, epochs: 2, callbacks: callbacks() })
    return trainer.snapshot()
  }

  it.each([
    ['another batch size', { ...fitOptions, batchSize: 5 }, callbacks(), /batchSize was 4 and is 5/],
    ['other data', { batchSize: 4, validationSplit: 0.5 }, callbacks(), /samples was 18 and is 12/],
    ['no shuffling', { ...fitOptions, shuffle: false }, callbacks(), /shuffle was true and is false/],
    [
      'other callbacks',
      fitOptions,
      [earlyStopping()],
      /callbacks that remember something are earlyStopping, in the restored snapshot earlyStopping, reduceLearningRateOnPlateau/,
    ],
  ] as const)('%s is refused, and with the option goes on', async (_, options, others, message) => {
    const snapshot = await snapshotOf()
    const strict = makeTrainer(optimizers.adam!())
    strict.restore(kept(snapshot))
    await expect(strict.fit(data, { ...options, epochs: 1, callbacks: [...others] })).rejects.toThrow(message)
    // What was restored is still there, for the same data.
    expect(strict.snapshot()).toEqual(snapshot)
    expect((await strict.fit(data, { ...fitOptions, epochs: 1, callbacks: callbacks() })).epochs).toBe(3)
    const lenient = makeTrainer(optimizers.adam!())
    lenient.restore(kept(snapshot), { differences: 'ignore' })
    expect((await lenient.fit(data, { ...options, epochs: 1, callbacks: [...others] })).epochs).toBe(3)
    expect(lenient.snapshot().optimizer.step).toBeGreaterThan(snapshot.optimizer.step)
  })

  it('another optimizer is refused, and with the option begins anew with the weights that were kept', async () => {
    const snapshot = await snapshotOf()
    const other = makeTrainer(optimizers.lion!())
    expect(() => other.restore(kept(snapshot))).toThrow(/the optimizer is lion, in the snapshot "adam".*differences: 'ignore'/)
    other.restore(kept(snapshot), { differences: 'ignore' })
    expect(other.snapshot().parameters).toEqual(snapshot.parameters)
    expect(other.snapshot().optimizer.step).toBe(0)
    await other.fit(data, { ...fitOptions, epochs: 1 })
  })

  it('gradients that are accumulated in one and not in the other are refused', async () => {
    const snapshot = await snapshotOf()
    expect(() => makeTrainer(optimizers.adam!(), { accumulationSteps: 2 }).restore(snapshot)).toThrow(
      /gradients are accumulated, in the snapshot they are not/,
    )
    const accumulated = makeTrainer(optimizers.adam!(), { accumulationSteps: 2 }).snapshot()
    expect(() => makeTrainer(optimizers.adam!(), {}).restore(accumulated)).toThrow(
      /gradients are not accumulated, in the snapshot they are/,
    )
  })
})

describe('parameters that are frozen or thawed on the way', () => {
  it('are so again in another process', async () => {
    const make = () => makeTrainer(optimizers.adam!())
    /** Thaws the first layer after two epochs, and stops the statistics after four. */
    const steps = (trainer: ReturnType<typeof make>) => ({
      onEpochBegin({ epoch }: { epoch: number }) {
        const { model } = (trainer as unknown as { core: { parts: { model: Parameters<typeof freeze>[0] } } }).core.parts
        if (epoch === 0) freeze(model, (name) => name.startsWith('dense.'))
        if (epoch === 2) unfreeze(model, (name) => name.startsWith('dense.'))
        if (epoch === 4) freeze(model, (name) => name.startsWith('batchNormalization.running'))
      },
    })
    const through = make()
    const snapshots: TrainerSnapshot[] = []
    const keep = { afterOthers: true, onEpochEnd: () => void snapshots.push(through.snapshot()) }
    await through.fit(data, { ...fitOptions, epochs: 7, callbacks: [keep, steps(through), ...callbacks()] })
    for (const [at, frozen] of [
      [0, 2],
      [2, 0],
      [5, 2],
    ] as const) {
      // biome-ignore format: as a table
      expect(snapshots[at]!.frozen).toHaveLength(frozen)
      const later = make()
      later.restore(kept(snapshots[at]!))
      await later.fit(data, { ...fitOptions, untilEpoch: 7, callbacks: [steps(later), ...callbacks()] })
      expect(later.snapshot()).toEqual(through.snapshot())
    }
  })
})

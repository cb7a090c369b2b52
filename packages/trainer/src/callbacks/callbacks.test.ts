// Protects: what each callback does in a training.
import { dataset, xor } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { dense, input, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { meanAbsoluteError } from '@gradus/metrics'
import { constant, sgd } from '@gradus/optimizers'
import { describe, expect, it } from 'vitest'
import {
  type Callback,
  csvLogger,
  earlyStopping,
  learningRateScheduler,
  modelCheckpoint,
  readCheckpoint,
  reduceLearningRateOnPlateau,
  Trainer,
  terminateOnNaN,
} from '../index.ts'

const line = dataset([[0], [1], [2], [3]], [[1], [3], [5], [7]])

function lineTrainer(learningRate: number | ((step: number) => number) = 0.05) {
  const model = sequential([input([1]), dense(1)], { seed: 2, dtype: 'float64' })
  return new Trainer({ model, loss: meanSquaredError(), optimizer: sgd({ learningRate }), metrics: [meanAbsoluteError()] })
}

const noStore = { read: async () => undefined, write: async () => undefined }

describe('earlyStopping', () => {
  it('leaves the weights of the best epoch, also when an error ends training', async () => {
    const trainer = lineTrainer(0.1)
    const best: unknown[] = []
    const losses: number[] = []
    const watch: Callback = {
      onEpochEnd({ epoch, logs }) {
        losses.push(logs.loss)
        if (logs.loss <= Math.min(...losses)) best[0] = trainer.snapshot().parameters
        if (epoch === 6) throw new Error('enough')
      },
    }
    const options = { epochs: 20, shuffle: false, callbacks: [earlyStopping({ patience: 100, monitor: 'loss' }), watch] }
    await expect(trainer.fit(line, options)).rejects.toThrow(/enough/)
    expect(trainer.snapshot().parameters).toEqual(best[0])
  })

  it.each([
    ['val_los', /earlyStopping: there is no "val_los" to monitor.*\(loss, meanAbsoluteError\)/],
    ['meanAbsoluteErrors', /did you mean meanAbsoluteError\?/],
    ['validation.loss', /there is no "validation\.loss"/],
  ])('refuses to monitor %s before anything is trained', async (monitor, message) => {
    const trainer = lineTrainer()
    const before = trainer.snapshot().parameters
    for (const callback of [
      earlyStopping({ monitor }),
      reduceLearningRateOnPlateau({ monitor }),
      modelCheckpoint({ monitor, saveBestOnly: true, store: noStore }),
    ]) {
      const error = await trainer.fit(line, { callbacks: [callback] }).catch((e: unknown) => e)
      expect(error).toBeInstanceOf(GradusError)
      if (callback.name === 'earlyStopping') expect((error as GradusError).message).toMatch(message)
    }
    expect(trainer.snapshot().parameters).toEqual(before)
  })

  it('watches the validation where there is one, and epochs that are not validated do not count', async () => {
    const trainer = lineTrainer(0)
    const history = await trainer.fit(line, {
      epochs: 50,
      validationData: line,
      validationEvery: 3,
      callbacks: [earlyStopping({ patience: 2 })],
    })
    expect(history.epochs).toBe(9)
    expect(history.validation!.loss).toHaveLength(3)
  })
})

describe('learning rates', () => {
  it('are what the scheduler says, and the same as those of a schedule', async () => {
    const rates = [0.04, 0.02, 0.01, 0.08]
    const bySteps = lineTrainer((step) => rates[Math.floor(step / 2)]!)
    const byEpochs = lineTrainer(0.02)
    const options = { epochs: 4, batchSize: 2, shuffle: false }
    const a = await bySteps.fit(line, options)
    const b = await byEpochs.fit(line, { ...options, callbacks: [learningRateScheduler((epoch) => rates[epoch]!)] })
    for (const [i, loss] of a.loss.entries()) expect(b.loss[i]).toBeCloseTo(loss, 12)
  })

  it('are kept by groups in their proportion', async () => {
    const model = sequential([input([1]), dense(1)], { dtype: 'float64' })
    const optimizer = sgd({ learningRate: 0.1, groups: [{ parameters: /bias/, learningRate: 0.01 }] })
    const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer })
    const before = trainer.snapshot().parameters['dense.bias']!.data[0]!
    await trainer.fit([[0]], [[1]], { callbacks: [learningRateScheduler(() => 0.2)] })
    // y = b = 0, target 1: the gradient is −2, the group's rate 0.02.
    expect(trainer.snapshot().parameters['dense.bias']!.data[0]! - before).toBeCloseTo(0.04, 14)
  })

  it('cannot be set where the schedule gives 0, nor to nonsense', async () => {
    const zero = lineTrainer(constant(0)).fit(line, { callbacks: [learningRateScheduler(() => 0.1)] })
    await expect(zero).rejects.toThrow(/the learning rate of step 0 is 0 by its schedule/)
    for (const rate of [-1, Number.NaN, '0.1' as never])
      await expect(lineTrainer().fit(line, { callbacks: [learningRateScheduler(() => rate)] })).rejects.toThrow(/learningRate must be/)
  })
})

describe('csvLogger', () => {
  it('writes every digit, and leaves empty what was not validated', async () => {
    const parts: string[] = []
    const trainer = lineTrainer()
    const history = await trainer.fit(line, {
      epochs: 2,
      validationData: line,
      validationEvery: 2,
      callbacks: [csvLogger({ write: (part) => parts.push(part), separator: ';' })],
    })
    const rows = parts
      .join('')
      .trim()
      .split('\n')
      .map((row) => row.split(';'))
    expect(rows[0]).toEqual(['epoch', 'learningRate', 'loss', 'meanAbsoluteError', 'validation.loss', 'validation.meanAbsoluteError'])
    expect(rows[1]).toEqual(['0', '0.05', String(history.loss[0]), String(history.meanAbsoluteError[0]), '', ''])
    expect(Number(rows[2]![4])).toBe(history.validation!.loss[0])
  })
})

describe('modelCheckpoint', () => {
  /** A store that remembers how many steps the optimizer had made at each write. */
  function countingStore() {
    const steps: number[] = []
    const write = async (bytes: Uint8Array) => void steps.push(readCheckpoint(bytes).optimizer.step)
    return { steps, store: { read: async () => undefined, write } }
  }

  it.each<['min' | 'max', 'loss' | 'meanAbsoluteError']>([
    ['min', 'loss'],
    ['max', 'meanAbsoluteError'],
  ])('saveBestOnly writes when there is a new best, %s of %s', async (mode, monitor) => {
    const { steps, store } = countingStore()
    // A rate that is too high for a while: the loss falls, rises and falls again.
    const trainer = lineTrainer((step) => [0.05, 0.3, 0.3, 0.3, 0.05, 0.12, 0.12, 0.12][step]!)
    const callbacks = [modelCheckpoint({ store, saveBestOnly: true, monitor, mode })]
    const history = await trainer.fit(line, { epochs: 8, shuffle: false, callbacks })
    const values = history[monitor]
    const sign = mode === 'min' ? 1 : -1
    const best = values.flatMap((value, i) => (values.slice(0, i).every((before) => sign * value < sign * before) ? [i + 1] : []))
    expect(best.length).toBeGreaterThan(1)
    expect(best.length).toBeLessThan(8)
    expect(steps).toEqual(best)
  })

  it('writes after every so many batches, over the ends of epochs', async () => {
    const { steps, store } = countingStore()
    await lineTrainer().fit(line, { epochs: 3, batchSize: 1, callbacks: [modelCheckpoint({ store, unit: 'batches', every: 5 })] })
    expect(steps).toEqual([5, 10])
  })

  it('refuses to look for the best of batches', () => {
    expect(() => modelCheckpoint({ store: noStore, unit: 'batches', saveBestOnly: true })).toThrow(
      expect.objectContaining({
        code: 'state',
        message: expect.stringMatching(/^modelCheckpoint: saveBestOnly looks at the numbers of epochs/),
      }),
    )
  })
})

it('a log that goes on in another process has no second header', async () => {
  let file = ''
  const write = (part: string): void => {
    file += part
  }
  const log = () => csvLogger({ write })
  const first = lineTrainer()
  await first.fit(line, { epochs: 2, callbacks: [log()] })
  const later = lineTrainer()
  later.restore(structuredClone(first.snapshot()))
  await later.fit(line, { untilEpoch: 4, callbacks: [log()] })
  expect(
    file
      .trim()
      .split('\n')
      .map((row) => row.split(',')[0]),
  ).toEqual(['epoch', '0', '1', '2', '3'])
})

describe('terminateOnNaN', () => {
  it('ends without an error, with the last good weights, and the reason among the warnings', async () => {
    const trainer = lineTrainer(1e200)
    const history = await trainer.fit(line, { epochs: 10, callbacks: [terminateOnNaN()] })
    expect(history.stopped).toBe('diverged')
    expect(history.warnings).toEqual([expect.stringMatching(/the loss became (Infinity|NaN).*last finite loss/)])
    for (const { data } of Object.values(trainer.snapshot().parameters)) expect(data.every((value) => Number.isFinite(value))).toBe(true)
  })
})

describe('onProbe', () => {
  it('is called after the first step and then as often as it asks, without slowing the steps between', async () => {
    const steps: number[] = []
    const probe: Callback = { onProbe: ({ epoch, batch }) => steps.push(epoch * 2 + batch + 1) }
    const other: number[] = []
    const often: Callback = { onProbe: ({ epoch, batch }) => (other.push(epoch * 2 + batch + 1) === 3 ? Number.POSITIVE_INFINITY : 2) }
    await lineTrainer().fit(line, { epochs: 8, batchSize: 2, callbacks: [probe, often] })
    expect(steps).toEqual([1, 2, 4, 7, 11, 16])
    expect(other).toEqual([1, 3, 5])
  })

  it.each([0, -1, Number.NaN, undefined, '2'])('refuses %s as the number of steps', async (next) => {
    await expect(lineTrainer().fit(line, { callbacks: [{ onProbe: () => next as never }] })).rejects.toThrow(
      /onProbe of callback 0 failed: expected after how many steps to look again/,
    )
  })

  it('rehearses a step without a trace', async () => {
    const trainer = lineTrainer()
    const seen: unknown[] = []
    let look: (() => void) | undefined
    await trainer.fit(line, {
      epochs: 2,
      callbacks: [
        {
          onTrainBegin({ training }) {
            look = () => {
              const before = trainer.snapshot()
              const { nodes, gradients, objective } = training.rehearse(line.slice(0, 2))
              seen.push([nodes.length > 0, [...gradients.keys()], objective.item() > 0])
              expect(trainer.snapshot()).toEqual(before)
            }
          },
          onProbe() {
            look!()
            return 1
          },
        },
      ],
    })
    expect(seen).toEqual([
      [true, ['dense.kernel', 'dense.bias'], true],
      [true, ['dense.kernel', 'dense.bias'], true],
    ])
  })
})

describe('pause and resume', () => {
  it('hold training between two steps; an aborted signal ends it also then', async () => {
    const trainer = lineTrainer()
    const controller = new AbortController()
    let isOver = false
    const done = trainer.fit(line, { epochs: 1e9, signal: controller.signal }).finally(() => {
      isOver = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    trainer.pause()
    await new Promise((resolve) => setTimeout(resolve, 30))
    const { step } = trainer.snapshot().optimizer
    expect(step).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(trainer.snapshot().optimizer.step).toBe(step)
    trainer.resume()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(trainer.snapshot().optimizer.step).toBeGreaterThan(step)
    trainer.pause()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(isOver).toBe(false)
    controller.abort()
    expect(await done).toMatchObject({ stopped: 'aborted' })
    expect(() => trainer.pause()).toThrow(/pause: fit is not under way/)
    expect(() => trainer.resume()).toThrow(/resume: fit is not under way/)
  })

  it('may be called by a callback', async () => {
    const trainer = lineTrainer()
    let held = 0
    const hold: Callback = {
      onEpochEnd({ epoch }) {
        if (epoch !== 1) return
        trainer.pause()
        setTimeout(() => {
          held = trainer.history.epochs
          trainer.resume()
        }, 10)
      },
    }
    const history = await trainer.fit(line, { epochs: 4, callbacks: [hold] })
    expect([held, history.epochs]).toEqual([2, 4])
  })
})

describe('a callback of a wrong shape', () => {
  it.each([
    [{ onProbe: 3 }, /onProbe of callback 0 must be a function/],
    [{ onTrainEnd() {}, snapshot: () => 1 }, /callback 0 has a snapshot and so needs a name and a restore/],
    [{ name: 'nothing' }, /callback 0 has none of onTrainBegin/],
  ])('is refused: %o', async (callback, message) => {
    await expect(
      new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() }).fit(xor(), {
        callbacks: [callback as never],
      }),
    ).rejects.toThrow(message)
  })
})

import { type Batch, dataset, type Mnist } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { layerRows } from '@gradus/layers'
import { sparseCategoricalCrossEntropy } from '@gradus/losses'
import { confusionMatrix, sparseCategoricalAccuracy, streaming } from '@gradus/metrics'
import { type Tensor, tensor } from '@gradus/tensor'
import { type Callback, earlyStopping, modelCheckpoint, reduceLearningRateOnPlateau, restoreFrom, Trainer } from '@gradus/trainer'
import { createOptimizer } from './create-optimizer.ts'
import { type DigitArchitecture, digitNetwork } from './digit-network.ts'
import type { LayerRow } from './experiment.ts'
import type { OptimizerName } from './names.ts'
import { rateSchedule } from './rate-schedule.ts'
import type { ScheduleName } from './rate-schedule-names.ts'
import { TrainingLog } from './training-log.ts'

/** Digits to train on and to test on. */
export type Digits = Mnist<false, 'classIndex'>

/** A network that reads digits, and how it learns. */
export interface MnistSettings extends DigitArchitecture {
  readonly epochs: number
  readonly batchSize: number
  readonly optimizer: OptimizerName
  /** The highest that the schedule has. */
  readonly learningRate: number
  readonly schedule: ScheduleName
  /** The share of the digits to train on, the last ones, that are kept for validation; 0 for none: then the digits to test on are looked at. */
  readonly validationSplit: number
  /** After how many epochs without a better validation loss training ends; undefined for never. */
  readonly patience?: number | undefined
  /** How many digits to train on, from the first; all unless stated. */
  readonly samples?: number | undefined
}

/** What is told of a batch, before its update. */
export interface MnistBatch {
  /** Counted over all epochs, from 1. */
  readonly batch: number
  readonly loss: number
}

/** All that is known when training is over. */
export interface MnistRun {
  readonly outcome: 'finished' | 'diverged' | 'interrupted'
  /** Whether it ended early, as the validation loss had stopped falling. */
  readonly stoppedEarly: boolean
  readonly layers: readonly LayerRow[]
  readonly samples: MnistExperiment['samples']
  readonly history: {
    readonly loss: number[]
    readonly accuracy: number[]
    readonly batchLoss: number[]
    /** After each epoch, of the digits that were kept for it, or else of those to test on. */
    readonly validation: { readonly of: 'validation' | 'test'; readonly loss: number[]; readonly accuracy: number[] }
  }
  readonly test: { readonly loss: number; readonly accuracy: number; readonly confusion: number[][] }
  /** The epoch with which it went on from a checkpoint, counted from 0. */
  readonly resumedAt: number | null
  readonly durationMs: number
}

/** Where a training under way is kept. */
export type CheckpointPlace = Parameters<typeof modelCheckpoint>[0]['store']

/** A network that reads digits: ten outputs, of which the greatest is the answer. */
export interface MnistExperiment {
  readonly layers: readonly LayerRow[]
  readonly samples: { readonly train: number; readonly validation: number; readonly test: number }
  readonly batches: number
  /** Trains, from the checkpoint of the store where there is one. */
  run(onBatch: (batch: MnistBatch) => void, signal: AbortSignal, store?: CheckpointPlace): Promise<MnistRun>
}

export function mnistExperiment({ train: all, test }: Digits, settings: MnistSettings): MnistExperiment {
  const { epochs, batchSize, optimizer, learningRate, schedule, validationSplit, patience, seed, samples = all.size } = settings
  const used = samples < all.size ? firstOf(all.slice(0, samples)) : all
  const { train, validation } =
    validationSplit > 0 ? used.split({ train: 1 - validationSplit, validation: validationSplit }) : { train: used, validation: undefined }
  const batches = epochs * Math.ceil(train.size / batchSize)
  const model = digitNetwork(settings)
  const trainer = new Trainer({
    model,
    loss: sparseCategoricalCrossEntropy({ fromLogits: true }),
    optimizer: createOptimizer(optimizer, rateSchedule(schedule, learningRate, batches)),
    metrics: [sparseCategoricalAccuracy()],
    seed,
  })
  const layers = layerRows(model).map(({ name, detail, parameters }, i) => ({
    name,
    activation: detail,
    outputShape: [null, ...model.layers[i]!.outputShape],
    parameters,
  }))
  const sizes = { train: train.size, validation: validation?.size ?? 0, test: test.size }
  return {
    layers,
    samples: sizes,
    batches,
    async run(onBatch, signal, store) {
      const log = new TrainingLog(onBatch)
      const callbacks: Callback[] = [log]
      if (schedule === 'plateau') callbacks.push(reduceLearningRateOnPlateau({ factor: 0.5, patience: 2 }))
      if (patience !== undefined) callbacks.push(earlyStopping({ patience }))
      if (store !== undefined) {
        callbacks.push(modelCheckpoint({ store }))
        await restoreFrom(trainer, store)
      }
      let outcome: MnistRun['outcome'] = 'finished'
      try {
        const plan = { untilEpoch: epochs, batchSize, callbacks, signal }
        const { stopped } = await trainer.fit(train, { ...plan, validationData: validation ?? test })
        if (stopped === 'aborted') outcome = 'interrupted'
      } catch (error) {
        if (!(error instanceof GradusError) || error.code !== 'range') throw error
        outcome = 'diverged'
      }
      const { durationMs, batchLoss, resumedAt } = log
      const { loss, sparseCategoricalAccuracy: accuracy, validation: seen } = trainer.history
      const measured = await trainer.evaluate(test)
      return {
        outcome,
        stoppedEarly: outcome === 'finished' && loss.length < epochs,
        layers,
        samples: sizes,
        history: {
          loss,
          accuracy,
          batchLoss,
          validation: {
            of: validation ? 'validation' : 'test',
            loss: seen?.loss ?? [],
            accuracy: seen?.sparseCategoricalAccuracy ?? [],
          },
        },
        test: {
          loss: measured.loss,
          accuracy: measured.sparseCategoricalAccuracy,
          confusion: confusionOf(await trainer.predict(test.inputs), test),
        },
        resumedAt,
        durationMs,
      }
    },
  }
}

/** How often each digit, by row, was taken for each. */
function confusionOf(outputs: Tensor, { targets }: Digits['test']): number[][] {
  const matrix = streaming(confusionMatrix({ classes: 10 }))
  matrix.update(outputs, tensor(targets.data, { shape: targets.shape, dtype: 'int32' }) as Tensor)
  return matrix.value()
}

function firstOf({ inputs, targets }: Batch): Digits['train'] {
  return dataset(inputs, targets) as unknown as Digits['train']
}

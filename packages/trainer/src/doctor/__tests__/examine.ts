import type { Model } from '@gradus/layers'
import type { SampleLoss } from '@gradus/losses'
import type { Optimizer } from '@gradus/optimizers'
import { adam } from '@gradus/optimizers'
import { type Finding, type FitOptions, Trainer, type TrainingDoctorOptions, trainingDoctor } from '../../index.ts'

/** What a doctor found in a training, what it wrote, and with what `fit` failed. */
export interface Examined {
  readonly found: readonly Finding[]
  readonly codes: readonly string[]
  readonly text: string
  readonly error: Error | undefined
  readonly losses: readonly number[]
  readonly trainer: Trainer
}

/** Trains a model on data, Adam unless stated, with a doctor. */
export async function examine(
  parts: { readonly model: unknown; readonly loss: unknown; readonly optimizer?: Optimizer; readonly accumulationSteps?: number },
  data: unknown,
  options: FitOptions = {},
  doctor: TrainingDoctorOptions = {},
): Promise<Examined> {
  const lines: string[] = []
  const trainer = new Trainer({ optimizer: adam(), ...parts, model: parts.model as Model, loss: parts.loss as SampleLoss })
  const callbacks = [trainingDoctor({ write: (text) => lines.push(text), ...doctor }), ...(options.callbacks ?? [])]
  const error = await trainer.fit(data as never, { ...options, callbacks }).then(
    () => undefined,
    (reason: Error) => reason,
  )
  const { diagnosis, loss } = trainer.history
  return { found: diagnosis, codes: diagnosis.map(({ code }) => code), text: lines.join(''), error, losses: loss, trainer }
}

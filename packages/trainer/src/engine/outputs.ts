import type { SampleLoss } from '@gradus/losses'
import type { Tensor } from '@gradus/tensor'
import type { Forward } from '../step.ts'

/** Where a program tells what, beside the loss, which is output 0; undefined where it is not told. */
export interface OutputPlaces {
  /** What the samples counted together. */
  readonly counted: number | undefined
  /** The predictions. */
  readonly prediction: number | undefined
}

/** The places of a step's outputs: a loss without weights of its own counts its samples by their number, and not everybody looks at predictions. */
export function outputPlaces(loss: SampleLoss, looksAtPredictions: boolean): OutputPlaces {
  const counted = loss.sampleWeights === undefined ? undefined : 1
  return { counted, prediction: looksAtPredictions ? (counted ?? 0) + 1 : undefined }
}

/** What a step gives, at its places. */
export function outputsOf({ prediction }: OutputPlaces, objective: Tensor, forward: Forward): readonly Tensor[] {
  const counted = forward.counted === undefined ? [] : [forward.counted]
  return [objective, ...counted, ...(prediction === undefined ? [] : [forward.prediction])]
}

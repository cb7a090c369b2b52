import { checkChoice, checkOptions, describe, GradusError } from '@gradus/kernel'
import type { Callback } from '../callbacks/callback.ts'
import { checkError } from './check-error.ts'
import { Examination } from './examination.ts'
import { type FindingCode, findingCodes } from './finding-code.ts'
import { Report } from './report.ts'

/** Options of {@link trainingDoctor}. */
export interface TrainingDoctorOptions {
  /** Where each finding goes as a line of text: `(text) => process.stderr.write(text)`. Without it findings are in the history only. */
  readonly write?: (text: string) => unknown
  /** What is on purpose and not to be told: `['frozenOutput']`. Default none. */
  readonly ignore?: readonly FindingCode[]
}

/**
 * A callback that looks for what is wrong with a training: before it, and after 10, 100, 1000 … steps, by rehearsing a step on as
 * many samples as a batch has, at least 16 and at most 64. What it finds is in `history.diagnosis`, one sentence each, once for each code and place.
 *
 * It changes nothing: the bits are those of a training without it.
 * Throws: GradusError 'type' for a `write` that is no function, an `ignore` that is no array, or a code that does not exist.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd({ learningRate: 0 }) })
 * const { diagnosis } = await trainer.fit(xor(), { epochs: 20, callbacks: [trainingDoctor()] })
 * diagnosis[0].code // 'noUpdate'
 * diagnosis[0].message // 'no weight has changed in 20 updates: the learning rate is 0; try 0.001 for adam, 0.01 for sgd'
 */
export function trainingDoctor(options: TrainingDoctorOptions = {}): Callback {
  checkOptions('trainingDoctor', options, ['write', 'ignore'])
  const { write, ignore = [] } = options
  if (write !== undefined && typeof write !== 'function')
    throw new GradusError('type', `trainingDoctor: write must be a function, got ${describe(write)}`)
  if (!Array.isArray(ignore)) throw new GradusError('type', `trainingDoctor: ignore must be an array of codes, got ${describe(ignore)}`)
  for (const [i, code] of ignore.entries()) checkChoice('trainingDoctor', `ignore[${i}]`, code, findingCodes)
  const report = new Report(write, ignore)
  let examination: Examination | undefined
  /** The epochs that the history does not hold. */
  let before = 0
  return {
    onTrainBegin({ epoch, samples, batchesPerEpoch, training }) {
      report.begin(training.history, epoch)
      before = epoch - training.history.epochs
      examination = new Examination(training, report)
      examination.begin(Math.ceil(samples / batchesPerEpoch))
    },
    onProbe({ epoch, data, loss }) {
      report.epoch = epoch
      return examination!.probe(data, loss)
    },
    onTrainEnd({ epochs }) {
      report.epoch = Math.max(report.epoch, before + epochs - 1)
      examination?.end()
      examination = undefined
    },
    onError({ error, epoch, history }) {
      report.begin(history, epoch)
      checkError(error, report)
    },
  }
}

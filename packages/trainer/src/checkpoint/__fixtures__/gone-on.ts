import type { TrainerSnapshot } from '../../index.ts'
import { callbacks, data, fitOptions, makeTrainer, optimizers } from './trainings.ts'

/** What training with Adam comes to that goes on from a snapshot until its tenth epoch. */
export async function goneOn(snapshot: TrainerSnapshot) {
  const trainer = makeTrainer(optimizers.adam!())
  trainer.restore(snapshot)
  const { loss, epochs, validation } = await trainer.fit(data, { ...fitOptions, untilEpoch: 10, callbacks: callbacks() })
  const { parameters } = trainer.snapshot()
  const weights = Object.entries(parameters).map(([name, { data }]) => [name, Array.from(data as Float32Array)] as const)
  return { epochs, loss, validationLoss: validation!.loss, parameters: Object.fromEntries(weights) }
}

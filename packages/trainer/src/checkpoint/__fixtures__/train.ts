// A program that trains, may be killed and started again: train.js <folder> <epochs> <batches between checkpoints>. Every optimizer has its own file in the folder.
import { writeSync } from 'node:fs'
import { fileStore } from '@gradus/formats/node'
import type { Callback } from '../../callbacks/callback.ts'
import { restoreFrom } from '../restore-from.ts'
import { callbacks, data, fitOptions, makeTrainer, optimizers } from './trainings.ts'

// Ctrl+C: the batch under way is finished, and the process ends by itself.
const controller = new AbortController()
process.once('SIGINT', () => controller.abort())

const [folder, epochs, every, only] = process.argv.slice(2) as [string, string, string, string?]
for (const [name, optimizer] of Object.entries(optimizers)) {
  if (only !== undefined && name !== only) continue
  const store = fileStore({ folder, name: `${name.replaceAll(' ', '-')}.safetensors` })
  const trainer = makeTrainer(optimizer())
  await restoreFrom(trainer, store)
  // Told before the checkpoint of the batch is written.
  const tell: Callback = { onBatchEnd: () => void writeSync(1, 'batch\n') }
  await trainer.fit(data, {
    ...fitOptions,
    untilEpoch: Number(epochs),
    signal: controller.signal,
    callbacks: [tell, ...callbacks(store, Number(every))],
  })
}

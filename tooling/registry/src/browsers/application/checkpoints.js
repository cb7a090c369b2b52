import {
  datasets,
  formats,
  layers,
  losses,
  modelCheckpoint,
  optimizers,
  restoreFrom,
  sigmoid,
  Trainer,
  tanh,
  writeCheckpoint,
} from 'gradus'

/** Half of a training, which the data base keeps. */
export const half = () => trainUntil(20, 'kept')

/** The other half, on a page that was opened later; and all of it without a pause. */
export async function whole() {
  const resumed = await trainUntil(40, 'kept')
  return { ...resumed, straight: (await trainUntil(40, 'another')).hash }
}

/** Trains from what is kept under a name, or from the beginning. */
async function trainUntil(untilEpoch, name) {
  const { dense, dropout, input, sequential } = layers
  // Everything that a training can be in the middle of: Adam's memory, dropout's and the shuffle's generators.
  const model = sequential([input([2]), dense(8, { activation: tanh }), dropout(0.1), dense(1, { activation: sigmoid })], { seed: 7 })
  const trainer = new Trainer({ model, loss: losses.binaryCrossEntropy(), optimizer: optimizers.adam(), seed: 7 })
  const store = formats.indexedDbStore({ name })
  const isResumed = await restoreFrom(trainer, store)
  let epochs = 0
  const counter = {
    onEpochEnd() {
      epochs++
    },
  }
  await trainer.fit(datasets.xor(), { batchSize: 3, untilEpoch, callbacks: [modelCheckpoint({ store }), counter] })
  const digest = await crypto.subtle.digest('SHA-256', writeCheckpoint(trainer.snapshot()))
  return { isResumed, epochs, hash: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('') }
}

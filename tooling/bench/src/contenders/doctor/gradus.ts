import { dataset, xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { relu, sigmoid } from '@gradus/tensor'
import { type FitOptions, Trainer, trainingDoctor } from '@gradus/trainer'
import type { Sample } from '../../work.ts'
import { randomSamples } from '../random-samples.ts'

const batchSize = 32
/** The engine has compiled what it compiles after these. */
const warmUps = 2

/** A training from its beginning, with a doctor or without; gives the milliseconds of all its steps. */
export async function prepare(network: string, steps: string, who: string): Promise<Sample> {
  const { trainer, fit, batches } = network === 'mlp' ? mlp() : gate()
  const epochs = Number(steps) / batches
  const beginning = trainer.snapshot()
  const sample = async () => {
    trainer.restore(beginning)
    const callbacks = who === 'doctor' ? [trainingDoctor()] : []
    const start = performance.now()
    const { loss } = await fit({ epochs, batchSize, callbacks })
    const taken = performance.now() - start
    if (loss.length !== epochs || !Number.isFinite(loss.at(-1)!)) throw new Error(`${loss.length} losses, the last ${loss.at(-1)}`)
    return taken
  }
  for (let i = 0; i < warmUps; i++) await sample()
  return sample
}

function mlp() {
  const model = sequential([input([784]), dense(128, { activation: relu }), dense(64, { activation: relu }), dense(10)])
  const trainer = new Trainer({ model, loss: sparseCategoricalCrossEntropy({ fromLogits: true }), optimizer: adam() })
  const batches = 100
  const size = batches * batchSize
  const { inputs, classes } = randomSamples(size, 784)
  const data = dataset({ data: inputs, shape: [size, 784] as const }, { data: classes, shape: [size] as const })
  return { trainer, fit: (options: FitOptions) => trainer.fit(data, options), batches }
}

function gate() {
  const model = sequential([
    input([2]),
    dense(10, { activation: relu }),
    dense(10, { activation: relu }),
    dense(1, { activation: sigmoid }),
  ])
  const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam() })
  const data = xor()
  return { trainer, fit: (options: FitOptions) => trainer.fit(data, options), batches: 1 }
}

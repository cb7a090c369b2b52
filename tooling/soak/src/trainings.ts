import { cpu, datasets, layers, losses, metrics, optimizers, randomGenerator, relu, setBackend, Trainer, wasm } from 'gradus'
import { collect } from './in-use.ts'

/** Takes so many steps of a training that goes on from call to call. */
export type Train = (steps: number) => Promise<void>

/** What is trained for a long time, by name: every engine, and trainers that come and go. Each starts anew. */
export const trainings: Readonly<Record<string, () => Train>> = {
  'compiled, wasm': () => {
    setBackend(wasm)
    return steps('compiled', 10)
  },
  'eager, cpu': () => {
    setBackend(cpu)
    return steps('eager', 10)
  },
  'eager, wasm': () => {
    setBackend(wasm)
    // As many products as it takes for an eager matmul to go through WebAssembly.
    return steps('eager', 28)
  },
  'trainers made and dropped': () => {
    setBackend(wasm)
    return makeAndDrop
  },
}

const { dense, dropout, input, sequential } = layers
const batchSize = 24

function steps(engine: 'compiled' | 'eager', width: number): Train {
  const random = randomGenerator(1)
  const x = Float32Array.from({ length: 2 * batchSize * width }, () => random.uniform(-1, 1))
  const y = Float32Array.from({ length: 2 * batchSize }, () => random.integer(0, 2))
  const data = datasets.dataset({ data: x, shape: [2 * batchSize, width] }, { data: y, shape: [2 * batchSize, 1] })
  const parts = [input([width]), dense(width, { activation: relu }), dropout(0.1), dense(1)] as const
  const model = sequential(parts, { seed: 1 })
  const loss = losses.binaryCrossEntropy({ fromLogits: true })
  const learning = { metrics: [metrics.binaryAccuracy({ threshold: 0 })], optimizer: optimizers.adam(), engine }
  const trainer = new Trainer({ model, loss, ...learning })
  // Two steps an epoch, and short trainings: their histories grow with the epochs.
  return async (count) => {
    for (let left = count / 2; left > 0; left -= 100) await trainer.fit(data, { epochs: Math.min(left, 100), batchSize })
  }
}

/** Trainers of about 50 kB that take eight steps each. */
async function makeAndDrop(count: number): Promise<void> {
  for (let i = 0; i < count / 8; i++) {
    const model = sequential([input([2]), dense(1000, { activation: relu }), dense(1)])
    const trainer = new Trainer({ model, loss: losses.meanSquaredError(), optimizer: optimizers.adam() })
    await trainer.fit(datasets.xor(), { epochs: 2, batchSize: 1, shuffle: false })
    if (i % 50 === 49) await collect()
  }
}

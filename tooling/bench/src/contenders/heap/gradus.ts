import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type LogicGate, xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { relu, sigmoid } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import type { Sample } from '../../work.ts'

type Memory = 'heapUsed' | 'external' | 'arrayBuffers'

const steps = 1_000_000

/** Steps in one call of `fit`: its history, which has to grow, is not kept. */
const perCall = 1_000

/** Kilobytes that a million steps of the small network leave behind. */
export function prepare(which: string): Sample {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const gate: LogicGate<2> = xor()
  const model = sequential([input([2]), dense(8, { activation: relu }), dense(1, { activation: sigmoid })])
  const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam() })
  const train = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += perCall) await trainer.fit(gate, { epochs: perCall, batchSize: 4, shuffle: false })
  }
  const used = (): number => {
    // What the first collection only marks, the next ones free.
    for (let i = 0; i < 3; i++) collect()
    return process.memoryUsage()[which as Memory]
  }
  return async () => {
    // The engine compiles, and remembers what it has compiled.
    await train(20 * perCall)
    const before = used()
    await train(steps)
    return (used() - before) / 1024
  }
}

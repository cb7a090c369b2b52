import { type LogicGate, xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam } from '@gradus/optimizers'
import { relu, sigmoid } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import { inARow } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkHistory, epochs } from './problem.ts'

const warmUps = 20

/** With `again` one trainer is put back to its beginning before each sample; else each sample has a network and a trainer of its own. */
export async function prepare(kind?: string): Promise<Sample> {
  const gate: LogicGate<2> = xor()
  const again = kind === 'again' ? create() : undefined
  const beginning = again?.snapshot()
  const sample = async () => {
    if (beginning !== undefined) again!.restore(beginning)
    const trainer = again ?? create()
    const start = performance.now()
    const { loss, binaryAccuracy: accuracy } = await trainer.fit(gate, { epochs, batchSize: 4, shuffle: false })
    const taken = performance.now() - start
    checkHistory(loss, accuracy)
    return taken
  }
  // The engine compiles what runs often, and is done with that before a later call is measured.
  if (again === undefined) return sample
  for (let i = 0; i < warmUps; i++) await sample()
  return inARow(sample)
}

function create() {
  const model = sequential([
    input([2]),
    dense(10, { activation: relu }),
    dense(10, { activation: relu }),
    dense(1, { activation: sigmoid }),
  ])
  return new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam(), metrics: [binaryAccuracy()] })
}

import { type LogicGate, xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { sgd } from '@gradus/optimizers'
import { sigmoid } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import { inARow } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkLosses, firstKernel, secondKernel, steps } from './problem.ts'

const warmUps = 20

/** With `again` one trainer is put back to the article's weights before each sample; else each sample has a network and a trainer of its own. */
export async function prepare(kind?: string): Promise<Sample> {
  const gate: LogicGate<2> = xor()
  const again = kind === 'again' ? create() : undefined
  const beginning = again?.snapshot()
  const sample = async () => {
    if (beginning !== undefined) again!.restore(beginning)
    const trainer = again ?? create()
    const start = performance.now()
    const { loss } = await trainer.fit(gate as never, { epochs: steps, batchSize: 4, shuffle: false })
    const taken = performance.now() - start
    checkLosses(loss)
    return taken
  }
  // The engine compiles what runs often, and is done with that before a later call is measured.
  if (again === undefined) return sample
  for (let i = 0; i < warmUps; i++) await sample()
  return inARow(sample)
}

function create() {
  const layer = (units: number) => dense(units, { useBias: false, activation: sigmoid })
  const model = sequential([input([2]), layer(2), layer(1)], { dtype: 'float64' })
  model.setWeights({ 'dense.kernel': firstKernel, 'dense_1.kernel': secondKernel })
  return new Trainer({ model, loss: binaryCrossEntropy(), optimizer: sgd({ learningRate: 0.1 }) })
}

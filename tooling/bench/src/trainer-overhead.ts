import { dataset } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { sgd } from '@gradus/optimizers'
import { gradients, mean, noGradient, type Tensor, tensor } from '@gradus/tensor'
import { Trainer } from '@gradus/trainer'
import { once, repeated } from '../contender.ts'
import type { Work } from '../work.ts'

const epochs = 1000
const [x, y] = [[[1]], [[2]]]

/** What the trainer adds to the smallest model there is, one weight and one sample: for information, the peers are loops over the same parts. */
export function works(): readonly Work[] {
  const model = sequential([input([1]), dense(1)])
  const parts = { model, loss: meanSquaredError(), optimizer: sgd() }
  const trainer = new Trainer(parts)
  const data = dataset(x, y)
  const [input1, target] = [tensor(x) as Tensor, tensor(y) as Tensor]
  const forward = (): Tensor => mean(parts.loss.perSample(model.forward(input1 as never) as Tensor, target)) as Tensor
  const state = parts.optimizer.initialize(model.parameters())
  const step = (): void => {
    const loss = forward()
    loss.item()
    const found = gradients(
      loss,
      Array.from(model.parameters().values(), ({ tensor }) => tensor),
    )
    parts.optimizer.update(model.parameters(), new Map(Array.from(model.parameters().keys(), (name, i) => [name, found[i]!])), state)
  }
  return [
    {
      name: 'fit, one epoch of one sample',
      unit: 'µs',
      contenders: [
        once('gradus', async () => {
          const start = performance.now()
          await trainer.fit(data, { epochs, shuffle: false })
          return (performance.now() - start) / epochs
        }),
        repeated('gradus, own loop', step),
      ],
    },
    {
      name: 'evaluate, one sample',
      unit: 'µs',
      contenders: [
        once('gradus', async () => {
          const start = performance.now()
          for (let i = 0; i < epochs; i++) await trainer.evaluate(data)
          return (performance.now() - start) / epochs
        }),
        repeated('gradus, own loop', () => noGradient(() => void forward().item())),
      ],
    },
  ]
}

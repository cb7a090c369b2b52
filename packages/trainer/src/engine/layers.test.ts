// Protects: freezing between steps and wrong indices have the same effect with every engine.
import { dataset } from '@gradus/datasets'
import { batchNormalization, dense, embedding, flatten, freeze, input, sequential, unfreeze } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { expect, it } from 'vitest'
import { Trainer } from '../trainer.ts'
import { sameWithAll } from './__fixtures__/normalized.ts'
import { points, stateOf } from './__fixtures__/trainings.ts'

it('running statistics can be frozen and unfrozen between steps, and nothing else', async () => {
  const { log } = await sameWithAll(async (engine) => {
    const model = sequential([input([2]), dense(3), batchNormalization({ center: false, scale: false, momentum: 0.5 }), dense(2)], {
      seed: 3,
    })
    const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: adam(), seed: 5, engine })
    const statistics = () => Array.from(model.parameters().get('batchNormalization.runningMean')!.tensor.toTypedArray())
    const log: number[][] = []
    const history = await trainer.fit(points, {
      epochs: 4,
      batchSize: 11,
      callbacks: [
        {
          onEpochEnd({ epoch }) {
            log.push(statistics())
            const change = epoch % 2 === 0 ? freeze : unfreeze
            change(model, (name) => name.startsWith('batchNormalization.'))
          },
        },
      ],
    })
    return { log, history, state: stateOf(trainer) }
  })
  expect(log[1]).toEqual(log[0])
  expect(log[2]).not.toEqual(log[1])
  expect(log[3]).toEqual(log[2])
})

it('an index that is out of range fails the step, which changes nothing', async () => {
  const { message, before, after } = await sameWithAll(async (engine) => {
    const model = sequential([input([2], { dtype: 'int32' }), embedding(4, 3), flatten(), dense(1)], { seed: 3 })
    const trainer = new Trainer({ model, loss: meanSquaredError(), optimizer: adam(), seed: 5, engine })
    const good = dataset([[0, 1], [2, 3]], [[0], [1]], { dtype: 'int32' }) // biome-ignore format: as a table
    await trainer.fit(good as never, { epochs: 2, batchSize: 2 })
    const before = stateOf(trainer)
    const bad = dataset([[0, 1], [2, 4]], [[0], [1]], { dtype: 'int32' }) // biome-ignore format: as a table
    const error = await trainer.fit(bad as never, { batchSize: 2, shuffle: false }).then(
      () => undefined,
      (error: Error) => error,
    )
    return { message: error?.message, before, after: stateOf(trainer) }
  })
  expect(message).toMatch(/layer "embedding".*\[1, ?1\] = 4.*\[0, ?3\]/)
  expect((after as { parameters: unknown }).parameters).toEqual((before as { parameters: unknown }).parameters)
})

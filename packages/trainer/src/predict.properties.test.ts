// Protects: a prediction does not depend, in any bit, on the size of the batch, on what else is predicted, or on the engine.
import { randomGenerator } from '@gradus/kernel'
import { batchNormalization, dense, dropout, input, sequential, softmax } from '@gradus/layers'
import { meanSquaredError } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { tanh, tensor } from '@gradus/tensor'
import fc from 'fast-check'
import { anyNumber, runs } from 'tooling-properties'
import { expect, it } from 'vitest'
import { Trainer } from './index.ts'

it.each(['compiled', 'eager'] as const)('%s', async (engine) => {
  const layers = [input([5]), dense(33, { activation: tanh }), batchNormalization(), dropout(0.3), dense(4), softmax()] as const // biome-ignore format: as one
  const trainer = new Trainer({
    model: sequential(layers, { seed: 3 }),
    loss: meanSquaredError(),
    optimizer: adam(),
    engine,
  })
  const predict = async (rows: readonly (readonly number[])[], batchSize: number) =>
    (await trainer.predict(tensor(rows as number[][]), { batchSize })).toArray() as unknown as number[][]
  const random = randomGenerator(1)
  const cases = fc.integer({ min: 1, max: 24 }).chain((count) =>
    fc.record({
      rows: fc.array(fc.array(anyNumber.map((x) => (Number.isFinite(x) ? x : random.uniform(-1, 1))), { minLength: 5, maxLength: 5 }), { minLength: count, maxLength: count }),
      batchSize: fc.integer({ min: 1, max: 25 }),
      order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
    }),
  ) // biome-ignore format: a record
  await fc.assert(
    fc.asyncProperty(cases, async ({ rows, batchSize, order }) => {
      const whole = await predict(rows, 100)
      expect(await predict(rows, batchSize)).toEqual(whole)
      expect(await predict(order.map((i) => rows[i]!), batchSize)).toEqual(order.map((i) => whole[i])) // biome-ignore format: as one
    }),
    runs(30),
  )
})

import { randomGenerator } from '@gradus/kernel'
import { describe, expectTypeOf, it } from 'vitest'
import { dataset } from './create-dataset.ts'
import type { Batch, Dataset } from './dataset.ts'
import { not, xor } from './gates.ts'

describe('types', () => {
  it('gates know how many inputs they have', () => {
    expectTypeOf(xor().inputs.shape).toEqualTypeOf<readonly [number, 2]>()
    expectTypeOf(xor(3).inputShape).toEqualTypeOf<readonly [3]>()
    expectTypeOf(not().targets.shape).toEqualTypeOf<readonly [number, 1]>()
    expectTypeOf(xor().featuresFirst().inputs.shape).toEqualTypeOf<readonly [2, number]>()
  })

  it('literal arrays say the shape of a sample, others how many axes it has', () => {
    const literal = dataset([[0, 0], [0, 1], [1, 0]], [[0], [1], [1]]) // biome-ignore format: as a table
    expectTypeOf(literal.inputShape).toEqualTypeOf<readonly [2]>()
    const columns = dataset([[0, 0, 1], [0, 1, 0]], [[0, 1, 1]], { layout: 'featuresFirst' }) // biome-ignore format: as a table
    expectTypeOf(columns.inputShape).toEqualTypeOf<readonly [2]>()
    expectTypeOf(columns.samplesFirst().targets.shape).toEqualTypeOf<readonly [number, 1]>()
    const rows: number[][] = [[1]]
    expectTypeOf(dataset(rows, new Int32Array(1)).inputShape).toEqualTypeOf<readonly [number]>()
    expectTypeOf(dataset(rows, new Int32Array(1)).targetShape).toEqualTypeOf<readonly []>()
    const image = { data: new Float32Array(4), shape: [1, 2, 2] } as const
    expectTypeOf(dataset(image, [1]).inputs.shape).toEqualTypeOf<readonly [number, 2, 2]>()
  })

  it('batches, parts and shuffles keep it', () => {
    expectTypeOf(xor().batches().nextBatch()).toEqualTypeOf<Batch<readonly [number, 2], readonly [number, 1]> | undefined>()
    const { train, validation } = xor().split({ train: 0.5, validation: 0.5 })
    expectTypeOf(train).toEqualTypeOf(xor())
    expectTypeOf(validation.shuffle(randomGenerator(1))).toEqualTypeOf(xor())
    expectTypeOf(xor().split(0.5)).toHaveProperty('test')
  })

  it('a dataset of known shape is a dataset; one of another shape or layout is refused', () => {
    expectTypeOf(xor()).toExtend<Dataset>()
    expectTypeOf(xor()).toExtend<Dataset<readonly [2], readonly [1], 'samplesFirst'>>()
    expectTypeOf(xor(3)).not.toExtend<Dataset<readonly [2], readonly [1], 'samplesFirst'>>()
    expectTypeOf(xor().featuresFirst()).toExtend<Dataset>()
    expectTypeOf(xor().featuresFirst()).not.toExtend<Dataset<readonly [2], readonly [1], 'samplesFirst'>>()
  })
})

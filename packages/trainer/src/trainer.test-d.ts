import { xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { binaryAccuracy, meanAbsoluteError } from '@gradus/metrics'
import { adam } from '@gradus/optimizers'
import { relu, type Tensor, tensor, zeros } from '@gradus/tensor'
import { expectTypeOf, it } from 'vitest'
import { type History, Trainer } from './index.ts'

const model = sequential([input([2]), dense(10, { activation: relu }), dense(1)])
const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam(), metrics: [binaryAccuracy(), meanAbsoluteError()] })

it('knows the metrics by name', () => {
  expectTypeOf(trainer.history).toEqualTypeOf<History<'binaryAccuracy' | 'meanAbsoluteError'>>()
  expectTypeOf(trainer.history.binaryAccuracy).toEqualTypeOf<number[]>()
  expectTypeOf(trainer.history.loss).toEqualTypeOf<number[]>()
  // @ts-expect-error: no such metric was given
  trainer.history.accuracy
})

it('takes data of the right shapes', () => {
  trainer.fit(xor(), { epochs: 2 })
  trainer.fit(zeros([4, 2]), zeros([4, 1]))
  trainer.fit(
    [
      [0, 1],
      [1, 0],
    ],
    [[1], [1]],
  )
  trainer.evaluate(xor())
  expectTypeOf(trainer.predict(zeros([4, 2]))).resolves.toEqualTypeOf<Tensor<readonly [number, 1]>>()
})

it('refuses other shapes', () => {
  // @ts-expect-error: three inputs, not two
  trainer.fit(xor(3))
  // @ts-expect-error: three inputs, not two
  trainer.fit(zeros([4, 3]), zeros([4, 1]))
  // @ts-expect-error: a rank too few
  trainer.fit(zeros([2]), zeros([4, 1]))
  // @ts-expect-error: two targets, not one
  trainer.fit(zeros([4, 2]), zeros([4, 2]))
  // @ts-expect-error: targets without their axis
  trainer.fit(zeros([4, 2]), zeros([4]))
  // @ts-expect-error: three inputs, not two
  trainer.predict(zeros([4, 3]))
})

it('takes class numbers where the loss does', () => {
  const classifier = sequential([input([2]), dense(3)])
  const sparse = new Trainer({ model: classifier, loss: sparseCategoricalCrossEntropy({ fromLogits: true }), optimizer: adam() })
  sparse.fit(zeros([4, 2]), tensor(new Int32Array(4)))
  // @ts-expect-error: one-hot rows, not class numbers
  sparse.fit(zeros([4, 2]), zeros([4, 3]))
})

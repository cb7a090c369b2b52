// Protects: the shapes that a chain of layers has at compile time, and what is a layer or a model.
import type { Shape } from '@gradus/kernel'
import { power, relu, type Tensor } from '@gradus/tensor'
import { softmax } from '../activations/index.ts'
import type { Layer } from '../layer.ts'
import { dense } from '../layers/dense.ts'
import { dropout } from '../layers/dropout.ts'
import { flatten } from '../layers/flatten.ts'
import { input } from '../layers/input.ts'
import { reshape } from '../layers/reshape.ts'
import type { Model } from '../model.ts'
import type { FromTo, SameShape } from '../shape-rule.ts'
import { type Sequential, sequential } from './sequential.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Expect<Cases extends readonly true[]> = Cases

declare const rows: Tensor<readonly [4, 2]>
declare const dynamic: Tensor
declare const layers: Layer[]
declare const units: number
declare const sizes: readonly number[]
declare const mine: Layer
declare const double: Layer<SameShape>
declare const encoder: Layer<FromTo<readonly [number, 4], readonly [number, 2]>>

const xor = sequential([input([2]), dense(10, { activation: relu }), dropout(0.5), dense(1)])
const image = sequential([input([28, 28, 1]), flatten(), dense(12), reshape([2, 3, -1]), softmax()])
const nested = sequential([input([4]), dense(2), xor, double, dense(3)])
const sequences = sequential([input([7, 3]), dense(5)])
const stranger = sequential([input([4]), encoder, mine])
const known = sequential([input([2]), ...layers, dense(3)])
const wide = sequential([input([2]), dense(units)])
const unknown = sequential([input(sizes), dense(3)])

export type Chains = Expect<
  [
    Equal<typeof xor, Sequential<readonly [number, 2], readonly [number, 1]>>,
    Equal<typeof image, Sequential<readonly [number, 28, 28, 1], readonly [number, 2, 3, 2]>>,
    Equal<typeof nested, Sequential<readonly [number, 4], readonly [number, 3]>>,
    Equal<typeof sequences, Sequential<readonly [number, 7, 3], readonly [number, 7, 5]>>,
    Equal<typeof stranger, Sequential<readonly [number, 4], Shape>>,
    Equal<typeof known, Sequential<readonly [number, 2], readonly [...number[], 3]>>,
    Equal<typeof wide, Sequential<readonly [number, 2], readonly [number, number]>>,
    Equal<typeof xor.inputShape, readonly [2]>,
    Equal<typeof image.outputShape, readonly [2, 3, 2]>,
    Equal<typeof stranger.outputShape, Shape>,
  ]
>

const predicted = xor.forward(rows)
const predictedDynamic = xor.forward(dynamic)
const predictedUnknown = unknown.forward(rows)

export type Predictions = Expect<
  [
    Equal<typeof predicted, Tensor<readonly [4, 1]>>,
    Equal<typeof predictedDynamic, Tensor<readonly [number, 1]>>,
    Equal<typeof predictedUnknown extends Tensor ? true : false, true>,
  ]
>

export const asModel: Model<readonly [number, 2], readonly [number, 1]> = xor
export const asAnyModel: Model = xor
export const asLayer: Layer = xor
export const asUnknown: Sequential = xor
export const denseAsLayer: Layer = dense(3)
export const plain: Layer = { kind: 'square', outputShapeFor: (inputShape) => inputShape, forward: (x) => power(x, 2) as Tensor }

/** In a function over any model, its own inputs fit. */
export function predict<In extends Shape, Out extends Shape>(model: Model<In, Out>, x: Tensor<In>): Tensor {
  return model.forward(x)
}
export function predictAny(model: Model, x: Tensor): Tensor {
  return model.forward(x, { training: false })
}
predict(xor, rows)
predictAny(xor, rows)

// @ts-expect-error: another model
export const otherModel: Model<readonly [number, 3], readonly [number, 1]> = xor
// @ts-expect-error: the first item is the input
sequential([dense(3), dense(1)])
// @ts-expect-error: an operation is no layer
sequential([input([2]), relu])
// @ts-expect-error: a factory is no layer
sequential([input([2]), flatten])
// @ts-expect-error: activations are functions
dense(3, { activation: 'relu' })
// @ts-expect-error: softmax makes a layer here; the activation is the operation
dense(3, { activation: softmax })
// @ts-expect-error: a misspelt option
dense(3, { usebias: false })

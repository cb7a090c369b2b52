// Protects: the shapes of gates, embeddings, normalizations and residual blocks at compile time, and the sentence for what does not fit.
import { relu } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { type Sequential, sequential } from '../sequential/sequential.ts'
import type { ApplyRule } from '../shape-rule.ts'
import { batchNormalization } from './batch-normalization.ts'
import { conv2d } from './conv2d.ts'
import { type DenseRule, dense } from './dense.ts'
import { type EmbeddingRule, embedding } from './embedding.ts'
import { flatten } from './flatten.ts'
import { gaussianNoise } from './gaussian-noise.ts'
import { type GluRule, glu } from './glu.ts'
import { input } from './input.ts'
import { layerNormalization } from './layer-normalization.ts'
import { prelu } from './prelu.ts'
import { type ResidualRule, residual } from './residual.ts'
import { rmsNormalization } from './rms-normalization.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Expect<Cases extends readonly true[]> = Cases

declare const anyLayers: Layer[]
declare const anyLayer: Layer

const words = sequential([input([20], { dtype: 'int32' }), embedding(1000, 16), layerNormalization(), flatten(), dense(2)])
const tower = sequential([
  input([8, 8, 3]),
  conv2d(4, 3, { padding: 'same' }),
  batchNormalization(),
  prelu({ sharedAxes: [1, 2] }),
  residual([conv2d(4, 3, { padding: 'same', activation: relu }), batchNormalization()]),
  residual([conv2d(8, 3, { padding: 'same', stride: 2 })], { shortcut: conv2d(8, 1, { stride: 2 }), name: 'down' }),
  gaussianNoise(0.1),
  rmsNormalization({ axis: [1, 2, 3] }),
])
const gated = sequential([input([6, 8]), glu(), glu({ axis: 1 })])
const someday = sequential([input([4]), residual(anyLayers), residual([dense(2)], { shortcut: anyLayer }), residual([anyLayer])])

export type Chains = Expect<
  [
    Equal<typeof words, Sequential<readonly [number, 20], readonly [number, 2]>>,
    Equal<(typeof tower)['outputShape'], readonly [4, 4, 8]>,
    Equal<(typeof gated)['outputShape'], readonly [3, 4]>,
    Equal<typeof someday, Sequential<readonly [number, 4]>>,
  ]
>

export type Sentences = Expect<
  [
    Equal<
      ApplyRule<ResidualRule<readonly [Layer<DenseRule<3>>], object>, readonly [number, 4]>,
      'residual: its layers give [number,3], the way around them [number,4]; keep the shape, or pass a shortcut that gives it'
    >,
    Equal<
      ApplyRule<ResidualRule<readonly [Layer<DenseRule<3>>], { shortcut: Layer<DenseRule<2>> }>, readonly [number, 4]>,
      'residual: its layers give [number,3], the way around them [number,2]; keep the shape, or pass a shortcut that gives it'
    >,
    Equal<
      ApplyRule<ResidualRule<readonly [Layer<GluRule<object>>, Layer<DenseRule<5>>], object>, readonly [number, 5]>,
      'glu: axis 1 of shape [number,5] does not divide into two halves'
    >,
    Equal<ApplyRule<GluRule<{ axis: 3 }>, readonly [number, 4]>, 'glu: axis 3 out of range [-2,1]'>,
    Equal<ApplyRule<EmbeddingRule<3>, readonly [number]>, { readonly fits: readonly [number, 3] }>,
  ]
>

export const refused = [
  // @ts-expect-error: the block changes the width.
  () => sequential([input([4]), residual([dense(3)]), dense(1)]),
  // @ts-expect-error: an odd axis.
  () => sequential([input([5]), glu()]),
  // @ts-expect-error: no such option.
  () => glu({ axes: 1 }),
  // @ts-expect-error: one axis, or several.
  () => layerNormalization({ axis: '1' }),
  // @ts-expect-error: it adds nothing.
  () => rmsNormalization({ center: true }),
  // @ts-expect-error: the shortcut is a layer.
  () => residual([dense(3)], { shortcut: relu }),
]

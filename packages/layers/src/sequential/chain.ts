import type { Shape } from '@gradus/kernel'
import type { Check, Fits, Result } from '@gradus/tensor'
import type { Layer, RuleOf } from '../layer.ts'
import type { Input } from '../layers/input.ts'
import type { ApplyRule } from '../shape-rule.ts'

/** What `sequential` takes: the input, then at least one layer. */
export type Chain = readonly [Input, ...Layer[]]

/** The chain with a sentence in the place of each layer that cannot take what comes before it; there the compiler prints it. */
export type CheckedChain<Items extends readonly unknown[]> = {
  readonly [I in keyof Items]: Check<Items[I], At<Shapes<Items>, I>>
}

/** The shape of a batch of the model's inputs. */
export type ChainInput<Items extends readonly unknown[]> = Items extends readonly [Input<infer S>, ...unknown[]]
  ? readonly [number, ...S]
  : Shape

/** The shape of a batch of the model's outputs; any shape after a mistake, or after layers of unknown number. */
export type ChainOutput<Items extends readonly unknown[]> = Shapes<Items> extends readonly [...unknown[], infer Last] ? Result<Last> : Shape

/** What comes out of each item: `Fits<shape>`, or the sentence of a rule. */
type Shapes<Items extends readonly unknown[]> = Items extends readonly [Input]
  ? readonly ['sequential: a model needs at least one layer after its input']
  : Items extends readonly [Input, ...infer Layers]
    ? After<Layers, Fits<ChainInput<Items>>, readonly [Fits<ChainInput<Items>>]>
    : readonly []

type After<Layers extends readonly unknown[], Before, Found extends readonly unknown[]> = Layers extends readonly [
  infer Next,
  ...infer Rest,
]
  ? After<Rest, Output<Next, Before>, readonly [...Found, Output<Next, Before>]>
  : Layers extends readonly []
    ? Found
    : Layers extends readonly [...unknown[], infer Last]
      ? readonly [...Found, ...unknown[], Output<Last, Fits<Shape>>]
      : readonly [...Found, ...unknown[], Fits<Shape>]

/** Any shape goes on after a mistake, so that one mistake gives one message. */
type Output<L, Before> = ApplyRule<RuleOf<L>, Result<Before>>

/** What is at a place; unknown beyond the places that are known. */
type At<Tuple extends readonly unknown[], I> = I extends keyof Tuple ? ([Tuple[I]] extends [never] ? unknown : Tuple[I]) : unknown

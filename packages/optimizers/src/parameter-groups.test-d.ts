import { expectTypeOf, it } from 'vitest'
import {
  adam,
  adamW,
  defineOptimizer,
  type Optimizer,
  type OptimizerDefinition,
  type OptimizerOptions,
  type ParameterGroup,
  type SgdOptions,
  sgd,
} from './index.ts'

it("groups take an optimizer's own options and those that every group may change", () => {
  expectTypeOf(
    adam({ groups: [{ parameters: /bias/, learningRate: 0.1, weightDecay: 0, beta1: 0.5, amsgrad: true }] }),
  ).toEqualTypeOf<Optimizer>()
  adamW({ groups: [{ parameters: (name) => name.endsWith('bias'), decoupledWeightDecay: false }] })
  expectTypeOf<ParameterGroup<SgdOptions>['momentum']>().toEqualTypeOf<number | undefined>()
  // @ts-expect-error: another optimizer's option
  sgd({ groups: [{ parameters: ['a'], beta1: 0.5 }] })
  // @ts-expect-error: clipping is the same for all
  sgd({ groups: [{ parameters: ['a'], clipNorm: 1 }] })
  // @ts-expect-error: no groups of groups
  sgd({ groups: [{ parameters: ['a'], groups: [] }] })
  // @ts-expect-error: of which parameters?
  sgd({ groups: [{ momentum: 0.5 }] })
})

it("a definition's options are its own", () => {
  interface Options extends OptimizerOptions<Options> {
    readonly scale?: number
  }
  type Definition = OptimizerDefinition<Options>
  expectTypeOf<Definition['options']>().toEqualTypeOf<readonly 'scale'[]>()
  expectTypeOf<Parameters<Definition['rule']>>().toEqualTypeOf<[Options]>()
  const own = (definition: Definition, options: Options): Optimizer => defineOptimizer(definition, options)
  expectTypeOf(own).returns.toEqualTypeOf<Optimizer>()
})

import { adam, type Optimizer, sgd } from '@gradus/optimizers'
import type { OptimizerName } from './names.ts'

/** The optimizer of this name, all its other numbers as the library has them. */
export function createOptimizer(name: OptimizerName, learningRate: number): Optimizer {
  return optimizers[name](learningRate)
}

const optimizers: Record<OptimizerName, (learningRate: number) => Optimizer> = {
  sgd: (learningRate) => sgd({ learningRate }),
  momentum: (learningRate) => sgd({ learningRate, momentum: 0.9 }),
  adam: (learningRate) => adam({ learningRate }),
}

import { adadelta, adagrad, adam, adamax, adamW, lion, nadam, type Optimizer, rmsprop, type Schedule, sgd } from '@gradus/optimizers'
import type { OptimizerName } from './names.ts'

/** The optimizer of this name, all its other numbers as the library has them. */
export function createOptimizer(name: OptimizerName, learningRate: number | Schedule): Optimizer {
  return optimizers[name](learningRate)
}

const optimizers: Record<OptimizerName, (learningRate: number | Schedule) => Optimizer> = {
  sgd: (learningRate) => sgd({ learningRate }),
  momentum: (learningRate) => sgd({ learningRate, momentum: 0.9 }),
  nesterov: (learningRate) => sgd({ learningRate, momentum: 0.9, nesterov: true }),
  adam: (learningRate) => adam({ learningRate }),
  adamW: (learningRate) => adamW({ learningRate }),
  adamax: (learningRate) => adamax({ learningRate }),
  nadam: (learningRate) => nadam({ learningRate }),
  rmsprop: (learningRate) => rmsprop({ learningRate }),
  adagrad: (learningRate) => adagrad({ learningRate }),
  adadelta: (learningRate) => adadelta({ learningRate }),
  lion: (learningRate) => lion({ learningRate }),
}

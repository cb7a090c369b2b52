import { type Expression, isFloat } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise } from '../elementwise.ts'
import type { OpNode } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { divide } from './divide.ts'
import { multiply } from './multiply.ts'
import { type ReduceArguments, reducedShape } from './reduce.ts'
import { reshape } from './reshape.ts'
import { sum } from './sum.ts'

/** Whether an element is the extreme one of its row: equal to it, or NaN, which wins every comparison. */
export function isExtreme(x: Expression, extreme: Expression): Expression {
  const equal = e.equal(x, extreme)
  return isFloat(x.dtype) ? e.or(equal, e.notEqual(x, x)) : equal
}

/** The gradient of a maximum or minimum: the upstream one, in equal shares to all elements that attain it. */
export function shareAmongTied(g: Tensor, { inputs: [x], output, options: { axes } }: OpNode<ReduceArguments>): Tensor {
  const kept = reducedShape(x!.shape, { axes, keepDims: true })
  const tied = oneWhereExtreme(x!, reshape(output, kept))
  const share = divide(tied, sum(tied, axes, { keepDims: true }))
  return multiply(share, reshape(g, kept))
}

const oneWhereExtreme = /* @__PURE__ */ defineElementwise({
  name: 'one where extreme',
  forward: (x, extreme) => e.cast(isExtreme(x, extreme), x.dtype),
  dtypes: numeric,
})

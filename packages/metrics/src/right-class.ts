import { argMax, equal, isNaN, logicalAnd, logicalNot, max, type Tensor } from '@gradus/tensor'

/** Whether each row's largest score, the first of equals, stands at the given class. A row with a NaN is never right. */
export function rightClass(scores: Tensor, classes: Tensor): Tensor {
  return logicalAnd(equal(argMax(scores, -1), classes), logicalNot(isNaN(max(scores, -1)))) as Tensor
}

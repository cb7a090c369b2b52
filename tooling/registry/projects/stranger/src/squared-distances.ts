import { add, defineOp, matmul, multiply, reshape, subtract, sum, type Tensor, transpose } from '@gradus/tensor'

/** An operation made of others, with a gradient of its own: the squared distance of each row of x to each row of c. */
export const squaredDistances = defineOp({
  name: 'squaredDistances',
  formula: '‖xᵢ − cⱼ‖²',
  forward: (x: Tensor, c: Tensor) => add(subtract(squares(x), multiply(2, matmul(x, transpose(c)))), transpose(squares(c))),
  gradient: (g, _, x, c) => [
    () => multiply(2, subtract(multiply(rowSums(g), x), matmul(g, c))),
    () => {
      const back = transpose(g)
      return multiply(2, subtract(multiply(rowSums(back), c), matmul(back, x)))
    },
  ],
})

const squares = (x: Tensor): Tensor => rowSums(multiply(x, x))

const rowSums = (x: Tensor): Tensor => reshape(sum(x, 1), [x.shape[0]!, 1])

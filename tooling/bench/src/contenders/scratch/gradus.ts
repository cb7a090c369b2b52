import { xor } from '@gradus/datasets'
import { numpyRandom } from '@gradus/kernel'
import { add, divide, log, matmul, mean, multiply, negate, sigmoid, subtract, type Tensor, tensor, transpose } from '@gradus/tensor'
import { timed } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkLosses, steps } from '../article-xor/problem.ts'

export function prepare(): Sample {
  return timed(() => checkLosses(withTensors(steps)))
}

/** The loop of `demo xor --scratch`: the article's network by hand, in tensors. Gives the loss before each update. */
function withTensors(iterations: number): number[] {
  const { inputs, targets, size } = xor().featuresFirst()
  const x = tensor(Float64Array.from(inputs.data), { shape: [2, 4] }) as Tensor
  const y = tensor(Float64Array.from(targets.data), { shape: [1, 4] }) as Tensor
  const random = numpyRandom(42)
  let w1 = tensor(random.rand(4), { shape: [2, 2] }) as Tensor
  let w2 = tensor(random.rand(2), { shape: [1, 2] }) as Tensor
  const losses: number[] = []
  for (let i = 0; i < iterations; i++) {
    const a1 = sigmoid(matmul(w1, x) as Tensor)
    const a2 = sigmoid(matmul(w2, a1) as Tensor)
    const loss = negate(mean(add(multiply(y, log(a2)) as Tensor, multiply(subtract(1, y), log(subtract(1, a2))) as Tensor)) as Tensor)
    losses.push(loss.item())

    const dz2 = subtract(a2, y) as Tensor
    const dw2 = divide(matmul(dz2, transpose(a1) as Tensor) as Tensor, size)
    const dz1 = multiply(multiply(matmul(transpose(w2) as Tensor, dz2) as Tensor, a1) as Tensor, subtract(1, a1) as Tensor) as Tensor
    const dw1 = divide(matmul(dz1, transpose(x) as Tensor) as Tensor, size)
    w2 = subtract(w2, multiply(dw2, 0.1)) as Tensor
    w1 = subtract(w1, multiply(dw1, 0.1)) as Tensor
  }
  return losses
}

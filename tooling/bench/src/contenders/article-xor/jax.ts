import { type Array as JaxArray, jit, nn, numpy as np, useWasm, valueAndGrad } from '../../peers/jax.ts'
import type { Sample } from '../../work.ts'
import { checkLosses, firstKernel, inputs, secondKernel, steps, targets } from './problem.ts'

type Weights = { w1: JaxArray; w2: JaxArray }

/** One compiled function for the whole step. */
export async function prepare(): Promise<Sample> {
  await useWasm()
  const array = (rows: number[][]): JaxArray => np.array(rows, { dtype: np.float64 })
  return () => {
    const step = jit((weights: Weights, x: JaxArray, y: JaxArray): [JaxArray, Weights] => {
      const [loss, slope] = valueAndGrad(lossOf)({ w1: weights.w1.ref, w2: weights.w2.ref }, x, y)
      return [loss, { w1: weights.w1.sub(slope.w1.mul(0.1)), w2: weights.w2.sub(slope.w2.mul(0.1)) }]
    })
    const x = array(inputs)
    const y = array(targets.map((target) => [target]))
    let weights: Weights = { w1: array(firstKernel), w2: array(secondKernel) }
    const losses: number[] = []
    const start = performance.now()
    for (let i = 0; i < steps; i++) {
      const [loss, updated] = step(weights, x.ref, y.ref)
      weights = updated
      losses.push(loss.item())
    }
    const taken = performance.now() - start
    checkLosses(losses)
    return taken
  }
}

function lossOf({ w1, w2 }: Weights, x: JaxArray, y: JaxArray): JaxArray {
  const p = nn.sigmoid(np.matmul(nn.sigmoid(np.matmul(x, w1)), w2))
  const missed = np.subtract(1, y.ref).mul(np.log(np.subtract(1, p.ref)))
  return np.mean(y.mul(np.log(p)).add(missed)).neg()
}

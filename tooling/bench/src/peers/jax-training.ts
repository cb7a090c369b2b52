import { randomGenerator } from '@gradus/kernel'
import { learningCheck, oneHot, randomSamples } from '../contenders/random-samples.ts'
import type { Sample } from '../work.ts'
import { type Array as JaxArray, jit, nn, numpy as np, valueAndGrad } from './jax.ts'

export type Weights = Record<string, JaxArray>

/** First values of a weight that ends with [inputs, outputs], behind the places of a window if it is one. */
export function glorot(...shape: number[]): JaxArray {
  const places = shape.slice(0, -2).reduce((a, b) => a * b, 1)
  const limit = Math.sqrt(6 / (places * (shape.at(-2)! + shape.at(-1)!)))
  const values = new Float32Array(shape.reduce((a, b) => a * b))
  randomGenerator(values.length).fillUniform(values, -limit, limit)
  return np.array(values).reshape(shape)
}

interface Problem {
  readonly batches: number
  readonly batchSize: number
  readonly inputShape: readonly number[]
}

/** Milliseconds per step of one compiled function. Its library of optimizers is not to be had from npm, so Adam is written here. */
export function adamSample(weights: Weights, logits: (weights: Weights, x: JaxArray) => JaxArray, problem: Problem): Sample {
  const { batches, batchSize, inputShape } = problem
  const sampleSize = inputShape.reduce((a, b) => a * b)
  const { inputs, classes } = randomSamples(batches * batchSize, sampleSize)
  const targets = oneHot(classes)
  const batch = (values: Float32Array, size: number, i: number) => np.array(values.slice(i * batchSize * size, (i + 1) * batchSize * size))
  const x = Array.from({ length: batches }, (_, i) => batch(inputs, sampleSize, i).reshape([batchSize, ...inputShape]))
  const y = Array.from({ length: batches }, (_, i) => batch(targets, 10, i).reshape([batchSize, 10]))

  const lossOf = (w: Weights, input: JaxArray, target: JaxArray): JaxArray =>
    np.sum(nn.logSoftmax(logits(w, input)).mul(target)).mul(-1 / batchSize)
  const step = jit((w: Weights, m: Weights, v: Weights, rate: JaxArray, input: JaxArray, target: JaxArray) => {
    const [loss, slopes] = valueAndGrad(lossOf)(refs(w), input, target)
    const [newW, newM, newV]: [Weights, Weights, Weights] = [{}, {}, {}]
    for (const [name, g] of Object.entries(slopes)) {
      newM[name] = m[name]!.mul(0.9).add(g.ref.mul(0.1))
      newV[name] = v[name]!.mul(0.999).add(np.square(g).mul(0.001))
      newW[name] = w[name]!.sub(newM[name].ref.mul(rate.ref).div(np.sqrt(newV[name].ref).add(1e-7)))
    }
    rate.dispose()
    return [loss, newW, newM, newV] as [JaxArray, Weights, Weights, Weights]
  })

  const zeros = (): Weights => Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, np.zeros(shape)]))
  let state: [Weights, Weights, Weights] = [weights, zeros(), zeros()]
  let count = 0
  const check = learningCheck()
  return () => {
    const losses: number[] = []
    const start = performance.now()
    for (let i = 0; i < batches; i++) {
      count++
      const rate = np.array([(0.001 * Math.sqrt(1 - 0.999 ** count)) / (1 - 0.9 ** count)])
      const [loss, ...updated] = step(...state, rate, x[i]!.ref, y[i]!.ref)
      state = updated
      losses.push(loss.item())
    }
    const taken = performance.now() - start
    check(losses)
    return taken / batches
  }
}

/** `grad` takes what it is given; the update needs it once more. */
function refs(weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, array]) => [name, array.ref]))
}

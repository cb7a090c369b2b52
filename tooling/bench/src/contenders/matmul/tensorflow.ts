import { tf, useBackend } from '../../peers/tensorflow.ts'
import { repeated } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkProduct, matrices } from './problem.ts'

export async function prepare(backend: string, size: string): Promise<Sample> {
  await useBackend(backend)
  const n = Number(size)
  const [a, b] = matrices(n).map((values) => tf.tensor2d(values, [n, n]))
  const run = (): Float32Array => {
    const product = tf.matMul(a!, b!)
    const values = product.dataSync<'float32'>()
    product.dispose()
    return values
  }
  checkProduct(run(), n)
  return repeated(run)
}

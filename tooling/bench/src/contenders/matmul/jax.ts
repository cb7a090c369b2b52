import { jit, numpy as np, useWasm } from '../../peers/jax.ts'
import { repeated } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkProduct, matrices } from './problem.ts'

export async function prepare(size: string): Promise<Sample> {
  await useWasm()
  const n = Number(size)
  const [a, b] = matrices(n).map((values) => np.array(values).reshape([n, n]))
  const product = jit(np.matmul)
  const run = () => product(a!.ref, b!.ref).dataSync() as Float32Array
  checkProduct(run(), n)
  return repeated(run)
}

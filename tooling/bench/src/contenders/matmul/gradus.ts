import { matmul, type Tensor, tensor } from '@gradus/tensor'
import { repeated } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkProduct, matrices } from './problem.ts'

/** The eager operation on the backend that there is, and its result read. */
export function prepare(size: string): Sample {
  const n = Number(size)
  const [a, b] = matrices(n).map((values) => tensor(values, { shape: [n, n] }) as Tensor)
  const run = () => matmul(a!, b!).toTypedArray() as Float32Array
  checkProduct(run(), n)
  return repeated(run)
}

import { repeated } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkProduct, matrices } from './problem.ts'

/** The loops that everybody writes first. */
export function prepare(size: string): Sample {
  const n = Number(size)
  const [a, b] = matrices(n)
  const product = new Float32Array(n * n)
  const run = () => multiply(a, b, product, n)
  run()
  checkProduct(product, n)
  return repeated(run)
}

function multiply(a: Float32Array, b: Float32Array, product: Float32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!
      product[i * n + j] = sum
    }
  }
}

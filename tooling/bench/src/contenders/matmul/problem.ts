import { randomGenerator } from '@gradus/kernel'

/** Two matrices of n × n numbers in [-1, 1). */
export function matrices(n: number): readonly [Float32Array, Float32Array] {
  const random = randomGenerator(n)
  const [a, b] = [new Float32Array(n * n), new Float32Array(n * n)]
  for (const values of [a, b]) random.fillUniform(values, -1, 1)
  return [a, b]
}

/** Compares one element with its sum in double precision. */
export function checkProduct(product: ArrayLike<number>, n: number): void {
  const [a, b] = matrices(n)
  const [i, j] = [n >> 1, n >> 2]
  let sum = 0
  for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!
  const got = product[i * n + j]!
  if (product.length !== n * n || !(Math.abs(got - sum) < 1e-3)) throw new Error(`element ${i}, ${j} is ${got}, expected ${sum}`)
}

import { cpu } from '@gradus/cpu'
import { randomGenerator } from '@gradus/kernel'
import { matmul, setBackend, type Tensor, tensor } from '@gradus/tensor'
import { repeated } from '../contender.ts'
import type { Work } from '../work.ts'

/** The eager matrix product on the reference backend, which generates no code, against the loop that everybody writes first. */
export function works(): readonly Work[] {
  return [128, 256, 512].map((n) => {
    const random = randomGenerator(n)
    const [p, q] = [new Float32Array(n * n), new Float32Array(n * n)]
    for (const values of [p, q]) random.fillUniform(values, -1, 1)
    setBackend(cpu)
    const [a, b] = [p, q].map((values) => tensor(values, { shape: [n, n] as const }) as Tensor)
    const product = new Float32Array(n * n)
    return {
      name: `eager matmul ${n} float32, reference backend`,
      unit: 'ms',
      contenders: [
        repeated('gradus', () => void matmul(a!, b!)),
        repeated('plain JavaScript, three loops', () => tripleLoop(p, q, product, n)),
      ],
    }
  })
}

function tripleLoop(a: Float32Array, b: Float32Array, product: Float32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!
      product[i * n + j] = sum
    }
  }
}

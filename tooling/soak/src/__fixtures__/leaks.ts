import type { Train } from '../trainings.ts'

// What must not happen, so that the check is seen to fail: each does nothing but leak.
const kept: unknown[] = []

export const trainings: Readonly<Record<string, () => Train>> = {
  'objects are kept': () => async (steps) => {
    for (let i = 0; i < steps; i++) kept.push({ i })
  },
  'typed arrays are kept': () => async (steps) => {
    for (let i = 0; i < steps; i += 100) kept.push(new Float32Array(1000))
  },
  'memory of WebAssembly grows': () => {
    const memory = new WebAssembly.Memory({ initial: 1 })
    return async () => {
      memory.grow(1)
    }
  },
  'a timer stays': () => async () => {
    setInterval(() => {}, 1e6)
  },
}

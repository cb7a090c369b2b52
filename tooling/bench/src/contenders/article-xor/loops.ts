import { repeated, timed } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { checkLosses, firstWeights, secondWeights, steps } from './problem.ts'

const samples = 4
const hidden = 2
const x0 = Float64Array.of(0, 0, 1, 1)
const x1 = Float64Array.of(0, 1, 0, 1)
const y = Float64Array.of(0, 1, 1, 0)

/** With `warm`, the engine has already compiled all of it when the first sample is taken. */
export function prepare(warmth?: string): Sample {
  const run = (): void => checkLosses(withLoops(steps))
  if (warmth !== 'warm') return timed(run)
  for (let i = 0; i < 20; i++) run()
  return repeated(run)
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z))
}

/** The network as somebody writes it by hand for speed: typed arrays, loops, nothing allocated on the way. */
function withLoops(iterations: number): number[] {
  const w1 = Float64Array.from(firstWeights.flat())
  const w2 = Float64Array.from(secondWeights.flat())
  const a1 = new Float64Array(hidden * samples)
  const dz2 = new Float64Array(samples)
  const losses: number[] = []
  for (let i = 0; i < iterations; i++) {
    let loss = 0
    for (let s = 0; s < samples; s++) {
      let z2 = 0
      for (let h = 0; h < hidden; h++) {
        const a = sigmoid(w1[2 * h]! * x0[s]! + w1[2 * h + 1]! * x1[s]!)
        a1[h * samples + s] = a
        z2 += w2[h]! * a
      }
      const a2 = sigmoid(z2)
      loss -= Math.log(y[s] === 1 ? a2 : 1 - a2)
      dz2[s] = a2 - y[s]!
    }
    losses.push(loss / samples)

    for (let h = 0; h < hidden; h++) {
      let dw2 = 0
      let p = 0
      let q = 0
      for (let s = 0; s < samples; s++) {
        const a = a1[h * samples + s]!
        dw2 += dz2[s]! * a
        const dz = w2[h]! * dz2[s]! * a * (1 - a)
        p += dz * x0[s]!
        q += dz * x1[s]!
      }
      w2[h]! -= (0.1 * dw2) / samples
      w1[2 * h]! -= (0.1 * p) / samples
      w1[2 * h + 1]! -= (0.1 * q) / samples
    }
  }
  return losses
}

import { numpyRandom } from '@gradus/kernel'

const x = [
  [0, 0, 1, 1],
  [0, 1, 0, 1],
]
const y = [0, 1, 1, 0]
const samples = 4
const hidden = 2

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))

/** The same network as somebody writes it by hand for speed: typed arrays, loops, nothing allocated on the way. */
export function withLoops(iterations: number): number[] {
  const random = numpyRandom(42)
  const w1 = random.rand(4)
  const w2 = random.rand(2)
  const [a1, dz1] = [new Float64Array(hidden * samples), new Float64Array(hidden * samples)]
  const [a2, dz2] = [new Float64Array(samples), new Float64Array(samples)]
  const losses: number[] = []
  for (let i = 0; i < iterations; i++) {
    let loss = 0
    for (let s = 0; s < samples; s++) {
      let z2 = 0
      for (let h = 0; h < hidden; h++) {
        const a = sigmoid(w1[2 * h]! * x[0]![s]! + w1[2 * h + 1]! * x[1]![s]!)
        a1[h * samples + s] = a
        z2 += w2[h]! * a
      }
      a2[s] = sigmoid(z2)
      loss += y[s]! * Math.log(a2[s]!) + (1 - y[s]!) * Math.log(1 - a2[s]!)
      dz2[s] = a2[s]! - y[s]!
    }
    losses.push(-loss / samples)

    for (let h = 0; h < hidden; h++) {
      let dw2 = 0
      let [p, q] = [0, 0]
      for (let s = 0; s < samples; s++) {
        const a = a1[h * samples + s]!
        dw2 += dz2[s]! * a
        const dz = w2[h]! * dz2[s]! * a * (1 - a)
        dz1[h * samples + s] = dz
        p += dz * x[0]![s]!
        q += dz * x[1]![s]!
      }
      w2[h]! -= (0.1 * dw2) / samples
      w1[2 * h]! -= (0.1 * p) / samples
      w1[2 * h + 1]! -= (0.1 * q) / samples
    }
  }
  return losses
}

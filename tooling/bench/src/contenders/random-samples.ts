import { randomGenerator } from '@gradus/kernel'

/** Numbers in [-1, 1) and classes below 10, row by row: what is in them does not matter for the time, only that it can be learnt by heart. */
export function randomSamples(count: number, sampleSize: number): { inputs: Float32Array; classes: Int32Array } {
  const random = randomGenerator(0)
  const inputs = new Float32Array(count * sampleSize)
  random.fillUniform(inputs, -1, 1)
  return { inputs, classes: Int32Array.from({ length: count }, () => Math.floor(random.next() * 10)) }
}

/** One row for each class number, with a 1 where it counts. */
export function oneHot(classes: Int32Array): Float32Array {
  const rows = new Float32Array(classes.length * 10)
  classes.forEach((index, row) => {
    rows[10 * row + index] = 1
  })
  return rows
}

/**
 * Is told the losses that a sample ends with, of as many steps each time. From the second sample on they must be below those of the first:
 * those who do not learn do less work.
 */
export function learningCheck(): (losses: readonly number[]) => void {
  let first: number | undefined
  return (losses) => {
    const mean = losses.reduce((a, b) => a + b) / losses.length
    if (first === undefined ? !Number.isFinite(mean) : !(mean < first)) throw new Error(`the loss went from ${first} to ${mean}`)
    first ??= mean
  }
}

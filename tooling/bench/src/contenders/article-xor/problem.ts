/** The article's exclusive or: two inputs, one row for each case. */
export const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]
export const targets = [0, 1, 1, 0]

/** `np.random.seed(42)` and two times `np.random.rand`, as [outputs, inputs]: what the article's network begins with. */
export const firstWeights = [
  [0.3745401188473625, 0.9507143064099162],
  [0.7319939418114051, 0.5986584841970366],
]
export const secondWeights = [[0.15601864044243652, 0.15599452033620265]]

export const steps = 10_000

/** The same as kernels, [inputs, outputs]. */
export const firstKernel = transposed(firstWeights)
export const secondKernel = transposed(secondWeights)

function transposed(rows: readonly number[][]): number[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]!))
}

/** All who do the same maths from the same weights end with the article's loss, or they did not do the same work. */
export function checkLosses(losses: ArrayLike<number>, tolerance = 1e-5): void {
  const last = losses[steps - 1]!
  if (losses.length !== steps || !(Math.abs(last - 0.336343) < tolerance)) {
    throw new Error(`${losses.length} losses, the last ${last}; expected ${steps}, the last 0.336343`)
  }
}

/** Others, who begin elsewhere or learn otherwise, must at least learn. */
export function checkLearning(losses: ArrayLike<number>, factor = 1.2): void {
  const last = losses[steps - 1]!
  if (losses.length !== steps || !(last < losses[0]! / factor)) throw new Error(`${losses.length} losses, from ${losses[0]} to ${last}`)
}

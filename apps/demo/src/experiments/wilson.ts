/** The quantile of the normal distribution that leaves 2.5 % beyond it. */
const z = 1.959963984540054

/**
 * The 95 % interval of a share of which `successes` of `trials` were seen, after Wilson: unlike the usual one it stays within 0 and 1, and has a
 * width also where all trials or none succeeded.
 *
 * Source: Wilson 1927, Probable inference, the law of succession, and statistical inference.
 */
export function wilsonInterval(successes: number, trials: number): readonly [low: number, high: number] {
  const share = successes / trials
  const weight = 1 + (z * z) / trials
  const middle = (share + (z * z) / (2 * trials)) / weight
  const half = (z / weight) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  // At the ends rounding leaves a rest of 1e-18.
  return [successes === 0 ? 0 : middle - half, successes === trials ? 1 : middle + half]
}

/**
 * How often a property is tried: `usual` times, which is quick enough for every commit, or as often as GRADUS_RUNS says where that is more.
 *
 * @example
 * fc.assert(property, runs(300)) // GRADUS_RUNS=10000 pnpm test packages/tensor tries it 10,000 times
 */
export function runs(usual = 100): { readonly numRuns: number } {
  return { numRuns: Math.max(usual, Number(process.env.GRADUS_RUNS ?? 0)) }
}

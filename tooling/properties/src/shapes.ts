import fc from 'fast-check'

const size = fc.oneof(
  { weight: 2, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 2, max: 8 }) },
)

/** Shapes of rank 0 … 6, each axis of up to 8, often 1 and sometimes 0, with no more than so many elements. */
export function shapes(options: { readonly maxRank?: number; readonly most?: number } = {}): fc.Arbitrary<number[]> {
  const { maxRank = 6, most = 200 } = options
  return fc.array(size, { maxLength: maxRank }).map((sizes) => {
    let count = 1
    return sizes.map((each) => {
      const kept = count * each > most ? 1 : each
      count *= Math.max(1, kept)
      return kept
    })
  })
}

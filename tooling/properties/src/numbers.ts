import fc from 'fast-check'

/** Of these all sums and products of a few are exact, in every dtype. */
export const smallInteger = fc.integer({ min: -9, max: 9 })

/** Where formulas go wrong: no numbers, signed zeros, subnormal ones and the ends of float32. */
const special = fc.constantFrom(NaN, 0, -0, Infinity, -Infinity, 1e-45, -1e-40, 1e-38, 1e38, -1e38, 3.4e38)

/** Numbers as they come, and every so often special ones. */
export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: smallInteger },
  { weight: 2, arbitrary: fc.double({ min: -8, max: 8, noNaN: true }) },
  { weight: 1, arbitrary: special },
)

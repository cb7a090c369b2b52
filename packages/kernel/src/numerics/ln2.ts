/** The first 33 bits of ln 2, so that its product with any exponent is exact. */
export const ln2High = 0.6931471804855391

/** The rest of ln 2. */
export const ln2Low = 7.440617110012397e-11

// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: Math's own may differ between engines; these are the nearest float64.

/** π: the ratio of a circle's circumference to its diameter. */
export const PI = 3.141592653589793

/** Euler's number e. */
export const E = 2.718281828459045

/** log 2. */
export const LN2 = 0.6931471805599453

/** log 10. */
export const LN10 = 2.302585092994046

/** 1 / log 2. */
export const LOG2E = 1.4426950408889634

/** √2. */
export const SQRT2 = 1.4142135623730951

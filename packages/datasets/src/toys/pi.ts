/** The ratio of a circle's circumference to its diameter. */
// biome-ignore lint/suspicious/noApproximativeNumericConstant: of Math only what gives the same bits everywhere is used
export const pi = 3.141592653589793

/** From 2⁵² on a float64 has no fraction: what is added to it is rounded to an integer, the even one of two that are as near. */
const noFraction = 4503599627370496

/** x rounded to the nearest integer, to the even one of two that are as near; −0 and what rounds to it stay −0. */
export function roundToEven(x: number): number {
  if (x > 0) return x < noFraction ? x + noFraction - noFraction : x
  return x < 0 && x > -noFraction ? -(noFraction - x - noFraction) : x
}

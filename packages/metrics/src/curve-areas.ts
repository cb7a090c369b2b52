/**
 * The area under the ROC curve, from the ascending scores of each class: the share of pairs in which the positive has the higher score, where
 * equal ones count half (the trapezoids of the curve). Exact up to 2⁵³ pairs. NaN where a class is missing.
 */
export function rocArea(positives: Float64Array, negatives: Float64Array): number {
  let [below, upTo, halves] = [0, 0, 0]
  for (const score of positives) {
    while (below < negatives.length && negatives[below]! < score) below++
    while (upTo < negatives.length && negatives[upTo]! <= score) upTo++
    halves += below + upTo
  }
  return halves / 2 / (positives.length * negatives.length)
}

/**
 * The average precision, from the ascending scores of each class: the sum over thresholds, from high to low, of what each adds to the recall,
 * times the precision there. Nothing is interpolated. 0 where there are no positives.
 */
export function averagePrecision(positives: Float64Array, negatives: Float64Array): number {
  let [left, negativesLeft, area] = [positives.length, negatives.length, 0]
  while (left > 0) {
    const threshold = positives[left - 1]!
    const before = left
    while (left > 0 && positives[left - 1] === threshold) left--
    while (negativesLeft > 0 && negatives[negativesLeft - 1]! >= threshold) negativesLeft--
    const right = positives.length - left
    area += ((before - left) * right) / (right + negatives.length - negativesLeft)
  }
  return positives.length === 0 ? 0 : area / positives.length
}

import type { Expression, RangeCheck } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'

/** That targets, which are input 1, name a side. */
export const sideCheck: RangeCheck = {
  input: 1,
  min: -1,
  max: 1,
  integer: true,
  label: 'target',
  hint: 'targets are −1 and 1, or 0 and 1',
}

/** How far a prediction is from being right by a margin of 1: 1 − y·p, where a target of 0 means −1. */
export function missingMargin(p: Expression, y: Expression): Expression {
  return e.subtract(1, e.multiply(sideOf(y), p))
}

/** The target as −1 or 1. */
export function sideOf(y: Expression): Expression {
  return e.select(e.equal(y, 0), -1, y)
}

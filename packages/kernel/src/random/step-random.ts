import { checkChoice, checkInteger, checkParts } from '../check.ts'
import { add, cast, checkExpression, constant, type Expression, index, multiply, shiftRightLogical } from '../expression.ts'
import { checkShape, elementCount, rowMajorStrides, type Shape } from '../shape.ts'
import { threefry2x32 } from './threefry.ts'

/**
 * Which random number of a training run is meant: Threefry's key is (seed, step), its counter (draw, position).
 *
 * Every element of every draw of every step has a block of its own, computed from these four alone: compiled, eager, resumed and
 * parallel runs agree, and nothing has to be carried along. Generators of the same seed use other keys (`randomGenerator`).
 */
export interface RandomPlace {
  /** Of the run: an int32 with the bits of the seed, so `Int32Array.of(seed)[0]` for one of 2³¹ and above. */
  readonly seed: Expression
  /** Training steps done so far, an int32 >= 0. */
  readonly step: Expression
  /** How many draws came before this one in the step: the first dropout has 0, the second 1. */
  readonly draw: number
  /** The element, in row-major order: {@link rowMajorPosition}. */
  readonly position: Expression
}

/** The two random words, each an int32 with 32 random bits, that belong to a place. */
export function randomWords(place: RandomPlace): [Expression, Expression] {
  checkParts('randomWords', place, ['seed', 'step', 'draw', 'position'])
  for (const part of ['seed', 'step', 'position'] as const) checkExpression('randomWords', part, place[part])
  checkInteger('randomWords', 'draw', place.draw, { min: 0, max: 2147483647 })
  return threefry2x32(place.seed, place.step, constant(place.draw, 'int32'), place.position)
}

/**
 * A uniform number in [0, 1) that belongs to a place: k/2²⁴ as float32, k/2⁵³ as float64, exact, so never rounded up to 1.
 *
 * @example
 * const { constant, less } = expression
 * const seed = constant(42, 'int32')
 * const place = { seed, step: constant(0, 'int32'), draw: 0, position: rowMajorPosition([4, 2]) }
 * less(randomUniform(place, 'float32'), 0.8).dtype // 'bool', true for four of five elements
 */
export function randomUniform(place: RandomPlace, dtype: 'float32' | 'float64'): Expression {
  checkChoice('randomUniform', 'dtype', dtype, ['float32', 'float64'])
  const [first, second] = randomWords(place)
  return dtype === 'float32' ? uniformFloat32(first) : uniformFloat64(first, second)
}

/** The upper 24 bits of an int32 as a float32 in [0, 1). */
export function uniformFloat32(word: Expression): Expression {
  return multiply(cast(shiftRightLogical(word, 8), 'float32'), 1 / 16777216)
}

/** The upper 27 and 26 bits of two int32 as a float64 in [0, 1): what `RandomGenerator.next` makes of two words. */
export function uniformFloat64(first: Expression, second: Expression): Expression {
  const high = cast(shiftRightLogical(first, 5), 'float64')
  const low = cast(shiftRightLogical(second, 6), 'float64')
  return multiply(add(multiply(high, 67108864), low), 1 / 9007199254740992)
}

/** The row-major position of the element that a kernel over this index space computes. */
export function rowMajorPosition(shape: Shape): Expression {
  checkShape('rowMajorPosition', shape)
  if (elementCount(shape) === 0) return constant(0, 'int32')
  const strides = rowMajorStrides(shape)
  let position: Expression = constant(0, 'int32')
  for (let axis = 0; axis < shape.length; axis++) {
    const offset = strides[axis] === 1 ? index(axis) : multiply(index(axis), strides[axis]!)
    position = axis === 0 ? offset : add(position, offset)
  }
  return position
}

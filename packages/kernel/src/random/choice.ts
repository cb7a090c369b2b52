import { describe } from '../check.ts'
import { GradusError } from '../error.ts'

/**
 * The outcome at quantile `u` of a discrete distribution: the first whose cumulative probability exceeds u.
 *
 * The running sum is divided by the whole one, so probabilities that sum to 1 only up to rounding leave no gap at the end.
 */
export function outcomeAt(u: number, probabilities: ArrayLike<number>): number {
  const total = sum(probabilities)
  let cumulative = 0
  for (let outcome = 0; outcome < probabilities.length - 1; outcome++) {
    cumulative += probabilities[outcome]!
    if (cumulative / total > u) return outcome
  }
  return probabilities.length - 1
}

/** Throws unless there are `n` probabilities, none negative, whose sum is 1 up to half the digits of their type (as in NumPy). */
export function checkProbabilities(probabilities: unknown, n: number): asserts probabilities is ArrayLike<number> {
  if (!isArrayOfNumbers(probabilities)) {
    throw new GradusError('type', `choice: probabilities must be an array of numbers, got ${describe(probabilities)}`)
  }
  if (probabilities.length !== n)
    throw new GradusError('shape', `choice: ${n} outcomes need ${n} probabilities, got ${probabilities.length}`)
  for (let outcome = 0; outcome < n; outcome++) {
    const probability = probabilities[outcome]!
    if (!(probability >= 0 && probability < Number.POSITIVE_INFINITY)) {
      throw new GradusError('range', `choice: probabilities[${outcome}] must be a finite number >= 0, got ${probability}`)
    }
  }
  const total = sum(probabilities)
  const tolerance = Math.sqrt(probabilities instanceof Float32Array ? 1.1920928955078125e-7 : Number.EPSILON)
  if (Math.abs(total - 1) > tolerance) throw new GradusError('range', `choice: probabilities must sum to 1, got ${total}`)
}

function isArrayOfNumbers(value: unknown): value is ArrayLike<number> {
  if (value instanceof Float32Array || value instanceof Float64Array) return true
  return Array.isArray(value) && value.every((item) => typeof item === 'number')
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let index = 0; index < values.length; index++) total += values[index]!
  return total
}

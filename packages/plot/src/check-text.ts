import { describe, GradusError } from '@gradus/kernel'

/** Throws 'type' unless `value` is a string. */
export function checkText(operation: string, argument: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new GradusError('type', `${operation}: ${argument} must be a string, got ${describe(value)}`)
}

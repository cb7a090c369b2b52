import { checkAttached, describe, GradusError } from '@gradus/kernel'

/** Throws 'type' unless `value` is a Uint8Array (a Buffer of Node is one) whose memory is still there. */
export function checkBytes(operation: string, value: unknown): asserts value is Uint8Array {
  if (!(value instanceof Uint8Array))
    throw new GradusError('type', `${operation}: bytes must be a Uint8Array, got ${describe(value)}${hintFor(value)}`)
  if (value.length === 0) checkAttached(operation, value.buffer)
}

function hintFor(value: unknown): string {
  return value instanceof ArrayBuffer ? '; new Uint8Array(buffer) is one' : ''
}

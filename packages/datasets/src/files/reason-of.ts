import { describe } from '@gradus/kernel'

/** Why the network failed: hosts put it into the cause. */
export function reasonOf(error: unknown): string {
  const { message, cause } = (error ?? {}) as { message?: unknown; cause?: { message?: unknown; code?: unknown } }
  const inner = cause?.message || cause?.code
  return describe(inner ? `${String(message)}: ${String(inner)}` : typeof message === 'string' ? message : error)
}

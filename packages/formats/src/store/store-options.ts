import { checkBoolean, checkOptions, describe, GradusError } from '@gradus/kernel'
import { checkText } from '../refuse.ts'
import { verifySafetensors } from '../safetensors/verify-safetensors.ts'

/** Options of every store that keeps two versions. */
export interface StoreOptions {
  /** Throws when bytes are damaged. Unless given they have to be a whole safetensors file, with the right checksum if it has one. */
  readonly check?: (bytes: Uint8Array, name: string) => void
  /** The `identity` with which the files are written; without `check` only. */
  readonly identity?: string
  /** Whether `read` gives the previous version when the newest is damaged or missing. False unless stated: then it throws and says so. */
  readonly fallBack?: boolean
  /** Called with the reason when it does. */
  readonly onFallBack?: (reason: GradusError) => void
}

/** What options come to: how bytes are verified, and who is told when the previous version is given. */
export interface StorePolicy {
  readonly check: (bytes: Uint8Array, name: string) => void
  readonly fallBack: ((reason: GradusError) => void) | undefined
}

/** Throws 'type' for wrong options; `others` are those that only this store has. */
export function storePolicy(operation: string, options: StoreOptions, others: readonly string[]): StorePolicy {
  checkOptions(operation, options, ['check', 'identity', 'fallBack', 'onFallBack', ...others])
  const { check, identity, fallBack = false, onFallBack } = options
  checkOptionalFunction(operation, 'check', check)
  checkOptionalFunction(operation, 'onFallBack', onFallBack)
  checkText(operation, 'identity', identity)
  checkBoolean(operation, 'fallBack', fallBack)
  if (check !== undefined && identity !== undefined)
    throw new GradusError('type', `${operation}: a check of your own has to look at the identity itself; leave one of the two out`)
  return {
    check: check ?? ((bytes, name) => verifySafetensors(bytes, { name, ...(identity !== undefined && { identity }) })),
    fallBack: fallBack ? (onFallBack ?? (() => undefined)) : undefined,
  }
}

/** Throws 'type' unless a value, where one is given, is a function. */
export function checkOptionalFunction(operation: string, name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function')
    throw new GradusError('type', `${operation}: ${name} must be a function, got ${describe(value)}`)
}

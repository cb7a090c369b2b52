import { type Backend, describe, GradusError } from '@gradus/kernel'
import { wasm } from '@gradus/wasm'
import { recording } from './record/recorder.ts'

// The one line that names the default backend.
let current: Backend = wasm

/** The backend on which new tensors are made. */
export function backend(): Backend {
  return current
}

/**
 * Chooses the backend on which new tensors are made; those that exist stay where they are.
 *
 * Throws: GradusError 'type' when the object cannot run kernels, 'state' while a step is recorded.
 */
export function setBackend(next: Backend): void {
  const parts = ['allocate', 'write', 'read', 'run'] as const
  const candidate = next as Partial<Backend> | null | undefined
  const missing = parts.filter((part) => typeof candidate?.[part] !== 'function')
  if (missing.length > 0) {
    throw new GradusError('type', `setBackend: expected a backend, got ${describe(next)} without ${missing.join(', ')}`)
  }
  for (const part of ['compile', 'readNumber'] as const) {
    if (next[part] !== undefined && typeof next[part] !== 'function')
      throw new GradusError('type', `setBackend: ${part} must be a function, got ${describe(next[part])}`)
  }
  if (typeof next.name !== 'string') throw new GradusError('type', `setBackend: name must be a text, got ${describe(next.name)}`)
  if (recording.current !== undefined) throw new GradusError('state', 'setBackend: a step is being recorded; choose the backend before')
  current = next
}

/** @internal Puts a backend in place that is known to be one. */
export function useBackend(next: Backend): void {
  current = next
}

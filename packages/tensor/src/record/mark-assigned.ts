import { describe, GradusError } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { tick } from '../history.ts'
import type { Tensor } from '../tensor.ts'

/**
 * Notes that runs of a program gave tensors their next values: what was computed from them before keeps its values, but can no longer be
 * differentiated. A run itself does not, since that would take longer than a small step does.
 *
 * @example
 * const w = tensor([3], { requiresGradient: true })
 * const loss = sum(square(w))
 * const step = compile(
 *   record(
 *     () => {
 *       w.assign(multiply(w, 2))
 *       return []
 *     },
 *     { states: [w] },
 *   ),
 * )
 * step.run() // true
 * markAssigned([w])
 * loss.backward() // GradusError 'state': backward: a tensor of shape [1] that square saved was assigned to after its use; run the forward pass again
 */
export function markAssigned(states: readonly Tensor[]): void {
  if (!Array.isArray(states)) throw new GradusError('type', `markAssigned: states must be an array, got ${describe(states)}`)
  states.forEach((state, i) => {
    checkTensor('markAssigned', `states[${i}]`, state)
  })
  const now = tick()
  for (const state of states) state.assignedAt = now
}

import { GradusError } from '@gradus/kernel'
import { all, isFinite, type Tensor } from '@gradus/tensor'

/** Whether all gradients are finite; if not, throws 'range' naming the first parameter, or gives false when such steps are to be skipped. */
export function requireFinite(
  operation: string,
  parameters: readonly (readonly [string, Tensor])[],
  gradients: readonly Tensor[],
  nonFinite: 'throw' | 'skip',
): boolean {
  const bad = gradients.findIndex((gradient) => all(isFinite(gradient)).item() === 0)
  if (bad < 0) return true
  if (nonFinite === 'skip') return false
  throw new GradusError('range', `${operation}: the gradient of ${parameters[bad]![0]} has a NaN or an infinity; nothing was changed`)
}

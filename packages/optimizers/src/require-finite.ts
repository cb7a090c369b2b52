import { GradusError } from '@gradus/kernel'
import { defineElementwise, type Tensor } from '@gradus/tensor'

/**
 * Whether all gradients are finite; if not, throws 'range' naming the parameter, or gives false when such steps are to be skipped.
 * The check is part of a kernel, so that a compiled step makes it too.
 */
export function requireFinite(
  operation: string,
  parameters: readonly (readonly [string, Tensor])[],
  gradients: readonly Tensor[],
  nonFinite: 'throw' | 'skip',
): boolean {
  for (let i = 0; i < gradients.length; i++) {
    try {
      finite(gradients[i]!)
    } catch (error) {
      if (!(error instanceof GradusError) || error.code !== 'range') throw error
      if (nonFinite === 'skip') return false
      throw new GradusError(
        'range',
        `${operation}: the gradient of ${parameters[i]![0]} is not finite (${error.message}); nothing was changed`,
        {
          cause: error,
        },
      )
    }
  }
  return true
}

const finite = /* @__PURE__ */ defineElementwise({
  name: 'requireFinite',
  forward: (g) => g!,
  checks: [{ input: 0, min: -Number.MAX_VALUE, max: Number.MAX_VALUE, label: 'gradient' }],
})

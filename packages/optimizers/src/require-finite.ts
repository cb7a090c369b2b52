import { GradusError, shapeText } from '@gradus/kernel'
import { requireRange, type Tensor } from '@gradus/tensor'

/**
 * The gradients, checked to be finite; undefined when one is not and such steps are to be skipped, else that throws 'range' naming the
 * parameter. The check is part of a kernel, so that a compiled step makes it too.
 */
export function requireFinite(
  operation: string,
  parameters: readonly (readonly [name: string, parameter: Tensor])[],
  gradients: readonly Tensor[],
  nonFinite: 'throw' | 'skip',
): readonly Tensor[] | undefined {
  const checked: Tensor[] = []
  for (let i = 0; i < gradients.length; i++) {
    try {
      checked.push(requireRange('requireFinite', gradients[i]!, finite))
    } catch (error) {
      if (!(error instanceof GradusError) || error.code !== 'range') throw error
      if (nonFinite === 'skip') return undefined
      throw new GradusError(
        'range',
        `${operation}: the gradient of ${parameters[i]![0]} is not finite; nothing was changed (${firstBad(gradients[i]!)})`,
        {
          cause: error,
        },
      )
    }
  }
  return checked
}

function firstBad(gradient: Tensor): string {
  const data = gradient.toTypedArray()
  const at = data.findIndex((element) => !Number.isFinite(element))
  return `element ${at} of shape ${shapeText(gradient.shape)} is ${data[at]}`
}

const finite = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE, label: 'gradient' }

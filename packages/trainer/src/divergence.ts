import { GradusError } from '@gradus/kernel'
import { type Tensor, walk } from '@gradus/tensor'

/** Where and when a loss stopped being a number. */
export interface Divergence {
  readonly loss: number
  readonly epoch: number
  readonly batch: number
  readonly learningRate: number
  readonly lastFiniteLoss: number | undefined
}

/** The error of a training that diverged; the step is run again, watched, to name the first layer and operation whose result was not finite. */
export function divergenceError({ loss, epoch, batch, learningRate, lastFiniteLoss }: Divergence, replay: () => Tensor): GradusError {
  const last =
    lastFiniteLoss === undefined ? 'it never was finite' : `last finite loss ${lastFiniteLoss}; the weights that gave it were restored`
  return new GradusError(
    'range',
    `fit: the loss became ${loss} at epoch ${epoch}, batch ${batch}${firstBadOperation(replay)}, learning rate ${learningRate}; ${last}. Try a smaller learning rate, or clipNorm`,
  )
}

/**
 * The error of a step whose loss was finite and whose gradients were not, as the optimizer found; undefined when they are. The backward pass
 * is run again, watched, to name the operation from which they came.
 */
export function gradientError(
  cause: GradusError,
  { epoch, batch }: Pick<Divergence, 'epoch' | 'batch'>,
  backward: () => unknown,
): GradusError | undefined {
  try {
    backward()
  } catch (error) {
    const origin = error instanceof GradusError ? error.message.replace(/^gradients: /, '') : String(error)
    return new GradusError(cause.code, `fit: epoch ${epoch}, batch ${batch}: ${cause.message}; ${origin}`, { cause })
  }
  return undefined
}

function firstBadOperation(replay: () => Tensor): string {
  const bad = walk(replay).nodes.find(({ value }) => !value.toTypedArray().every((element) => Number.isFinite(element)))
  if (bad === undefined) return ''
  return `, first in ${bad.scope === '' ? 'the loss' : bad.scope} (${bad.op})`
}

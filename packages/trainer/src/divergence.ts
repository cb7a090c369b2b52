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

function firstBadOperation(replay: () => Tensor): string {
  const bad = walk(replay).nodes.find(({ value }) => !value.toTypedArray().every((element) => Number.isFinite(element)))
  if (bad === undefined) return ''
  return `, first in ${bad.scope === '' ? 'the loss' : bad.scope} (${bad.op})`
}

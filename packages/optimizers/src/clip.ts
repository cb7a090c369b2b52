import { checkNumber } from '@gradus/kernel'
import { add, clip as clipElements, divide, maximum, multiply, norm, sqrt, square, sum, type Tensor } from '@gradus/tensor'

/** How gradients are kept from growing too large, in this order when several are given. */
export interface Clipping {
  /** Every element of every gradient is cut to [−clipValue, clipValue]. */
  readonly clipValue?: number
  /** A gradient whose L2 norm is larger is scaled to this norm, each parameter by itself. */
  readonly clipNorm?: number
  /** All gradients together are scaled when the L2 norm of all their elements is larger; summed in the order of the parameters. */
  readonly globalClipNorm?: number
}

/** Throws 'range' unless each given limit is a finite number above 0. */
export function checkClipping(operation: string, { clipValue, clipNorm, globalClipNorm }: Clipping): void {
  if (clipValue !== undefined) checkNumber(operation, 'clipValue', clipValue, { above: 0 })
  if (clipNorm !== undefined) checkNumber(operation, 'clipNorm', clipNorm, { above: 0 })
  if (globalClipNorm !== undefined) checkNumber(operation, 'globalClipNorm', globalClipNorm, { above: 0 })
}

/** The gradients after clipping; those within the limits keep their bits. */
export function clip(gradients: readonly Tensor[], { clipValue, clipNorm, globalClipNorm }: Clipping): readonly Tensor[] {
  let clipped = gradients
  if (clipValue !== undefined) clipped = clipped.map((g) => clipElements(g, -clipValue, clipValue))
  if (clipNorm !== undefined) clipped = clipped.map((g) => scaleTo(g, norm(g), clipNorm))
  if (globalClipNorm !== undefined) {
    const total = sqrt(clipped.map((g) => sum(square(g)) as Tensor).reduce((a, b) => add(a, b)))
    clipped = clipped.map((g) => scaleTo(g, total, globalClipNorm))
  }
  return clipped
}

/** g · limit / max(norm, limit): within the limit the factor is exactly 1, and a zero gradient stays zero. */
function scaleTo(g: Tensor, length: Tensor, limit: number): Tensor {
  return multiply(g, divide(limit, maximum(length, limit)))
}

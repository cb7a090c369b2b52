import { checkNumber } from '@gradus/kernel'
import { add, cast, clip as clipElements, divide, maximum, multiply, sqrt, square, sum, type Tensor } from '@gradus/tensor'

/** How gradients are kept from growing too large, in this order when several are given. */
export interface Clipping {
  /** Every element of every gradient is cut to [−clipValue, clipValue]. */
  readonly clipValue?: number
  /** A gradient whose L2 norm is larger is scaled to this norm, each parameter by itself. */
  readonly clipNorm?: number
  /** All gradients together are scaled when the L2 norm of all their elements is larger; summed in the order of the parameters. */
  readonly globalClipNorm?: number
}

/** The names of the options of {@link Clipping}. */
export const clippingOptions = ['clipValue', 'clipNorm', 'globalClipNorm'] as const

/** Throws 'range' unless each given limit is a finite number above 0. */
export function checkClipping(operation: string, clipping: Clipping): void {
  for (const option of clippingOptions) {
    if (clipping[option] !== undefined) checkNumber(operation, option, clipping[option], { above: 0 })
  }
}

/** The gradients after clipping; those within the limits keep their bits. */
export function clip(gradients: readonly Tensor[], { clipValue, clipNorm, globalClipNorm }: Clipping): readonly Tensor[] {
  let clipped = gradients
  if (clipValue !== undefined) clipped = clipped.map((g) => clipElements(g, -clipValue, clipValue))
  if (clipNorm !== undefined) clipped = clipped.map((g) => scaleTo(g, sumOfSquares(g), clipNorm))
  if (globalClipNorm !== undefined) {
    const total = clipped.map(sumOfSquares).reduce((a, b) => add(a, b))
    clipped = clipped.map((g) => scaleTo(g, total, globalClipNorm))
  }
  return clipped
}

/** In float64: float32 squares overflow where the gradient is far from it, and parameters may differ in dtype. */
function sumOfSquares(g: Tensor): Tensor {
  return sum(square(cast(g, 'float64'))) as Tensor
}

/** g · limit / max(norm, limit): within the limit the factor is exactly 1, and a zero gradient stays zero. */
function scaleTo(g: Tensor, squares: Tensor, limit: number): Tensor {
  const factor = divide(limit, maximum(sqrt(squares), limit))
  return multiply(g, cast(factor, g.dtype))
}

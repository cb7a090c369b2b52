import { type Tensor, tensor } from '@gradus/tensor'

/** How far the gradients of a step are from those that differences of the loss give. */
export interface GradientCheck {
  /** The distance of the two losses from the middle. */
  readonly epsilon: number
  readonly parameters: readonly ParameterCheck[]
  readonly elements: number
  readonly maxDifference: number
  /** Elements where the loss has a corner, such as a relu whose sum is exactly 0: any slope between those on both sides is right there. */
  readonly kinks: number
}

export interface ParameterCheck {
  readonly name: string
  readonly maxDifference: number
  readonly elements: readonly ElementCheck[]
}

export interface ElementCheck {
  readonly place: readonly number[]
  readonly gradient: number
  /** (L(w + ε) − L(w − ε)) / 2ε */
  readonly difference: number
  /** How far the gradient is from it; at a corner, from the nearest slope between those on both sides. */
  readonly distance: number
  readonly isKink: boolean
}

const epsilon = 1e-5

/** Slopes on both sides that are no further apart than this are the same. */
const noise = 1e-8

/** Changes each element of each parameter a little, both ways, and compares the change of the loss with the gradient. Puts the elements back. */
export function checkByDifferences(
  loss: () => number,
  parameters: readonly { readonly name: string; readonly tensor: Tensor; readonly gradient: Tensor }[],
): GradientCheck {
  const middle = loss()
  const checks = parameters.map(({ name, tensor: weights, gradient }): ParameterCheck => {
    const values = weights.toTypedArray()
    const slopes = gradient.toTypedArray()
    const lossWith = (element: number, change: number): number => {
      const changed = values.slice()
      changed[element]! += change
      weights.assign(tensor(changed, { shape: weights.shape, dtype: weights.dtype }) as Tensor)
      return loss()
    }
    const elements = Array.from(slopes, (slope, i): ElementCheck => {
      const place = placeOf(i, weights.shape)
      const [above, below] = [lossWith(i, epsilon), lossWith(i, -epsilon)]
      const difference = (above - below) / (2 * epsilon)
      const bend = Math.abs(above - middle - (middle - below)) / epsilon
      const smooth: ElementCheck = { place, gradient: slope, difference, distance: Math.abs(slope - difference), isKink: false }
      if (bend < noise) return smooth
      const [farAbove, farBelow] = [lossWith(i, 2 * epsilon), lossWith(i, -2 * epsilon)]
      // Over twice the distance a curve turns twice as far, a corner just as far.
      if (Math.abs(farAbove - middle - (middle - farBelow)) / (2 * epsilon) > 1.5 * bend) return smooth
      const right = oneSided(middle, above, farAbove)
      const left = -oneSided(middle, below, farBelow)
      const nearest = Math.max(Math.min(left, right), Math.min(Math.max(left, right), slope))
      return { place, gradient: slope, difference, distance: Math.abs(slope - nearest), isKink: true }
    })
    weights.assign(tensor(values, { shape: weights.shape, dtype: weights.dtype }) as Tensor)
    return { name, elements, maxDifference: elements.reduce((most, { distance }) => Math.max(most, distance), 0) }
  })
  const all = checks.flatMap(({ elements }) => elements)
  return {
    epsilon,
    parameters: checks,
    elements: all.length,
    maxDifference: checks.reduce((most, { maxDifference }) => Math.max(most, maxDifference), 0),
    kinks: all.filter(({ isKink }) => isKink).length,
  }
}

/** The slope of a parabola through three losses, ε apart, at the first. */
function oneSided(here: number, next: number, last: number): number {
  return (4 * next - 3 * here - last) / (2 * epsilon)
}

/** Where an element is, in row-major order. */
function placeOf(element: number, shape: readonly number[]): number[] {
  const place: number[] = []
  for (let axis = shape.length - 1, rest = element; axis >= 0; axis--) {
    place.unshift(rest % shape[axis]!)
    rest = Math.floor(rest / shape[axis]!)
  }
  return place
}

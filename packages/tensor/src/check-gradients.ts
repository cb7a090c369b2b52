import { checkNumber, checkOptions, describe, elementCount, GradusError, shapeText, type TypedArray } from '@gradus/kernel'
import { gradients } from './backward.ts'
import { checkTensor } from './check-tensor.ts'
import { create } from './creation/create.ts'
import type { Tensor } from './tensor.ts'

/** How {@link checkGradients} compares; the defaults are PyTorch's. */
export interface CheckGradientsOptions {
  /** The step of the central difference, 1e-6 unless stated. */
  readonly epsilon?: number
  /** Largest absolute difference, 1e-5 unless stated … */
  readonly absolute?: number
  /** … plus this share of the numeric derivative, 1e-3 unless stated. */
  readonly relative?: number
  /** What the result's elements are weighted with before they are summed; uneven numbers unless given, since equal ones hide mistakes. */
  readonly upstream?: Tensor
}

/**
 * Compares the gradients of a function with central differences, element by element, and throws where they differ.
 *
 * The function must be smooth near the inputs. Gradients of gradients are checked by passing a function that itself calls
 * `gradients(…, { createGraph: true })`.
 * Throws: GradusError 'range' that names input, element and both derivatives; 'type' unless all is float64.
 *
 * @example
 * checkGradients((x) => multiply(x, x), [tensor(new Float64Array([1, 2]))]) // undefined: they agree
 */
export function checkGradients(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[], options: CheckGradientsOptions = {}): void {
  checkOptions('checkGradients', options, ['epsilon', 'absolute', 'relative', 'upstream'])
  const { epsilon = 1e-6, absolute = 1e-5, relative = 1e-3 } = options
  checkNumber('checkGradients', 'epsilon', epsilon, { above: 0 })
  checkNumber('checkGradients', 'absolute', absolute, { min: 0 })
  checkNumber('checkGradients', 'relative', relative, { min: 0 })
  if (typeof f !== 'function') throw new GradusError('type', `checkGradients: f must be a function of tensors, got ${describe(f)}`)
  if (!Array.isArray(inputs)) throw new GradusError('type', `checkGradients: inputs must be an array of tensors, got ${describe(inputs)}`)
  if (inputs.length === 0) throw new GradusError('shape', 'checkGradients: needs at least one input')
  const values = inputs.map((input, i) => doubles(input, i))
  const leaves = inputs.map((input, i) => create(values[i]!, input.shape, 'float64', true))
  // allow-spread: a function has a few inputs
  const output = f(...leaves)
  checkTensor('checkGradients', 'the result of f', output)
  if (output.dtype !== 'float64') throw new GradusError('type', `checkGradients: the result is ${output.dtype}, expected float64`)
  if (options.upstream !== undefined) checkTensor('checkGradients', 'upstream', options.upstream)
  const upstream = options.upstream ?? create(uneven(elementCount(output.shape)), output.shape, 'float64')
  const weights = upstream.toTypedArray()
  const weighted = (i: number, element: number, value: number): number => {
    const moved = values.map((data, k) => {
      const copy = data.slice()
      if (k === i) copy[element] = value
      return create(copy, inputs[k]!.shape, 'float64', true)
    })
    // Remembered, though nothing is differentiated here: the function may ask for gradients itself.
    // allow-spread: a function has a few inputs
    const y = f(...moved).toTypedArray()
    let total = 0
    for (let at = 0; at < y.length; at++) total += y[at]! * weights[at]!
    return total
  }
  const stated = output.requiresGradient
    ? gradients(output, leaves, { gradient: upstream, allowUnused: true })
    : leaves.map(() => undefined)
  stated.forEach((gradient, i) => {
    const data = gradient?.toTypedArray()
    for (let element = 0; element < values[i]!.length; element++) {
      const x = values[i]![element]!
      const step = epsilon * Math.max(1, Math.abs(x))
      const numeric = (weighted(i, element, x + step) - weighted(i, element, x - step)) / (x + step - (x - step))
      const actual = data?.[element] ?? 0
      if (!(Math.abs(actual - numeric) <= absolute + relative * Math.abs(numeric))) {
        throw new GradusError(
          'range',
          `checkGradients: input ${i} of shape ${shapeText(inputs[i]!.shape)}, element ${element} = ${x}: the gradient is ${actual}, the central difference ${numeric}`,
        )
      }
    }
  })
}

function doubles(input: unknown, i: number): TypedArray {
  checkTensor('checkGradients', `input ${i}`, input)
  if (input.dtype !== 'float64')
    throw new GradusError('type', `checkGradients: input ${i} is ${input.dtype}, expected float64: float32 is too coarse for differences`)
  return input.toTypedArray()
}

/** Weights without a pattern: the fractional parts of multiples of the golden ratio, in (0.5, 1.5). */
function uneven(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => 0.5 + (((i + 1) * 0.6180339887498949) % 1))
}

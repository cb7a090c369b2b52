import { closest, describe, GradusError, type NumberArray, sameShape, shapeText } from '@gradus/kernel'
import { clone, type NamedParameters, type NestedInput, noGradient, Tensor, tensor } from '@gradus/tensor'

/** A value for one parameter. */
export type WeightValue = Tensor | NumberArray | NestedInput

/** Values for all parameters, by name. */
export type WeightValues = ReadonlyMap<string, WeightValue> | { readonly [name: string]: WeightValue }

/** A copy of each parameter by name. */
export function copyWeights(parameters: NamedParameters): Map<string, Tensor> {
  return noGradient(() => new Map([...parameters].map(([name, { tensor }]) => [name, clone(tensor)])))
}

/** Gives every parameter its value, or throws 'shape' with a line for each that is missing, unknown or does not fit. */
export function replaceWeights(parameters: NamedParameters, values: WeightValues): void {
  const given = namedValues(values)
  const ready = new Map<Tensor, Tensor>()
  const differences: string[] = []
  for (const [name, { tensor: parameter }] of parameters) {
    const value = given.get(name)
    if (value === undefined) {
      differences.push(`${name} ${shapeText(parameter.shape)} is missing`)
      continue
    }
    const fitted = fit(value, parameter)
    if (typeof fitted === 'string') differences.push(`${name}: ${fitted}`)
    else ready.set(parameter, fitted)
  }
  for (const name of given.keys()) {
    if (parameters.has(name)) continue
    const guess = closest(name, [...parameters.keys()])
    differences.push(`${name} is no parameter of the model${guess ? `; did you mean ${guess}?` : ''}`)
  }
  if (differences.length > 0) {
    const count = differences.length === 1 ? '1 difference' : `${differences.length} differences`
    throw new GradusError('shape', `setWeights: ${count}, nothing was changed:\n  ${differences.join('\n  ')}`)
  }
  for (const [parameter, value] of ready) parameter.assign(value)
}

function namedValues(values: unknown): ReadonlyMap<string, WeightValue> {
  if (values instanceof Map) return values
  if (typeof values === 'object' && values !== null && Object.getPrototypeOf(values) === Object.prototype)
    return new Map(Object.entries(values))
  throw new GradusError('type', `setWeights: expected a map or an object of values by parameter name, got ${describe(values)}`)
}

/** The value as a tensor like the parameter, or what is wrong with it. */
function fit(value: WeightValue, { shape, dtype, backend }: Tensor): Tensor | string {
  let made: Tensor
  try {
    made = value instanceof Tensor ? value : asTensor(value, { shape, dtype })
  } catch (error) {
    if (error instanceof GradusError) return error.message.replace(/^tensor: /, '')
    throw error
  }
  if (!sameShape(made.shape, shape)) return `the value has shape ${shapeText(made.shape)}, expected ${shapeText(shape)}`
  if (made.dtype !== dtype) return `the value is ${made.dtype}, expected ${dtype}; use cast`
  if (made.backend !== backend) return `the value lives on backend ${made.backend.name}, the parameter on ${backend.name}`
  return made
}

function asTensor(value: NumberArray | NestedInput, { shape, dtype }: Pick<Tensor, 'shape' | 'dtype'>): Tensor {
  return ArrayBuffer.isView(value) ? tensor(value, { shape, dtype }) : (tensor(value as number[], { dtype }) as Tensor)
}

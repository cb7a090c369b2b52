import { describe, GradusError, isFloat, sameShape, shapeText } from '@gradus/kernel'
import { checkTensor, type NamedParameters, type Tensor } from '@gradus/tensor'

/** A parameter that training changes, and its name. */
export type Trainable = readonly [name: string, parameter: Tensor]

/** The trainable parameters in order. Throws 'state' when there is none, or one has two names. */
export function trainableOf(optimizer: string, parameters: NamedParameters): Trainable[] {
  if (typeof parameters?.get !== 'function' || typeof parameters.entries !== 'function')
    throw new GradusError('type', `${optimizer}: parameters must be a Map of { tensor, trainable } by name, got ${describe(parameters)}`)
  const trainable: Trainable[] = []
  const names = new Map<Tensor, string>()
  for (const [name, parameter] of parameters) {
    if (parameter?.trainable === false) continue
    const tensor: unknown = parameter?.tensor
    checkTensor(optimizer, `parameter ${name}`, tensor)
    if (!isFloat(tensor.dtype))
      throw new GradusError('type', `${optimizer}: parameter ${name} is ${tensor.dtype}; only float32 and float64 can be trained`)
    const other = names.get(tensor)
    if (other !== undefined) throw new GradusError('state', `${optimizer}: ${other} and ${name} are the same parameter; name it once`)
    names.set(tensor, name)
    trainable.push([name, tensor])
  }
  if (trainable.length === 0) throw new GradusError('state', `${optimizer}: there are no trainable parameters`)
  return trainable
}

/** The gradient of each parameter, in their order. Throws unless there is one of its shape and dtype. */
export function gradientsOf(optimizer: string, trainable: readonly Trainable[], gradients: ReadonlyMap<string, Tensor>): Tensor[] {
  if (typeof gradients?.get !== 'function')
    throw new GradusError('type', `${optimizer}: gradients must be a Map of tensors by name, got ${describe(gradients)}`)
  const missing = trainable.filter(([name]) => gradients.get(name) === undefined).map(([name]) => name)
  if (missing.length > 0)
    throw new GradusError(
      'state',
      `${optimizer}: parameter ${missing.join(', ')} has no gradient; does the loss depend on it? nothing was changed`,
    )
  return trainable.map(([name, parameter]) => {
    const gradient: unknown = gradients.get(name)
    checkTensor(optimizer, `the gradient of ${name}`, gradient)
    const [found, expected] = [gradient, parameter].map(({ dtype, shape }) => `${dtype} ${shapeText(shape)}`)
    if (!sameShape(gradient.shape, parameter.shape))
      throw new GradusError('shape', `${optimizer}: the gradient of ${name} is ${found}, expected ${expected} as the parameter`)
    if (gradient.dtype !== parameter.dtype)
      throw new GradusError('type', `${optimizer}: the gradient of ${name} is ${found}, expected ${expected} as the parameter`)
    return gradient
  })
}

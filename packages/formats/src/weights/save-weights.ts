import { type ArrayData, checkOptions, describe, GradusError } from '@gradus/kernel'
import { checkTensor, type NamedParameters } from '@gradus/tensor'
import { type WriteSafetensorsOptions, writeFile } from '../safetensors/write-safetensors.ts'

/**
 * The parameters of a model as a safetensors file, in their order and under their names; views are packed. PyTorch, Keras and NumPy can
 * read it.
 *
 * Throws: GradusError 'type' for what is no map of parameters, and as {@link writeSafetensors}.
 *
 * @example
 * const model = new Map([['dense.kernel', { tensor: tensor([[1, 2]]), trainable: true }]])
 * const file = saveWeights(model, { checksum: true })
 * loadWeights(model, file)
 */
export function saveWeights(parameters: NamedParameters, options: WriteSafetensorsOptions = {}): Uint8Array<ArrayBuffer> {
  checkOptions('saveWeights', options, ['metadata', 'checksum', 'identity'])
  checkParameters('saveWeights', parameters)
  const arrays = new Map<string, ArrayData>()
  for (const [name, { tensor }] of parameters) {
    arrays.set(name, { data: tensor.toTypedArray(), shape: tensor.shape, dtype: tensor.dtype })
  }
  return writeFile('saveWeights', arrays, options)
}

/** Throws 'type' unless `parameters` is a map of `{ tensor, trainable }` by name. */
export function checkParameters(operation: string, parameters: unknown): asserts parameters is NamedParameters {
  if (!(parameters instanceof Map))
    throw new GradusError('type', `${operation}: parameters must be a Map of { tensor, trainable } by name, got ${describe(parameters)}`)
  for (const [name, parameter] of parameters) {
    if (typeof name !== 'string')
      throw new GradusError('type', `${operation}: the name of a parameter must be a text, got ${describe(name)}`)
    checkTensor(operation, `parameter ${describe(name)}`, (parameter as { tensor?: unknown } | null)?.tensor)
  }
}

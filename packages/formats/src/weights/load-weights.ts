import { type ArrayData, checkBoolean, checkOptions, describe, sameShape, shapeText } from '@gradus/kernel'
import { assignAll, type NamedParameters, type Tensor, tensor } from '@gradus/tensor'
import { refuse } from '../refuse.ts'
import { type ReadSafetensorsOptions, readFile } from '../safetensors/read-safetensors.ts'
import { checkParameters } from './save-weights.ts'

/** Options of {@link loadWeights}. */
export interface LoadWeightsOptions extends Omit<ReadSafetensorsOptions, 'int64'> {
  /** Whether parameters that the file lacks keep their values. False unless stated. */
  readonly allowMissing?: boolean
  /** Whether the file may hold more than the model. False unless stated. */
  readonly allowExtra?: boolean
  /** Whether NaN and infinities are loaded. False unless stated. */
  readonly allowNonFinite?: boolean
}

/** What was not paired. */
export interface LoadedWeights {
  /** Parameters that the file lacks, which kept their values. */
  readonly missing: readonly string[]
  /** What the file has beyond the model. */
  readonly extra: readonly string[]
  /** What else the file says, by name. */
  readonly metadata: ReadonlyMap<string, string>
}

/**
 * Gives the parameters of a model the values of a safetensors file: all of them or, when something does not fit, none.
 *
 * Throws: GradusError 'file' with all that differs at once: what is missing or extra, other shapes and dtypes, numbers that are not finite;
 * and as {@link readSafetensors}.
 *
 * @example
 * const w = tensor([[3, 4]])
 * const model = new Map([['w', { tensor: w, trainable: true }]])
 * const file = saveWeights(model)
 * w.assign(tensor([[0, 0]]))
 * loadWeights(model, file)
 * w.toArray() // [[3, 4]]
 */
export function loadWeights(parameters: NamedParameters, bytes: Uint8Array, options: LoadWeightsOptions = {}): LoadedWeights {
  checkOptions('loadWeights', options, ['name', 'checksum', 'identity', 'allowMissing', 'allowExtra', 'allowNonFinite'])
  const { allowMissing = false, allowExtra = false, allowNonFinite = false, ...reading } = options
  checkBoolean('loadWeights', 'allowMissing', allowMissing)
  checkBoolean('loadWeights', 'allowExtra', allowExtra)
  checkBoolean('loadWeights', 'allowNonFinite', allowNonFinite)
  checkParameters('loadWeights', parameters)
  const { tensors, metadata } = readFile('loadWeights', bytes, reading)
  const missing = [...parameters.keys()].filter((name) => !tensors.has(name))
  const extra = [...tensors.keys()].filter((name) => !parameters.has(name))
  const differences = [
    ...(allowMissing ? [] : missing.map((name) => `${describe(name)} is not in the file`)),
    ...(allowExtra ? [] : extra.map((name) => `${describe(name)} is only in the file`)),
  ]
  const updates: [Tensor, ArrayData, string][] = []
  for (const [name, array] of tensors) {
    const target = parameters.get(name)?.tensor
    if (target === undefined) continue
    // Big integers were not asked for.
    const source = array as ArrayData
    const difference = differenceOf(target, source) ?? (allowNonFinite ? undefined : nonFinite(source))
    if (difference === undefined) updates.push([target, source, name])
    else differences.push(`${describe(name)} ${difference}`)
  }
  if (differences.length > 0) refuse('loadWeights', reading.name, `the file does not fit the model: ${differences.join('; ')}`)
  assignAll(
    updates.map(([target, { data, shape, dtype }, name]) => [target, tensor(data, { shape, dtype }) as Tensor, describe(name)]),
    'loadWeights',
  )
  return { missing, extra, metadata }
}

function differenceOf(target: Tensor, source: ArrayData): string | undefined {
  if (!sameShape(target.shape, source.shape)) return `is ${shapeText(source.shape)} in the file, ${shapeText(target.shape)} in the model`
  return target.dtype === source.dtype ? undefined : `is ${source.dtype} in the file, ${target.dtype} in the model`
}

function nonFinite({ data, shape }: ArrayData): string | undefined {
  const index = data.findIndex((value) => !Number.isFinite(value))
  if (index < 0) return undefined
  let count = 0
  for (const value of data) if (!Number.isFinite(value)) count++
  const at = shape.map((_, axis) => Math.floor(index / shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % shape[axis]!)
  return `has ${count} that are not finite, the first ${data[index]} at ${shapeText(at)}; allowNonFinite: true loads them`
}

import {
  type ArrayData,
  checkDType,
  createArray,
  type DType,
  describe,
  elementCount,
  GradusError,
  type Shape,
  sameShape,
  shapeText,
} from '@gradus/kernel'
import type { ArrayDataset } from '../array-dataset.ts'
import { dataset } from '../create-dataset.ts'
import { readSource } from '../read-source.ts'
import type { CollectedItem } from './collect.ts'

/** What becomes of the items. */
export interface ItemSettings {
  readonly items: 'samples' | 'batches'
  readonly maxSamples: number
  readonly dtype: DType | undefined
  readonly targetDType: DType | undefined
  readonly name: string | undefined
  readonly displayName: string | undefined
}

/** Reads items one after the other into arrays that grow. */
export class ItemReader {
  private readonly settings: ItemSettings
  private readonly inputs: GrowingArray
  private readonly targets: GrowingArray
  private readonly weights: GrowingArray
  private samples = 0
  private weighted = false

  constructor(settings: ItemSettings) {
    this.settings = settings
    const { dtype, targetDType = dtype, name = '', displayName = '' } = settings
    if (dtype !== undefined) checkDType('collect', dtype)
    if (targetDType !== undefined) checkDType('collect', targetDType)
    if (typeof name !== 'string' || typeof displayName !== 'string') {
      throw new GradusError('type', `collect: name and displayName must be text, got ${describe(name)} and ${describe(displayName)}`)
    }
    this.inputs = new GrowingArray(dtype)
    this.targets = new GrowingArray(targetDType)
    this.weights = new GrowingArray(undefined)
  }

  /** Takes one item. Throws when it is none, has another shape than the first, or is one too many. */
  add(item: number, value: unknown): void {
    const where = `collect: item ${item}`
    if (typeof value !== 'object' || value === null || !('inputs' in value && 'targets' in value)) {
      throw new GradusError('type', `${where} is ${describe(value)}, expected { inputs, targets }`)
    }
    const { inputs, targets, weights } = value as CollectedItem
    const one = this.settings.items === 'samples'
    const x = this.inputs.read(`${where}: inputs`, inputs, one)
    const y = this.targets.read(`${where}: targets`, targets, one)
    const count = countOf(`${where}: inputs`, x)
    if (countOf(`${where}: targets`, y) !== count) {
      throw new GradusError(
        'shape',
        `${where}: ${count} inputs, ${y.shape[0]} targets (shapes ${shapeText(x.shape)} and ${shapeText(y.shape)})`,
      )
    }
    if (this.samples + count > this.settings.maxSamples) {
      throw new GradusError(
        'range',
        `${where}: more than ${this.settings.maxSamples} samples, which is maxSamples; does the generator ever end?`,
      )
    }
    if (this.samples > 0 && (weights !== undefined) !== this.weighted) {
      throw new GradusError(
        'shape',
        `${where} has ${weights === undefined ? 'no weights' : 'weights'}, the items before have ${this.weighted ? 'some' : 'none'}`,
      )
    }
    if (weights !== undefined) this.addWeights(`${where}: weights`, weights, one, count)
    this.inputs.append(x)
    this.targets.append(y)
    this.samples += count
  }

  /** The dataset of all items. */
  finish(): ArrayDataset<readonly number[], readonly number[], 'samplesFirst'> {
    if (this.samples === 0) throw new GradusError('range', 'collect: there were no items, expected at least one sample')
    const { name = 'dataset', displayName = name } = this.settings
    const weights = this.weighted ? this.weights.whole() : undefined
    const [x, y] = [this.inputs.whole(), this.targets.whole()]
    return dataset(x, y, { dtype: x.dtype, targetDType: y.dtype, weights, name, displayName })
  }

  private addWeights(where: string, weights: CollectedItem['weights'], one: boolean, count: number): void {
    const read = this.weights.read(where, weights, one)
    if (!sameShape(read.shape, [count])) {
      throw new GradusError(
        'shape',
        `${where} have shape ${shapeText(one ? read.shape.slice(1) : read.shape)}, expected ${one ? 'a number' : `[${count}]`}`,
      )
    }
    this.weights.append(read)
    this.weighted = true
  }
}

function countOf(where: string, { shape }: ArrayData): number {
  if (shape.length === 0 || elementCount(shape) === 0) {
    throw new GradusError('shape', `${where} has shape ${shapeText(shape)}, expected at least one sample with at least one value`)
  }
  return shape[0]!
}

/** Samples one after the other, in an array that doubles when it is full. */
class GrowingArray {
  private dtype: DType | undefined
  private sample: Shape | undefined
  private data = createArray('float32', 0) as ArrayData['data']
  private used = 0

  constructor(dtype: DType | undefined) {
    this.dtype = dtype
  }

  /** An array of samples: one, or those of a batch. Nothing changes yet. */
  read(where: string, source: unknown, one: boolean): ArrayData {
    const scalar = typeof source === 'number' || typeof source === 'boolean'
    const { data, shape, dtype } = readSource(where, (scalar ? [source] : source) as never, this.dtype)
    const whole = one ? [1, ...(scalar ? [] : shape)] : scalar ? [] : shape
    const expected = this.sample
    if (expected !== undefined && !sameShape(whole.slice(1), expected)) {
      throw new GradusError('shape', `${where} has shape ${shapeText(whole.slice(1))}, expected ${shapeText(expected)} as the first sample`)
    }
    return { data, shape: whole, dtype }
  }

  append({ data, shape, dtype }: ArrayData): void {
    this.sample ??= shape.slice(1)
    this.dtype ??= dtype
    if (this.used + data.length > this.data.length || this.used === 0) {
      const larger = createArray(this.dtype, Math.max(2 * this.data.length, this.used + data.length))
      larger.set(this.data.subarray(0, this.used))
      this.data = larger
    }
    this.data.set(data, this.used)
    this.used += data.length
  }

  whole(): ArrayData {
    const sample = this.sample!
    const data = this.data.subarray(0, this.used)
    return { data, shape: [this.used / elementCount(sample), ...sample], dtype: this.dtype! }
  }
}

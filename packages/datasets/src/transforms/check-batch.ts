import {
  type ArrayData,
  createArray,
  type DType,
  describe,
  elementCount,
  GradusError,
  type Shape,
  sameShape,
  shapeText,
} from '@gradus/kernel'
import type { Batch } from '../dataset.ts'
import { batchShape, type Layout, sampleShape } from '../samples.ts'

/** What somebody else's code gives for a batch: the arrays, and weights where samples have them. */
export interface BatchArrays<X extends Shape = Shape, Y extends Shape = Shape> {
  /** The inputs, sample by sample. */
  readonly inputs: ArrayData<X>
  /** The targets, sample by sample. */
  readonly targets: ArrayData<Y>
  /** How much each sample counts. */
  readonly weights?: ArrayData<readonly [number]> | undefined
}

/** The shapes of one sample that a batch must have, as far as they are known. */
export interface SampleShapes {
  readonly inputShape: Shape
  readonly targetShape: Shape
}

/**
 * A batch as it must be: arrays whose elements, shapes and dtypes agree, with `size` samples, of the stated shapes.
 *
 * Throws: GradusError 'type' for what is no batch, 'shape' for one of another shape or of another number of samples, naming both.
 */
export function checkBatch(where: string, value: unknown, layout: Layout, size: number, shapes?: SampleShapes): Batch {
  const promise = typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
  if (typeof value !== 'object' || value === null || promise) {
    throw new GradusError(
      'type',
      `${where} must be { inputs, targets }, got ${describe(value)}${promise ? '; it must not be asynchronous' : ''}`,
    )
  }
  const { inputs, targets, weights } = value as Partial<BatchArrays>
  checkArray(`${where}: inputs`, inputs)
  checkArray(`${where}: targets`, targets)
  checkShapes(`${where}: inputs`, inputs.shape, layout, size, shapes?.inputShape)
  checkShapes(`${where}: targets`, targets.shape, layout, size, shapes?.targetShape)
  if (weights === undefined) return { inputs, targets, size }
  checkArray(`${where}: weights`, weights)
  checkShapes(`${where}: weights`, weights.shape, 'samplesFirst', size, [])
  return { inputs, targets, weights, size }
}

function checkArray(where: string, array: unknown): asserts array is ArrayData {
  const { data, shape, dtype } = (array ?? {}) as Partial<ArrayData>
  const known = Array.isArray(shape) && shape.length > 0 && shape.every((size) => Number.isInteger(size) && size >= 0)
  if (!known || !ArrayBuffer.isView(data) || typeof dtype !== 'string') {
    throw new GradusError('type', `${where} must be { data, shape, dtype }, got ${describe(array)}`)
  }
  if (data.constructor !== createArrayOf(where, dtype)) {
    throw new GradusError('type', `${where}: data is ${describe(data)}, which does not hold ${dtype}`)
  }
  if (data.length !== elementCount(shape)) {
    throw new GradusError('shape', `${where}: ${data.length} values, shape ${shapeText(shape)} needs ${elementCount(shape)}`)
  }
}

function createArrayOf(where: string, dtype: DType): unknown {
  try {
    return createArray(dtype, 0).constructor
  } catch (cause) {
    throw new GradusError('type', `${where}: ${(cause as Error).message}`, { cause })
  }
}

function checkShapes(where: string, shape: Shape, layout: Layout, size: number, sample: Shape | undefined): void {
  const expected = batchShape(sample ?? sampleShape(shape, layout), size, layout)
  if (sameShape(shape, expected)) return
  throw new GradusError('shape', `${where} have shape ${shapeText(shape)}, expected ${shapeText(expected)}`)
}

import { type ArrayData, createArray, elementCount, type Shape, type TypedArray } from '@gradus/kernel'

/** Which axis counts the samples: the first, [samples, …], or the last, […, samples]. */
export type Layout = (typeof layouts)[number]

export const layouts = ['samplesFirst', 'featuresFirst'] as const

/** The shape of one of the samples that an array of this shape holds. */
export type SampleShape<S extends Shape, L extends Layout> = L extends 'samplesFirst'
  ? S extends readonly [number, ...infer Sample extends Shape]
    ? readonly [...Sample]
    : Shape
  : S extends readonly [...infer Sample extends Shape, number]
    ? readonly [...Sample]
    : Shape

/** The shape of some samples: how many is known at run time. */
export type BatchShape<Sample extends Shape, L extends Layout> = L extends 'samplesFirst'
  ? readonly [number, ...Sample]
  : readonly [...Sample, number]

/** How many samples an array of this shape holds. */
export function sampleCount(shape: Shape, layout: Layout): number {
  return shape[layout === 'samplesFirst' ? 0 : shape.length - 1]!
}

/** The shape of one sample. */
export function sampleShape(shape: Shape, layout: Layout): Shape {
  return layout === 'samplesFirst' ? shape.slice(1) : shape.slice(0, -1)
}

/** The shape of `count` samples. */
export function batchShape(sample: Shape, count: number, layout: Layout): Shape {
  return layout === 'samplesFirst' ? [count, ...sample] : [...sample, count]
}

/** Samples start … end − 1. Samples that lie side by side come as a view of the same memory, others as a copy. */
export function sliceSamples(array: ArrayData, layout: Layout, start: number, end: number): ArrayData {
  const { dtype, shape } = array
  const sample = sampleShape(shape, layout)
  const width = elementCount(sample)
  if (layout === 'featuresFirst' && width > 1) {
    return gatherSamples(
      array,
      layout,
      Int32Array.from({ length: end - start }, (_, i) => start + i),
    )
  }
  return { data: array.data.subarray(start * width, end * width), shape: batchShape(sample, end - start, layout), dtype }
}

/** The samples at these indices, in this order, as a copy. */
export function gatherSamples({ data: from, dtype, shape }: ArrayData, layout: Layout, indices: ArrayLike<number>): ArrayData {
  const sample = sampleShape(shape, layout)
  const count = indices.length
  const width = elementCount(sample)
  const data = createArray(dtype, count * width)
  if (layout === 'samplesFirst') {
    for (let i = 0; i < count; i++) copySample(from, indices[i]! * width, data, i * width, width)
  } else {
    const total = sampleCount(shape, layout)
    for (let j = 0; j < width; j++) {
      for (let i = 0; i < count; i++) data[j * count + i] = from[j * total + indices[i]!]!
    }
  }
  return { data, shape: batchShape(sample, count, layout), dtype }
}

/** From this width on, one call that copies a whole sample is faster than a loop over its elements. */
const wide = 48

function copySample(from: TypedArray, start: number, to: TypedArray, at: number, width: number): void {
  if (width >= wide) to.set(from.subarray(start, start + width), at)
  else for (let j = 0; j < width; j++) to[at + j] = from[start + j]!
}

/** The same samples in the other layout, as a copy. */
export function moveSampleAxis({ data: from, dtype, shape }: ArrayData, layout: Layout): ArrayData {
  const other = layout === 'samplesFirst' ? 'featuresFirst' : 'samplesFirst'
  const sample = sampleShape(shape, layout)
  const samples = sampleCount(shape, layout)
  const width = elementCount(sample)
  const [rows, columns] = layout === 'samplesFirst' ? [samples, width] : [width, samples]
  const data = createArray(dtype, rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) data[column * rows + row] = from[row * columns + column]!
  }
  return { data, shape: batchShape(sample, samples, other), dtype }
}

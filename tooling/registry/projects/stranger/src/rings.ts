import { type ArrayData, type Batch, type BatchSource, batches, type Dataset } from '@gradus/datasets'

type Inputs = readonly [number, 2]
type Targets = readonly [number, 1]

/** A dataset as a plain object whose samples are computed when they are asked for: 1 on the inner circle, 0 on the outer. */
export function rings(size: number): Dataset<readonly [2], readonly [1], 'samplesFirst'> {
  const gather = (indices: ArrayLike<number>): Batch<Inputs, Targets> => {
    const inputs = new Float32Array(2 * indices.length)
    const targets = new Float32Array(indices.length)
    for (let i = 0; i < indices.length; i++) {
      const angle = (2 * Math.PI * indices[i]!) / size
      const radius = indices[i]! % 2 === 0 ? 0.5 : 1.5
      inputs[2 * i] = radius * Math.cos(angle)
      inputs[2 * i + 1] = radius * Math.sin(angle)
      targets[i] = radius < 1 ? 1 : 0
    }
    return { inputs: array(inputs, [indices.length, 2]), targets: array(targets, [indices.length, 1]), size: indices.length }
  }
  const source: BatchSource<Inputs, Targets> = {
    size,
    gather,
    slice: (start, end) => gather(Array.from({ length: end - start }, (_, i) => start + i)),
  }
  return {
    name: 'rings',
    displayName: 'Rings',
    size,
    layout: 'samplesFirst',
    inputShape: [2],
    targetShape: [1],
    batches: (options) => batches(source, options),
  }
}

const array = <S extends readonly number[]>(data: Float32Array, shape: S): ArrayData<S> => ({ data, shape, dtype: 'float32' })

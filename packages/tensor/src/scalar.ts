import { type Backend, createArray, type DType, fits, GradusError } from '@gradus/kernel'
import { layoutOf } from './layout.ts'
import { Tensor } from './tensor.ts'

// The same few numbers (1, 2, a learning rate) meet tensors over and over; a tensor never changes, so one of each is enough.
const cached = new WeakMap<Backend, Record<DType, Map<number, Tensor>>>()

/** A number as a scalar tensor of the dtype and on the backend of `like`. Throws 'range' when an int32 or bool cannot hold it. */
export function scalarLike(operation: string, value: number, like: Tensor): Tensor {
  const { backend, dtype } = like
  let scalars = cached.get(backend)
  if (scalars === undefined) {
    scalars = { float32: new Map(), float64: new Map(), int32: new Map(), bool: new Map() }
    cached.set(backend, scalars)
  }
  // Map keys do not tell −0 from 0.
  const keep = !Object.is(value, -0)
  let tensor = keep ? scalars[dtype].get(value) : undefined
  if (tensor === undefined) {
    if (!fits(value, dtype)) throw new GradusError('range', `${operation}: ${value} does not fit ${dtype}; use cast`)
    const buffer = backend.allocate(dtype, 1)
    const data = createArray(dtype, 1)
    data[0] = value
    backend.write(buffer, data)
    tensor = new Tensor(layoutOf(dtype, []), buffer, backend)
    if (keep) {
      if (scalars[dtype].size >= 1024) scalars[dtype].clear()
      scalars[dtype].set(value, tensor)
    }
  }
  return tensor
}

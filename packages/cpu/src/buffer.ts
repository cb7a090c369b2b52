import { createArray, type DeviceBuffer, type DType, GradusError, type TypedArray } from '@gradus/kernel'

/** A tensor's elements: a stretch of a typed array. Small tensors share an array, large ones have their own. */
export interface CpuBuffer extends DeviceBuffer {
  readonly array: TypedArray
  /** Where in `array` the first element lies. */
  readonly offset: number
}

/** Creating a typed array costs ten times a small tensor's work, so tensors up to this size are slices of a slab. */
const sliceLength = 64
const slabLength = 8192

/** Hands out buffers; what it hands out is freed by the garbage collector. */
export interface Allocator {
  allocate(dtype: DType, length: number): CpuBuffer
}

export function createAllocator(): Allocator {
  const slabs: Partial<Record<DType, { array: TypedArray; used: number }>> = {}
  return {
    allocate(dtype, length) {
      if (length > sliceLength) return { dtype, length, array: createLarge(dtype, length), offset: 0 }
      let slab = slabs[dtype]
      if (!slab || slab.used + length > slabLength) {
        slab = { array: createArray(dtype, slabLength), used: 0 }
        slabs[dtype] = slab
      }
      const offset = slab.used
      slab.used += length
      return { dtype, length, array: slab.array, offset }
    },
  }
}

function createLarge(dtype: DType, length: number): TypedArray {
  try {
    return createArray(dtype, length)
  } catch (cause) {
    throw new GradusError('range', `cpu: no memory for ${length} elements of ${dtype}`, { cause })
  }
}

/** Throws unless `buffer` has the dtype and the elements that a kernel's view needs; `input` −1 is the output. */
export function checkBuffer(kernel: string, input: number, buffer: CpuBuffer | undefined, dtype: DType, length: number): void {
  if (buffer !== undefined && buffer.dtype === dtype && buffer.length >= length) return
  const text = `${kernel}: ${input < 0 ? 'the output' : `input ${input}`} must be ${dtype} of at least ${length} elements`
  if (!buffer) throw new GradusError('type', `${text}, got none`)
  throw new GradusError(buffer.dtype === dtype ? 'range' : 'type', `${text}, got ${buffer.dtype} of ${buffer.length}`)
}

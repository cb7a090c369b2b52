import { checkDType, createArray, type DeviceBuffer, type DType, GradusError, type TypedArray } from '@gradus/kernel'

/** A tensor's elements: a stretch of a typed array. Small tensors share an array, large ones have their own. */
export interface CpuBuffer extends DeviceBuffer {
  /** The memory that it lies in, perhaps beside other tensors. */
  readonly array: TypedArray
  /** Where in `array` the first element lies. */
  readonly offset: number
}

/** Hands out buffers; what it hands out is freed by the garbage collector. */
export type Allocate = (dtype: DType, length: number) => CpuBuffer

/** Creating a typed array costs ten times a small tensor's work, so tensors up to this size are slices of a slab. */
const sliceLength = 128
const slabLength = 8192

interface Slab {
  array: TypedArray
  used: number
}

export function createAllocator(): Allocate {
  const float32 = emptySlab()
  const float64 = emptySlab()
  const int32 = emptySlab()
  const bool = emptySlab()

  function slabOf(dtype: DType): Slab {
    switch (dtype) {
      case 'float32':
        return float32
      case 'float64':
        return float64
      case 'int32':
        return int32
      case 'bool':
        return bool
      default:
        checkDType('allocate', dtype)
        return dtype
    }
  }

  return (dtype, length) => {
    const slab = slabOf(dtype)
    if (length > sliceLength) return { dtype, length, array: createLarge(dtype, length), offset: 0 }
    if (slab.used + length > slabLength) {
      slab.array = createArray(dtype, slabLength)
      slab.used = 0
    }
    const offset = slab.used
    slab.used = offset + length
    return { dtype, length, array: slab.array, offset }
  }
}

/** A slab with no room even for no elements, so that the first tensor brings the array. */
function emptySlab(): Slab {
  return { array: new Float32Array(0), used: slabLength + 1 }
}

function createLarge(dtype: DType, length: number): TypedArray {
  try {
    return createArray(dtype, length)
  } catch (cause) {
    throw new GradusError('range', `allocate: no memory for ${length} elements of ${dtype}`, { cause })
  }
}

/** Throws unless `buffer` has the dtype and the elements that a kernel's view needs; `input` −1 is the output. */
export function checkBuffer(kernel: string, input: number, buffer: CpuBuffer | undefined, dtype: DType, length: number): void {
  if (buffer !== undefined && buffer.dtype === dtype && buffer.length >= length) return
  const text = `${kernel}: ${input < 0 ? 'the output' : `input ${input}`} must be ${dtype} of at least ${length} elements`
  if (!buffer) throw new GradusError('type', `${text}, got none`)
  throw new GradusError(buffer.dtype === dtype ? 'range' : 'type', `${text}, got ${buffer.dtype} of ${buffer.length}`)
}

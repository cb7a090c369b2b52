import { type Backend, checkInteger, type DeviceBuffer, describe, GradusError, maxElements, type TypedArray } from '@gradus/kernel'
import { type CpuBuffer, createAllocator } from './buffer.ts'
import { run } from './run.ts'

/**
 * A reference backend: typed arrays and a vectorised interpreter, no code generation; it runs under any Content-Security-Policy.
 *
 * @example
 * createCpuBackend().name // 'cpu'
 */
export function createCpuBackend(): Backend {
  const allocate = createAllocator()
  return {
    name: 'cpu',
    allocate(dtype, length) {
      // The checks put their messages together first; a length that is right must not wait for that.
      if (!(Number.isInteger(length) && length >= 0 && length <= maxElements)) checkLength(length)
      return allocate(dtype, length)
    },
    write(buffer, data) {
      const { array, offset } = buffer as CpuBuffer
      checkData(buffer, array, data)
      array.set(data, offset)
    },
    read(buffer) {
      const { array, offset, length } = buffer as CpuBuffer
      return array.slice(offset, offset + length)
    },
    readNumber(buffer) {
      const { array, offset } = buffer as CpuBuffer
      return array[offset]!
    },
    run: run as Backend['run'],
  }
}

/** The reference backend. */
export const cpu: Backend = /* @__PURE__ */ createCpuBackend()

function checkLength(length: unknown): void {
  checkInteger('allocate', 'length', length, { min: 0, max: maxElements })
}

function checkData(buffer: DeviceBuffer, array: TypedArray, data: TypedArray): void {
  // By tag and not by constructor: the array may come from another frame or context.
  if (!ArrayBuffer.isView(data) || data[Symbol.toStringTag] !== array[Symbol.toStringTag]) {
    throw new GradusError('type', `write: data must be a ${array[Symbol.toStringTag]} (${buffer.dtype}), got ${describe(data)}`)
  }
  if (data.length !== buffer.length) throw new GradusError('shape', `write: data must have ${buffer.length} elements, got ${data.length}`)
}

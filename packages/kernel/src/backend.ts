import type { DType, TypedArray } from './dtype.ts'
import type { Kernel } from './kernel.ts'

/** Memory of a backend that holds one tensor's elements; what else it is, only its backend knows. */
export interface DeviceBuffer {
  readonly dtype: DType
  readonly length: number
}

/** Everything a device must do. A new op never adds a method here. */
export interface Backend {
  readonly name: string
  /** A buffer whose elements are undefined until written. It is freed by the garbage collector. */
  allocate(dtype: DType, length: number): DeviceBuffer
  /** Copies `data`, of the buffer's dtype and length, into the buffer. */
  write(buffer: DeviceBuffer, data: TypedArray): void
  /** A copy of the buffer. Throws 'unsupported' on a device that only reads asynchronously, naming `read()`. */
  read(buffer: DeviceBuffer): TypedArray
  /** The asynchronous form of `read`, for devices that need it. */
  readAsync?(buffer: DeviceBuffer): Promise<TypedArray>
  /** Runs one kernel. Inputs that break the kernel's checks throw 'range' before the output changes. */
  run(kernel: Kernel, inputs: readonly DeviceBuffer[], output: DeviceBuffer): void
}

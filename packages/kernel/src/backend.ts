import type { DType, TypedArray } from './dtype.ts'
import type { Executable } from './executable.ts'
import type { Kernel } from './kernel.ts'
import type { Program } from './program.ts'

/** Memory of a backend that holds one tensor's elements; what else it is, only its backend knows. */
export interface DeviceBuffer {
  /** What the elements are. */
  readonly dtype: DType
  /** How many elements there are. */
  readonly length: number
  /** Set for a state of a program, which runs change in place: whoever wants its elements to stay as they are copies them. */
  readonly live?: boolean
}

/** Everything a device must do. A new op never adds a method here. */
export interface Backend {
  /** What messages call it: `wasm`. */
  readonly name: string
  /** A buffer whose elements are undefined until written. It is freed by the garbage collector. */
  allocate(dtype: DType, length: number): DeviceBuffer
  /** Copies `data`, of the buffer's dtype and length, into the buffer. */
  write(buffer: DeviceBuffer, data: TypedArray): void
  /** A copy of the buffer. Throws 'unsupported' on a device that only reads asynchronously, naming `read()`. */
  read(buffer: DeviceBuffer): TypedArray
  /** Its first element, for backends that need no copy for it: losses and metrics are read with every step. */
  readNumber?(buffer: DeviceBuffer): number
  /** The asynchronous form of `read`, for devices that need it. */
  readAsync?(buffer: DeviceBuffer): Promise<TypedArray>
  /** Runs one kernel. Inputs that break the kernel's checks throw 'range' before the output changes. */
  run(kernel: Kernel, inputs: readonly DeviceBuffer[], output: DeviceBuffer): void
  /**
   * Makes a whole program ready to run on these states, which move to where the program can change them in place. Backends that leave it
   * out have their programs run kernel by kernel.
   */
  compile?(program: Program, states: readonly DeviceBuffer[]): Executable
}

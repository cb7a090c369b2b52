import {
  type Backend,
  type DeviceBuffer,
  type DType,
  GradusError,
  type Kernel,
  type ProgramStep,
  type ProgramValue,
  type TypedArray,
} from '@gradus/kernel'
import { history } from '../history.ts'

/** A buffer of a step that is being recorded: only its place in the program. */
class Recorded implements DeviceBuffer {
  readonly dtype: DType
  readonly length: number
  readonly value: number

  constructor(dtype: DType, length: number, value: number) {
    this.dtype = dtype
    this.length = length
    this.value = value
  }
}

/**
 * The backend on which a step runs while it is recorded: kernels are written down and nothing is computed.
 *
 * Buffers of other backends that a kernel reads become constants of the program, with the elements that they have now.
 */
export class Recorder implements Backend {
  readonly name: string
  readonly values: ProgramValue[] = []
  readonly steps: ProgramStep[] = []
  /** Inputs that the host computes anew for each run, by their values. */
  readonly computed: { readonly value: number; readonly compute: () => number }[] = []
  /** The tensors' own backend. */
  readonly device: Backend
  private readonly captured = new Map<DeviceBuffer, Recorded>()

  constructor(device: Backend) {
    this.name = device.name
    this.device = device
  }

  allocate(dtype: DType, length: number): Recorded {
    this.values.push({ dtype, length })
    return new Recorded(dtype, length, this.values.length - 1)
  }

  /** The program's constants are what is written while it is recorded. */
  write(buffer: DeviceBuffer, data: TypedArray): void {
    const { value, dtype, length } = buffer as Recorded
    this.values[value] = { dtype, length, constant: data.slice() }
  }

  read(): TypedArray {
    throw new GradusError('state', 'record: a value was read while the step was recorded')
  }

  run(kernel: Kernel, inputs: readonly DeviceBuffer[], output: DeviceBuffer): void {
    this.steps.push({
      kernel,
      inputs: inputs.map((buffer) => this.valueOf(buffer)),
      output: (output as Recorded).value,
      scope: history.scope,
    })
  }

  /** The place of a buffer in the program. */
  valueOf(buffer: DeviceBuffer): number {
    if (buffer instanceof Recorded) return buffer.value
    if (buffer.live) {
      throw new GradusError(
        'state',
        'record: the step uses a parameter that is not among its states; give all tensors that change between steps as states or inputs',
      )
    }
    let known = this.captured.get(buffer)
    if (known === undefined) {
      known = this.allocate(buffer.dtype, buffer.length)
      this.write(known, this.device.read(buffer))
      this.captured.set(buffer, known)
    }
    return known.value
  }
}

/** The step that is being recorded, if one is. */
export const recording: { current: Recorder | undefined } = { current: undefined }

/**
 * Throws 'state' when a value is read while a step is recorded, naming the line that did; `reader` is the method that was called there.
 */
export function refuseRead(name: string, reader: (...args: never[]) => unknown): void {
  if (recording.current === undefined) return
  throw new GradusError(
    'state',
    `${name}: a value was read while the step was recorded${lineOf(reader)}; what a step computes must not depend on values, use where() or other operations`,
  )
}

/** ` at file:line:column` of whoever called a function, where the engine tells. */
function lineOf(called: (...args: never[]) => unknown): string {
  const capture = (Error as { captureStackTrace?: (target: object, below: unknown) => void }).captureStackTrace
  const place: { stack?: string } = capture === undefined ? new Error('read') : {}
  capture?.(place, called)
  const lines = place.stack?.split('\n').filter((text) => /:\d+:\d+\)?$/.test(text.trim()))
  // Without `captureStackTrace` this function, its caller and the method that read come first.
  const line = lines?.[capture === undefined ? 3 : 0]
  return line === undefined ? '' : ` ${line.trim()}`
}

import {
  type Backend,
  bytesPerElement,
  checkShape,
  type DeviceBuffer,
  denseView,
  type Expression,
  GradusError,
  type Kernel,
  maxElements,
  type RangeCheck,
  type Shape,
} from '@gradus/kernel'
import { broadcastStrides, type Layout, layoutOf } from './layout.ts'
import { recording } from './record/recorder.ts'
import { Tensor } from './tensor.ts'

/** A kernel made for certain layouts, and the layout of what it writes. */
export interface Plan {
  readonly kernel: Kernel
  readonly output: Layout
}

/** The plan of a formula over every element of `shape`, to which the inputs broadcast; the result is row-major. */
export function mapPlan(
  name: string,
  inputs: readonly Layout[],
  shape: Shape,
  body: Expression,
  checks?: readonly RangeCheck[] | undefined,
): Plan {
  return {
    output: layoutOf(body.dtype, shape),
    kernel: {
      kind: 'map',
      name,
      shape,
      inputs: inputs.map((layout) => ({ offset: layout.offset, strides: broadcastStrides(layout, shape) })),
      body,
      output: denseView(shape),
      ...(checks && { checks }),
    },
  }
}

/** Runs a planned kernel on the inputs' buffers and gives the new tensor, which has no history. */
export function execute(plan: Plan, inputs: readonly Tensor[]): Tensor {
  const device = deviceOf(inputs)
  const buffers = buffersOf(plan.kernel.name, inputs, device)
  if (plan.output.size > maxElements) refuseSize(plan.kernel.name, plan.output)
  const buffer = device.allocate(plan.output.dtype, plan.output.size)
  device.run(plan.kernel, buffers, buffer)
  return new Tensor(plan.output, buffer, device)
}

/** Kernels that each write a part of one result: kernel i reads input i alone, and together they write every element. */
export interface PartsPlan {
  readonly kernels: readonly Kernel[]
  readonly output: Layout
}

/** Runs the kernels of a result that is written part by part; as {@link execute}. */
export function executeParts(plan: PartsPlan, inputs: readonly Tensor[]): Tensor {
  const device = deviceOf(inputs)
  const buffers = buffersOf(plan.kernels[0]!.name, inputs, device)
  const buffer = device.allocate(plan.output.dtype, plan.output.size)
  for (let i = 0; i < buffers.length; i++) device.run(plan.kernels[i]!, [buffers[i]!], buffer)
  return new Tensor(plan.output, buffer, device)
}

/** Throws 'range' for a result that no tensor can be. */
function refuseSize(operation: string, { shape, dtype }: Layout): void {
  checkShape(operation, shape, bytesPerElement[dtype])
}

/** Where an operation runs; while a step is recorded, it is written down there. */
function deviceOf(inputs: readonly Tensor[]): Backend {
  return recording.current ?? inputs[0]!.backend
}

function buffersOf(operation: string, inputs: readonly Tensor[], device: Backend): DeviceBuffer[] {
  const buffers = new Array<DeviceBuffer>(inputs.length)
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]!
    if (input.backend !== device && input.backend !== recording.current?.device) {
      const other = input.backend.name === device.name ? `another backend of that name` : input.backend.name
      throw new GradusError('state', `${operation}: input 0 lives on backend ${device.name}, input ${i} on ${other}`)
    }
    buffers[i] = input.buffer
  }
  return buffers
}

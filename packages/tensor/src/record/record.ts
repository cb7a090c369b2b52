import {
  checkDType,
  checkOptions,
  checkShape,
  type DType,
  describe,
  type Executable,
  elementCount,
  GradusError,
  interpret,
  type Program,
  type Shape,
} from '@gradus/kernel'
import { backend, useBackend } from '../backend.ts'
import { checkTensor } from '../check-tensor.ts'
import { full } from '../creation/full.ts'
import { history, refusePromise } from '../history.ts'
import { layoutOf } from '../layout.ts'
import { Tensor } from '../tensor.ts'
import { packed } from '../view.ts'
import { Recorder, recording } from './recorder.ts'

/** The shape and dtype of an input of a recorded step. */
export interface InputDescription {
  /** The extent of each axis. */
  readonly shape: Shape
  /** What the elements are. */
  readonly dtype: DType
}

/** What a step reads that may change between its runs, beside numbers from {@link hostNumber}. */
export interface RecordOptions {
  /** Given anew for each run: the callback's arguments. A tensor describes itself. */
  readonly inputs?: readonly InputDescription[]
  /** Tensors that live on: what the step assigns to, and all it reads that others may assign to. */
  readonly states?: readonly Tensor[]
}

/** A step as data, and what it was recorded with. */
export interface Recording {
  /** The step: kernels in order. */
  readonly program: Program
  /** The states of the options. */
  readonly states: readonly Tensor[]
  /** What computes the inputs behind those of the options, in order. */
  readonly numbers: readonly (() => number)[]
  /** The shape and dtype of each output. */
  readonly outputs: readonly InputDescription[]
}

/**
 * Records a step instead of running it: the same operations, on shapes. No kernel runs, no state changes; afterwards the states are as before.
 *
 * Numbers that the step saw, and tensors that are neither inputs nor states, are part of the program as they were. Assignments to states become
 * its updates.
 * Throws: GradusError 'state' when the step reads a value (`item()`, `toArray()` …), naming the line; when it records or returns a promise.
 *
 * @example
 * const w = tensor([1, 2], { requiresGradient: true })
 * const { program } = record(([x]) => [sum(multiply(w, x))], { inputs: [w], states: [w] })
 * program.steps.map(({ kernel }) => kernel.name) // ['multiply', 'sum']
 */
export function record(step: (inputs: readonly Tensor[]) => readonly Tensor[], options: RecordOptions = {}): Recording {
  if (typeof step !== 'function') throw new GradusError('type', `record: expected a function, got ${describe(step)}`)
  checkOptions('record', options, ['inputs', 'states'])
  const { inputs = [], states = [] } = options
  checkLists(inputs, states)
  if (recording.current !== undefined) throw new GradusError('state', 'record: already recording; a recorded step cannot record another')
  if (history.observer !== undefined) throw new GradusError('state', 'record: a step that is walked cannot record')
  const device = states[0]?.backend ?? backend()
  const recorder = new Recorder(device)
  const place = ({ shape, dtype }: InputDescription): Tensor =>
    new Tensor(layoutOf(dtype, shape), recorder.allocate(dtype, elementCount(shape)), recorder)
  const before = states.map(({ layout, buffer, assignedAt, accumulated }) => ({ layout, buffer, assignedAt, accumulated }))
  const outside = backend()
  recording.current = recorder
  useBackend(recorder)
  try {
    const given = inputs.map(place)
    const symbols = states.map(place)
    states.forEach((state, i) => {
      state.layout = symbols[i]!.layout
      state.buffer = symbols[i]!.buffer
      state.backend = recorder
    })
    const results = refusePromise('record', () => step(given))
    if (!Array.isArray(results)) throw new GradusError('type', `record: the step must give a list of tensors, got ${describe(results)}`)
    const valueOf = (x: Tensor): number => recorder.valueOf(packed(x).buffer)
    const outputs = results.map((x: unknown, i) => {
      checkTensor('record', `result ${i}`, x)
      return valueOf(x)
    })
    const stateValues = symbols.map(({ buffer }) => recorder.valueOf(buffer))
    const updates = states.flatMap((state, i): [number, number][] => {
      if (state.buffer === symbols[i]!.buffer && state.layout === symbols[i]!.layout) return []
      return [[stateValues[i]!, valueOf(state)]]
    })
    const recorded: Recording = {
      program: {
        values: recorder.values,
        inputs: [...given.map(({ buffer }) => recorder.valueOf(buffer)), ...recorder.computed.map(({ value }) => value)],
        states: stateValues,
        steps: recorder.steps,
        outputs,
        updates,
      },
      states,
      numbers: recorder.computed.map(({ compute }) => compute),
      outputs: results.map(({ shape, dtype }) => ({ shape, dtype })),
    }
    recordings.add(recorded)
    return recorded
  } finally {
    recording.current = undefined
    useBackend(outside)
    states.forEach((state, i) => {
      Object.assign(state, before[i], { backend: device })
    })
  }
}

/** What `record` gave: nothing else can be compiled. */
const recordings = /* @__PURE__ */ new WeakSet<object>()

function checkLists(inputs: readonly InputDescription[], states: readonly Tensor[]): void {
  for (const [name, list] of Object.entries({ inputs, states })) {
    if (!Array.isArray(list)) throw new GradusError('type', `record: ${name} must be an array, got ${describe(list)}`)
  }
  inputs.forEach((input: Partial<InputDescription> | null, i) => {
    if (input?.shape === undefined || input.dtype === undefined)
      throw new GradusError('type', `record: inputs[${i}] must have a shape and a dtype, got ${describe(input)}`)
    checkShape('record', input.shape)
    checkDType('record', input.dtype)
  })
  const seen = new Set<unknown>()
  states.forEach((state: Tensor, i) => {
    checkTensor('record', `states[${i}]`, state)
    if (seen.has(state)) throw new GradusError('state', `record: states[${i}] is given twice`)
    if (state.node !== undefined)
      throw new GradusError(
        'state',
        `record: states[${i}] is the result of ${state.node.op.name}; a state is a tensor that was made, not computed`,
      )
    if (state.backend !== states[0]!.backend)
      throw new GradusError('state', `record: states[0] lives on backend ${states[0]!.backend.name}, states[${i}] on ${state.backend.name}`)
    seen.add(state)
  })
}

/**
 * Makes a recorded step ready to run, on the backend of its states, which move to where runs change them in place.
 *
 * A backend that compiles makes one function of it; on others it runs kernel by kernel, with the same bits.
 * Throws: GradusError 'type' for what `record` did not give.
 */
export function compile(recording: Recording): Executable {
  if (!recordings.has(recording)) throw new GradusError('type', `compile: expected what record gave, got ${describe(recording)}`)
  const { program, states } = recording
  const device = states[0]?.backend ?? backend()
  const buffers = states.map((state) => packed(state).buffer)
  const executable = device.compile
    ? device.compile(program, buffers)
    : interpret(device, program, buffers, `backend ${device.name} does not compile`)
  states.forEach((state, i) => {
    state.layout = layoutOf(state.dtype, state.shape)
    state.buffer = executable.states[i]!
  })
  return executable
}

/**
 * A number as a scalar tensor. In a recorded step it is computed anew for each run: what changes from step to step, such as a learning rate.
 *
 * @example
 * let rate = 0.5
 * hostNumber(() => rate, 'float64').item() // 0.5
 */
export function hostNumber(compute: () => number, dtype: DType): Tensor<readonly []> {
  if (typeof compute !== 'function') throw new GradusError('type', `hostNumber: expected a function, got ${describe(compute)}`)
  const { current } = recording
  if (current === undefined) return full([], compute(), { dtype })
  const buffer = current.allocate(dtype, 1)
  current.computed.push({ value: buffer.value, compute })
  return new Tensor(layoutOf(dtype, []), buffer, current) as Tensor<readonly []>
}

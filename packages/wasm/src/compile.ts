import { type Backend, type DeviceBuffer, type Executable, GradusError, type Program } from '@gradus/kernel'
import { Constants } from './block/constants.ts'
import type { Code } from './encode/code.ts'
import { encodeModule } from './encode/module.ts'
import type { Group } from './loops/groups.ts'
import { type HostCall, loopsProgram } from './loops/loops.ts'
import { isIn, type Memory, MemoryBuffer } from './memory/memory.ts'
import { type Lowered, lower } from './program/lower.ts'
import { constantsBase, firstState, Placement } from './program/placement.ts'
import { isStraight, straightFunction } from './straight/straight.ts'

/** A program as WebAssembly, not yet bound to addresses. */
export interface Compiled {
  readonly program: Lowered
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly placement: Placement
  readonly constants: Uint8Array
  readonly hostCalls: readonly HostCall[]
  /** What its functions do, in the order in which they run; undefined where all of it is straight code. */
  readonly groups: readonly Group[] | undefined
  /** Values that have a place in memory. */
  readonly stored: ReadonlySet<number>
  readonly scratchBytes: number
  readonly workspaceBytes: number
}

/** How a program's code is written. */
export interface CompileOptions {
  /** Without loops, or with them; what suits the program's size unless stated. */
  readonly form?: Form | undefined
  /** Whether contractions round once per term, where the processor can. */
  readonly relaxedSimd?: boolean
}

export type Form = 'straight' | 'loops'

/** Writes the code of a program. */
export function compileProgram(program: Program, { form, relaxedSimd = false }: CompileOptions = {}): Compiled {
  const lowered = lower(program)
  const placement = new Placement(lowered)
  const constants = new Constants(constantsBase)
  const encode = (functions: readonly Code[]): Uint8Array<ArrayBuffer> =>
    encodeModule({ globals: firstState + lowered.states.length, functions })
  if (form === undefined ? isStraight(lowered) : form === 'straight') {
    const bytes = encode([straightFunction(lowered, placement, constants)])
    const stored = new Set([...lowered.outputs, ...lowered.updates.map(([, value]) => value)])
    const parts = { groups: undefined, stored, hostCalls: [], scratchBytes: 0, workspaceBytes: 0 }
    return { ...parts, program: lowered, bytes, placement, constants: constants.bytes() }
  }
  const { functions, ...rest } = loopsProgram(lowered, placement, constants, relaxedSimd)
  return { ...rest, bytes: encode(functions), placement, constants: constants.bytes() }
}

/** Binds a program to its states, which move into the memory unless they are there. */
export function bind(memory: Memory, host: Backend, compiled: Compiled, states: readonly DeviceBuffer[]): Executable {
  const { program, bytes, placement, hostCalls } = compiled
  const module = new WebAssembly.Module(bytes)
  const homes = homesOf(memory, host, states)
  const constants = memory.allocate(compiled.constants.length)
  memory.views.bool.set(compiled.constants, constants.address)
  const io = memory.allocate(placement.ioBytes)
  // Inputs are zeros until they are written, also where something else lay before.
  memory.views.bool.fill(0, io.address, io.address + placement.ioBytes)
  const scratch = memory.shared('scratch', compiled.scratchBytes)
  const workspace = memory.shared('workspace', compiled.workspaceBytes)
  const regions = [constants, io, scratch, workspace]
  const addresses = [...regions.map(({ address }) => address), ...homes.map(({ address }) => address)]
  const bufferOf = (value: number): MemoryBuffer => {
    const { dtype, length } = program.values[value]!
    const { base, offset } = placement.of(value)
    if (base >= firstState) return homes[base - firstState]!
    return new MemoryBuffer(memory, dtype, length, false, { block: regions[base]!, offset })
  }
  const calls = hostCalls.map(({ kernel, inputs, output }) => {
    const buffers = inputs.map(bufferOf)
    const target = bufferOf(output)
    return () => host.run(kernel, buffers, target)
  })
  const instance = new WebAssembly.Instance(module, {
    host: { memory: memory.wasm, run: (index: number) => failed(calls[index]!) },
    a: Object.fromEntries(addresses.map((address, i) => [i, address])),
  })
  const run = instance.exports.run as () => number
  const inputs = program.inputs.map(bufferOf)
  const outputs = program.outputs.map(bufferOf)
  return {
    states: homes,
    reason: undefined,
    write(index, data) {
      const { array, offset, length } = inputs[index]!
      // A call costs more than a few elements.
      if (length > 32) array.set(data, offset)
      else for (let i = 0; i < length; i++) array[offset + i] = data[i]!
    },
    writeNumber(index, value) {
      const { array, offset } = inputs[index]!
      array[offset] = value
    },
    // The regions are freed when nobody holds them, so whoever can run holds them.
    run: () => regions.length > 0 && run() === 0,
    read(index) {
      const { array, offset, length } = outputs[index]!
      return array.slice(offset, offset + length)
    },
    readInto(index, target, at) {
      const { array, offset, length } = outputs[index]!
      target.set(array.subarray(offset, offset + length), at)
    },
    readNumber(index) {
      const { array, offset } = outputs[index]!
      return array[offset]!
    },
  }
}

/** Where in the memory states live that are there already, or move there. */
export function homesOf(memory: Memory, host: Backend, states: readonly DeviceBuffer[]): MemoryBuffer[] {
  return states.map((state) => {
    if (state.live && isIn(memory, state)) return state
    const home = new MemoryBuffer(memory, state.dtype, state.length, true)
    home.array.set(host.read(state), home.offset)
    return home
  })
}

/** 1 when a check of a kernel failed, else 0. */
function failed(call: () => void): 0 | 1 {
  try {
    call()
    return 0
  } catch (error) {
    if (error instanceof GradusError && error.code === 'range') return 1
    throw error
  }
}

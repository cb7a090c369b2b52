import { bytesPerElement, type Kernel } from '@gradus/kernel'
import type { Constants } from '../block/constants.ts'
import { Code, i32 } from '../encode/code.ts'
import { functionIndex, hostFunction } from '../encode/module.ts'
import * as op from '../encode/opcodes.ts'
import type { Lowered } from '../program/lower.ts'
import { type Placement, workspaceBase } from '../program/placement.ts'
import type { Context } from './context.ts'
import { contractionFunction } from './contraction-function.ts'
import { type Group, groupSteps } from './groups.ts'
import { mapFunction } from './map-function.ts'
import { placeValues } from './place-values.ts'
import { prepareForLoops } from './prepare.ts'
import { reduceFunction, reduceSpace } from './reduce-function.ts'

/** A kernel that the compiled program has the interpreter run, on these values. */
export interface HostCall {
  readonly kernel: Kernel
  readonly inputs: readonly number[]
  readonly output: number
}

/** What a program with loops is made of. */
export interface LoopsProgram {
  readonly program: Lowered
  /** The last one is the whole program. */
  readonly functions: readonly Code[]
  readonly hostCalls: readonly HostCall[]
  /** What each function but the last does, and the host's calls between them, for listings. */
  readonly groups: readonly Group[]
  readonly stored: ReadonlySet<number>
  readonly scratchBytes: number
  readonly workspaceBytes: number
}

/** A program as functions with loops, one for each group of steps, and one that calls them. It gives 0, or 1 when a check failed. */
export function loopsProgram(lowered: Lowered, placement: Placement, constants: Constants, relaxedSimd = false): LoopsProgram {
  const program = prepareForLoops(lowered)
  const { early, late } = groupSteps(program)
  placeConstants(program, placement, constants)
  const { stored, scratchBytes, copies } = placeValues(program, early, late, placement)
  let workspaceBytes = 0
  const context: Context = {
    program,
    placement,
    constants,
    relaxedSimd,
    workspace(bytes) {
      workspaceBytes = Math.max(workspaceBytes, bytes)
      return { base: workspaceBase, offset: 0 }
    },
  }
  const functions: Code[] = []
  const hostCalls: HostCall[] = []
  const main = new Code()
  const status = main.local(i32)
  const call = (group: Group): void => {
    if (group.kind === 'host') {
      const { kernel, operands, output } = group.step
      hostCalls.push({ kernel, inputs: operands.map(({ value }) => value), output })
      main.constant(hostCalls.length - 1)
      main.call(hostFunction)
    } else {
      functions.push(functionOf(context, group, stored))
      main.call(functionIndex(functions.length - 1))
    }
    main.get(status)
    main.op(op.I32_OR)
    main.set(status)
  }
  for (const group of early) call(group)
  main.get(status)
  main.open(op.IF)
  main.constant(1)
  main.op(op.RETURN)
  main.op(op.END)
  for (const group of late) call(group)
  for (const [state, value] of copies) copyValue(main, program, placement, state, value)
  main.constant(0)
  return {
    program,
    functions: [...functions, main],
    hostCalls,
    groups: [...early, ...late],
    stored,
    scratchBytes,
    workspaceBytes,
  }
}

function functionOf(context: Context, group: Exclude<Group, { kind: 'host' }>, stored: ReadonlySet<number>): Code {
  switch (group.kind) {
    case 'map':
      return mapFunction(context, group.shape, group.steps, stored)
    case 'contraction':
      return contractionFunction(context, group.step, group.factors, group.steps, stored)
    case 'reduce':
      return reduceFunction(context, group.step, reduceSpace(group.step)!)
  }
}

/** Known numbers lie beside the constants of formulas. */
function placeConstants({ values, steps }: Lowered, placement: Placement, constants: Constants): void {
  for (const step of steps) {
    for (const { value } of step.operands) {
      const { constant } = values[value]!
      if (constant === undefined || placement.has(value)) continue
      const array = constant as unknown as ArrayBufferView
      const offset = constants.array(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
      placement.set(value, { base: constants.base, offset })
    }
  }
}

function copyValue(code: Code, { values }: Lowered, placement: Placement, to: number, from: number): void {
  const address = (value: number): void => {
    const { base, offset } = placement.of(value)
    code.get(code.global(base))
    code.constant(offset)
    code.op(op.I32_ADD)
  }
  const { dtype, length } = values[to]!
  address(to)
  address(from)
  code.constant(length * bytesPerElement[dtype])
  code.op(op.MEMORY_COPY)
  code.bytes.byte(0)
  code.bytes.byte(0)
}

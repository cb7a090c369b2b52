import { bytesPerElement, elementCount, isDense, type View } from '@gradus/kernel'
import type { Lowered, MapStep, Step } from '../program/lower.ts'
import { aligned, type Placement, scratchBase } from '../program/placement.ts'
import { blockDepth } from './contraction-function.ts'
import type { Group } from './groups.ts'

/** Where the values within a run lie. */
export interface ValuePlan {
  /** Values that lie in memory, because another group reads them or they are outputs or the next values of states. */
  readonly stored: ReadonlySet<number>
  readonly scratchBytes: number
  /** States whose next value is copied at the end, because it could not be written in their place. */
  readonly copies: readonly (readonly [state: number, value: number])[]
}

/**
 * Gives the values that leave their group a place. Those whose lives do not overlap share one; the next value of a state is written over
 * the present one where nobody reads that any more.
 */
export function placeValues(program: Lowered, early: readonly Group[], late: readonly Group[], placement: Placement): ValuePlan {
  const groups = [...early, ...late]
  const made = new Map<number, number>()
  const used = new Map<number, number>()
  const stored = new Set<number>([...program.outputs, ...program.updates.map(([, value]) => value)])
  groups.forEach((group, i) => {
    const own = new Set<number>()
    for (const step of stepsOf(group)) {
      for (const { value } of step.operands) {
        used.set(value, i)
        if (!own.has(value)) stored.add(value)
      }
      if (step.kind === 'check') continue
      own.add(step.output)
      if (!made.has(step.output)) made.set(step.output, i)
      // What a tile or a loop computes is at hand for its own group; what the interpreter, a reduction or several steps write is not.
      // A deep contraction keeps its sums in the output's memory from block to block.
      const deep = group.kind === 'contraction' && step === group.step && depthOf(group.step) > blockDepth
      if (group.kind === 'host' || group.kind === 'reduce' || deep) stored.add(step.output)
    }
  })
  const copies = program.updates.filter(([state, value]) => !writesInPlace(program, groups, early.length, made, state, value))
  const inPlace = new Map(program.updates.filter((update) => !copies.includes(update)).map(([state, value]) => [value, state]))
  const end = groups.length
  for (const value of [...program.outputs, ...copies.map(([, value]) => value)]) used.set(value, end)
  for (const [value, state] of inPlace) placement.set(value, placement.of(state))

  const pool = new Pool()
  const lives = [...made].filter(([value]) => stored.has(value) && !placement.has(value))
  const waiting = [...lives]
  for (let i = 0; i < groups.length; i++) {
    for (const [value, start] of waiting) {
      if (start !== i) continue
      placement.set(value, { base: scratchBase, offset: pool.take(bytesOf(program, value)) })
    }
    for (const [value] of lives) {
      if ((used.get(value) ?? made.get(value)!) === i) pool.give(placement.of(value).offset, bytesOf(program, value))
    }
  }
  return { stored, scratchBytes: pool.end, copies }
}

/** The steps of a group in order. */
export function stepsOf(group: Group): readonly Step[] {
  switch (group.kind) {
    case 'map':
      return group.steps
    case 'contraction':
      return [group.step, ...group.steps]
    default:
      return [group.step]
  }
}

function depthOf({ kernel: { shape, output } }: MapStep): number {
  return elementCount(shape.slice(output.strides.length))
}

function bytesOf({ values }: Lowered, value: number): number {
  const { dtype, length } = values[value]!
  return aligned(length * bytesPerElement[dtype] + 16)
}

/** Whether the next value of a state may be written over it: in a late loop that reads the state, if at all, at the same elements, and last. */
function writesInPlace(
  program: Lowered,
  groups: readonly Group[],
  firstLate: number,
  made: ReadonlyMap<number, number>,
  state: number,
  value: number,
): boolean {
  const index = made.get(value)
  // A value without elements is made by no group.
  if (index === undefined) return false
  const group = groups[index]!
  if (index < firstLate || group.kind !== 'map' || program.outputs.includes(value)) return false
  if (program.updates.filter(([, other]) => other === value).length > 1) return false
  const maker = group.steps.filter((step): step is MapStep => step.kind === 'map' && step.output === value)
  const { output, shape } = maker[0]!.kernel
  const aligned = (view: View, own: readonly number[]): boolean => view.offset === 0 && !view.guards?.length && isDense(view, own)
  if (maker.length !== 1 || !aligned(output, shape)) return false
  return groups.every((other, i) =>
    stepsOf(other).every((step) =>
      step.operands.every((operand) => {
        if (operand.value !== state || i < index) return true
        return i === index && aligned(operand.view, step.kind === 'map' ? step.kernel.shape : (step as { shape: readonly number[] }).shape)
      }),
    ),
  )
}

/** Places in the scratch memory: the first that is free and large enough. */
class Pool {
  end = 0
  private free: { start: number; end: number }[] = []

  take(bytes: number): number {
    const index = this.free.findIndex(({ start, end }) => end - start >= bytes)
    if (index < 0) {
      const start = this.end
      this.end += bytes
      return start
    }
    const place = this.free[index]!
    const { start } = place
    place.start += bytes
    if (place.start === place.end) this.free.splice(index, 1)
    return start
  }

  give(start: number, bytes: number): void {
    this.free.push({ start, end: start + bytes })
    this.free.sort((a, b) => a.start - b.start)
    this.free = this.free.reduce<{ start: number; end: number }[]>((joined, next) => {
      const last = joined.at(-1)
      if (last?.end === next.start) last.end = next.end
      else joined.push(next)
      return joined
    }, [])
  }
}

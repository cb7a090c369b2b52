import { elementCount, isDense, type MapKernel, type Shape } from '@gradus/kernel'
import { inOrder } from '../formulas/evaluate.ts'
import type { HostStep, Lowered, MapStep, Step } from '../program/lower.ts'
import { type Factors, factorsOf } from './contraction.ts'
import { isFlat, type Member } from './members.ts'

/** Steps that become one function. */
export type Group =
  | { readonly kind: 'map'; shape: Shape; isFlat: boolean; readonly steps: Member[] }
  | { readonly kind: 'contraction'; readonly step: MapStep; readonly factors: Factors; readonly steps: Member[] }
  | { readonly kind: 'reduce'; readonly step: MapStep }
  | { readonly kind: 'host'; readonly step: HostStep }

/** The functions of a program in order: those before it is known whether the run succeeds, and those behind, which may change states. */
export interface Grouping {
  readonly early: readonly Group[]
  readonly late: readonly Group[]
}

/**
 * Puts steps over the same index space into one loop where the order allows it: each step joins the first group, from the one that computes
 * the last of its operands on, that walks through the same elements.
 */
export function groupSteps(program: Lowered): Grouping {
  const early = earlySteps(program)
  const writers = new Map<number, number>()
  for (const step of program.steps) if (step.kind !== 'check') writers.set(step.output, (writers.get(step.output) ?? 0) + 1)
  const place = (steps: readonly Step[]): Group[] => {
    const groups: Group[] = []
    const madeBy = new Map<number, number>()
    for (const step of steps) {
      const index = groupFor(step, groups, madeBy, writers)
      if (step.kind !== 'check') madeBy.set(step.output, Math.max(index, madeBy.get(step.output) ?? 0))
    }
    return groups
  }
  return { early: place(program.steps.filter((step) => early.has(step))), late: place(program.steps.filter((step) => !early.has(step))) }
}

/** Steps that a check or an output depends on, and checks themselves. */
function earlySteps({ steps, outputs }: Lowered): Set<Step> {
  const values = new Set(outputs)
  const early = new Set<Step>()
  for (const step of steps.toReversed()) {
    const checks = step.kind === 'check' || (step.kind === 'host' && (step.kernel.checks?.length ?? 0) > 0)
    if (!checks && !values.has((step as MapStep).output)) continue
    early.add(step)
    for (const { value } of step.operands) values.add(value)
  }
  return early
}

/** The number of the group that a step joins, which may be new. */
function groupFor(step: Step, groups: Group[], madeBy: ReadonlyMap<number, number>, writers: ReadonlyMap<number, number>): number {
  const add = (group: Group): number => groups.push(group) - 1
  if (step.kind === 'host') return add({ kind: 'host', step })
  if (step.kind === 'map' && step.kernel.reduce) {
    const factors = factorsOf(step)
    return add(factors ? { kind: 'contraction', step, factors, steps: [] } : { kind: 'reduce', step })
  }
  const member = step as Member
  const from = step.operands.reduce((latest, { value }) => Math.max(latest, madeBy.get(value) ?? 0), 0)
  for (let i = from; i < groups.length; i++) if (joins(member, groups[i]!, writers)) return i
  const shape = shapeOf(member)
  return add({ kind: 'map', shape, isFlat: isFlatMember(member), steps: [member] })
}

function joins(step: Member, group: Group, writers: ReadonlyMap<number, number>): boolean {
  if (group.kind === 'host' || group.kind === 'reduce') return false
  const produced = new Map(group.steps.flatMap((other) => (other.kind === 'map' ? [[other.output, other.kernel] as const] : [])))
  if (group.kind === 'contraction') {
    produced.set(group.step.output, keptOf(group.step.kernel))
    // Behind a contraction stands only what works on its result.
    if (!step.operands.some(({ value }) => produced.has(value)) || !isPlain(step)) return false
  }
  const shape = group.kind === 'map' ? group.shape : keptOf(group.step.kernel).shape
  const own = shapeOf(step)
  const flat = isFlatMember(step)
  const alike = own.length === shape.length && own.every((size, axis) => size === shape[axis])
  if (!alike && !(elementCount(own) === elementCount(shape) && (flat || (group.kind === 'map' && group.isFlat)))) return false
  for (const { value, view } of step.operands) {
    const kernel = produced.get(value)
    if (kernel === undefined) continue
    // What is computed for an element can only be read for the same element.
    if (writers.get(value) !== 1 || view.offset !== 0 || view.guards?.length || !isDense(view, own)) return false
    if (kernel.output.offset !== 0 || !isDense(kernel.output, kernel.shape)) return false
  }
  if (!alike && group.kind === 'map' && !flat) group.shape = own
  if (group.kind === 'map') group.isFlat &&= flat
  group.steps.push(step)
  return true
}

/** A contraction seen from behind: an elementwise kernel over its kept axes. */
function keptOf(kernel: MapKernel): MapKernel {
  return { ...kernel, shape: kernel.shape.slice(0, kernel.shape.length - kernel.reduce!.axes) }
}

function shapeOf(step: Member): Shape {
  return step.kind === 'map' ? step.kernel.shape : step.shape
}

/** Whether a step sees its index space as one long row: all that it reads and writes lies so, or is one element. */
function isFlatMember(step: Member): boolean {
  const shape = shapeOf(step)
  if (step.operands.some(({ view }) => !isFlat(shape, view))) return false
  return step.kind === 'check' || (isDense(step.kernel.output, shape) && !usesIndex(step))
}

/** Whether a step may stand behind a contraction: no guards, no positions, nothing that leads backwards. */
function isPlain(step: Member): boolean {
  const views = [...step.operands.map(({ view }) => view), ...(step.kind === 'map' ? [step.kernel.output] : [])]
  return (
    views.every(({ guards, strides }) => !guards?.length && strides.every((stride) => stride >= 0)) &&
    !(step.kind === 'map' && usesIndex(step))
  )
}

function usesIndex({ kernel }: MapStep): boolean {
  return inOrder(kernel.body).some(({ kind }) => kind === 'index')
}

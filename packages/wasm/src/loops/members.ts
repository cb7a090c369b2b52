import { isDense, rowMajorStrides, type Shape, type View } from '@gradus/kernel'
import type { Block, Node } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { evaluate, inOrder } from '../formulas/evaluate.ts'
import { constantVector, type Group, int32Vector, partsOf } from '../formulas/lanes.ts'
import { violations } from '../formulas/range.ts'
import type { CheckStep, MapStep, Operand } from '../program/lower.ts'
import { type Context, dtypeOf } from './context.ts'

/** An elementwise step or a check: what can share a loop with others over the same index space. */
export type Member = MapStep | CheckStep

/** A value that the members of a loop read from memory or write to it. */
export interface Access {
  readonly value: number
  readonly view: View
}

/** Where one group of elements comes from and goes to. */
export interface GroupAccess {
  load(access: Access): Group
  store(access: Access, group: Group): void
  index(axis: number): Group
}

/**
 * Elementwise steps over one index space, made ready to be written for one group of elements at a time: what one computes and another reads
 * stays in registers.
 */
export class Members {
  readonly accesses: Access[] = []
  /** The axes whose positions occur in formulas. */
  readonly indexAxes = new Set<number>()
  private readonly context: Context
  private readonly steps: readonly Member[]
  private readonly known = new Map<string, Access>()
  private readonly loads = new Map<Operand, Access>()
  private readonly stores = new Map<MapStep, Access>()

  /** `given` are values that are in registers already, and `stored` those that somebody outside reads. */
  constructor(context: Context, shape: Shape, steps: readonly Member[], given: readonly number[], stored: ReadonlySet<number>) {
    this.context = context
    this.steps = steps
    const inRegisters = new Set(given)
    for (const step of steps) {
      const own = step.kind === 'map' ? step.kernel.shape : step.shape
      for (const operand of step.operands) {
        if (inRegisters.has(operand.value) || this.isNumber(operand)) continue
        this.loads.set(operand, this.access(operand.value, viewOver(shape, own, operand.view)))
      }
      if (step.kind !== 'map') continue
      for (const node of inOrder(step.kernel.body)) if (node.kind === 'index') this.indexAxes.add(node.axis)
      inRegisters.add(step.output)
      if (stored.has(step.output)) this.stores.set(step, this.access(step.output, viewOver(shape, own, step.kernel.output)))
    }
  }

  /** Adds the nodes and stores for one group of which `count` elements are in use; gives the nodes that say that a check failed. */
  write(block: Block, count: number, access: GroupAccess, given: ReadonlyMap<number, Group>): Node[] {
    const groups = new Map(given)
    const bad: Node[] = []
    const read = (operand: Operand): Group => {
      const { value } = operand
      const known = groups.get(value)
      if (known !== undefined) return known
      const load = this.loads.get(operand)
      return load === undefined ? this.number(block, operand, count) : access.load(load)
    }
    for (const step of this.steps) {
      if (step.kind === 'check') {
        const [operand] = step.operands
        const found = violations(block, step.check, dtypeOf(this.context, operand.value), read(operand))
        for (const node of found) bad.push(onlyUsed(block, node, count))
        continue
      }
      const result = evaluate(block, step.kernel.body, { input: (i) => read(step.operands[i]!), index: access.index }, count)
      groups.set(step.output, result)
      const store = this.stores.get(step)
      if (store !== undefined) access.store(store, result)
    }
    return bad
  }

  private access(value: number, view: View): Access {
    const key = `${value} ${view.offset} ${view.strides} ${JSON.stringify(view.guards ?? [])} ${view.fill ?? 0}`
    let access = this.known.get(key)
    if (access === undefined) {
      access = { value, view }
      this.known.set(key, access)
      this.accesses.push(access)
    }
    return access
  }

  /** Whether an operand is one known number everywhere. */
  private isNumber({ value, view }: Operand): boolean {
    return (
      this.context.program.values[value]!.constant !== undefined && view.strides.every((stride) => stride === 0) && !view.guards?.length
    )
  }

  private number(block: Block, { value, view }: Operand, count: number): Group {
    const { constant, dtype } = this.context.program.values[value]!
    const vector = constantVector(block, constant![view.offset]!, dtype)
    return partsOf(dtype, count) === 2 ? [vector, vector] : [vector]
  }
}

/** A violation in a lane that is not in use is none. Where the lanes are wide, two of them lie in a vector. */
function onlyUsed(block: Block, node: Node, count: number): Node {
  if (count === 4) return node
  const used = int32Vector(block, [-1, count > 1 ? -1 : 0, count > 2 ? -1 : 0, 0])
  return block.apply(op.V128_AND, node, used)
}

/** A view of a step's own index space as one of the loop's, which has the same number of elements: only flat steps differ. */
function viewOver(shape: Shape, own: Shape, view: View): View {
  if (own.length === shape.length && own.every((size, axis) => size === shape[axis])) return view
  return { ...view, strides: isDense(view, own) ? rowMajorStrides(shape) : shape.map(() => 0), guards: [] }
}

/** Whether a view reads or writes one element after the other, or one and the same. */
export function isFlat(shape: Shape, view: View): boolean {
  if (view.guards?.length) return false
  return isDense(view, shape) || shape.every((size, axis) => size === 1 || view.strides[axis] === 0)
}

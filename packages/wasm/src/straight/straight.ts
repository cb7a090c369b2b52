import { elementCount, type Reduction } from '@gradus/kernel'
import { Block, type Node } from '../block/block.ts'
import type { Constants } from '../block/constants.ts'
import { BlockEmitter } from '../block/emit.ts'
import { Code } from '../encode/code.ts'
import * as op from '../encode/opcodes.ts'
import { evaluate, inOrder } from '../formulas/evaluate.ts'
import { chunkLength, fold, foldLanes, identityGroup, padded, treeLanes } from '../formulas/fold.ts'
import { type Group, groupLength, laneBytes, partsOf } from '../formulas/lanes.ts'
import { violations } from '../formulas/range.ts'
import type { CheckStep, Lowered, MapStep, Step } from '../program/lower.ts'
import { offsetsOf } from '../program/offsets.ts'
import type { Placement } from '../program/placement.ts'
import { ComputedElements, ConstantElements, type Elements, gather, indexGroup, MemoryElements, storeGroup } from './elements.ts'

/** Beyond this many vector operations, code without loops is slower to make ready than loops are to run. */
const mostOperations = 4000

/** Whether a program is so small that it is best written without loops. */
export function isStraight({ steps }: Lowered): boolean {
  let operations = 0
  for (const step of steps) {
    if (step.kind === 'host') return false
    operations += step.kind === 'check' ? (elementCount(step.shape) / groupLength) * 4 : operationsOf(step)
    if (operations > mostOperations) return false
  }
  return true
}

function operationsOf({ kernel }: MapStep): number {
  const { shape, body, reduce } = kernel
  const each = inOrder(body).filter(({ kind }) => kind !== 'input' && kind !== 'constant' && kind !== 'formula').length + 1
  const kept = elementCount(shape.slice(0, shape.length - (reduce?.axes ?? 0)))
  const reduced = elementCount(shape.slice(shape.length - (reduce?.axes ?? 0)))
  const groups =
    reduce && foldsRows(reduce, kept, reduced) ? kept * Math.ceil(reduced / groupLength) : Math.ceil(kept / groupLength) * reduced
  return groups * (each + (reduce ? 1 : 0)) * partsOf(body.dtype, groupLength)
}

/** Whether a reduction's elements lie in lanes, one output after the other, or those of neighbouring outputs do. */
function foldsRows({ order }: Reduction, kept: number, reduced: number): boolean {
  return order === 'tree' && kept * Math.ceil(reduced / groupLength) < Math.ceil(kept / groupLength) * reduced
}

/**
 * A whole program as one function without loops: every element of every value in a lane of a register, from the step that computes it to
 * those that use it. It gives 0, or 1 when a check failed, and then has changed no state.
 */
export function straightFunction(program: Lowered, placement: Placement, constants: Constants): Code {
  const code = new Code()
  const writer = new StraightWriter(program, placement, new Block(constants))
  const bad = writer.run()
  const emitter = new BlockEmitter(code, writer.block, bad === undefined ? [] : [bad])
  if (bad !== undefined) {
    emitter.push(bad)
    code.op(op.V128_ANY_TRUE)
    code.open(op.IF)
    code.constant(1)
    code.op(op.RETURN)
    code.op(op.END)
  }
  emitter.stores()
  code.constant(0)
  return code
}

class StraightWriter {
  readonly block: Block
  private readonly program: Lowered
  private readonly placement: Placement
  private readonly elements = new Map<number, Elements>()

  constructor(program: Lowered, placement: Placement, block: Block) {
    this.program = program
    this.placement = placement
    this.block = block
  }

  /** Adds all nodes and stores; gives the node that has a bit set when a check fails. */
  run(): Node | undefined {
    const bad: Node[] = []
    for (const step of this.program.steps) this.step(step, bad)
    for (const value of this.program.outputs) this.store(value, value)
    for (const [state, value] of this.program.updates) this.store(state, value)
    return bad.length === 0 ? undefined : bad.reduce((a, b) => this.block.apply(op.V128_OR, a, b))
  }

  private step(step: Step, bad: Node[]): void {
    if (step.kind === 'check') this.check(step, bad)
    else if (step.kind === 'map') {
      const { kernel, output } = step
      let target = this.elements.get(output) as ComputedElements | undefined
      if (target === undefined) {
        target = new ComputedElements(kernel.body.dtype, this.program.values[output]!.length)
        this.elements.set(output, target)
      }
      if (kernel.reduce) this.reduce(step, kernel.reduce, target)
      else this.map(step, target)
    }
  }

  private map(step: MapStep, target: ComputedElements): void {
    const { shape, output } = step.kernel
    const places = offsetsOf(shape, output)
    const body = this.bodyOf(step)
    for (let start = 0; start < places.length; start += groupLength) {
      const positions = range(start, Math.min(start + groupLength, places.length))
      target.set(
        positions.map((position) => places[position]!),
        body(positions),
        positions.length,
      )
    }
  }

  private reduce(step: MapStep, reduction: Reduction, target: ComputedElements): void {
    const { kernel } = step
    const kept = kernel.shape.slice(0, kernel.shape.length - reduction.axes)
    const places = offsetsOf(kept, kernel.output)
    const length = elementCount(kernel.shape.slice(kept.length))
    const folding = { dtype: kernel.body.dtype, operation: reduction.operation }
    const { block } = this
    const body = this.bodyOf(step)
    if (foldsRows(reduction, places.length, length)) {
      const parts = partsOf(folding.dtype, length)
      for (let row = 0; row < places.length; row++) {
        const chunks: Group[] = []
        for (let start = 0; start < length; start += chunkLength) {
          const accumulators: (Group | undefined)[] = [undefined, undefined]
          for (let e = start; e < Math.min(start + chunkLength, length); e += groupLength) {
            const count = Math.min(groupLength, length - e)
            const values = padded(block, folding, body(range(row * length + e, row * length + e + count)), count, parts)
            const lane = (e / groupLength) % 2
            const before = accumulators[lane] ?? identityGroup(block, folding, parts)
            accumulators[lane] = fold(block, folding, before, values, count > 2 ? 4 : 2)
          }
          chunks.push(foldLanes(block, folding, accumulators[0]!, accumulators[1]))
        }
        target.set([places[row]!], pairwise(chunks, (a, b) => fold(block, folding, a, b, 1)) ?? identityGroup(block, folding, 1), 1)
      }
      return
    }
    for (let start = 0; start < places.length; start += groupLength) {
      const outputs = range(start, Math.min(start + groupLength, places.length))
      const count = outputs.length
      const join = (a: Group, b: Group): Group => fold(block, folding, a, b, count)
      const identity = identityGroup(block, folding, partsOf(folding.dtype, count))
      const element = (e: number): Group => body(outputs.map((output) => output * length + e))
      const result = reduction.order === 'tree' ? foldTree(length, element, identity, join) : foldInOrder(length, element, identity, join)
      target.set(
        outputs.map((output) => places[output]!),
        result,
        count,
      )
    }
  }

  private check({ shape, operands: [{ value, view }], check }: CheckStep, bad: Node[]): void {
    const { block } = this
    const offsets = [...new Set(offsetsOf(shape, view))].filter((offset) => offset >= 0)
    const elements = this.elementsOf(value)
    for (let start = 0; start < offsets.length; start += groupLength) {
      const group = gather(block, elements, offsets.slice(start, start + groupLength), 0, true)
      for (const node of violations(block, check, elements.dtype, group)) bad.push(node)
    }
  }

  /** The formula of a step for up to four positions of its index space. */
  private bodyOf({ kernel, operands }: MapStep): (positions: readonly number[]) => Group {
    const { block } = this
    const { shape, body } = kernel
    const offsets = operands.map(({ view }) => offsetsOf(shape, view))
    return (positions) =>
      evaluate(
        block,
        body,
        {
          input: (i) =>
            gather(
              block,
              this.elementsOf(operands[i]!.value),
              positions.map((position) => offsets[i]![position]!),
              operands[i]!.view.fill ?? 0,
            ),
          index: (axis) => indexGroup(block, positions, elementCount(shape.slice(axis + 1)), shape[axis]!),
        },
        positions.length,
      )
  }

  private elementsOf(value: number): Elements {
    let elements = this.elements.get(value)
    if (elements === undefined) {
      const { dtype, constant } = this.program.values[value]!
      const { base, offset } = this.placement.of(value)
      elements =
        constant === undefined ? new MemoryElements(this.block, dtype, base, offset) : new ConstantElements(this.block, dtype, constant)
      this.elements.set(value, elements)
    }
    return elements
  }

  /** Stores a value where another one, an output or a state, lies. */
  private store(at: number, value: number): void {
    const { block } = this
    const { dtype, length } = this.program.values[at]!
    const place = this.placement.of(at)
    const elements = this.elementsOf(value)
    for (let start = 0; start < length; start += groupLength) {
      const offsets = range(start, Math.min(start + groupLength, length))
      storeGroup(
        block,
        gather(block, elements, offsets, 0),
        dtype,
        place.base,
        place.offset + start * (dtype === 'bool' ? 1 : laneBytes(dtype)),
        offsets.length,
      )
    }
  }
}

/** One accumulator per lane of the tree, chunk by chunk; see `Reduction`. */
function foldTree(length: number, element: (e: number) => Group, identity: Group, join: (a: Group, b: Group) => Group): Group {
  const chunks: Group[] = []
  for (let start = 0; start < length; start += chunkLength) {
    const lanes: Group[] = []
    for (let e = start; e < Math.min(start + chunkLength, length); e++) {
      const lane = (e - start) % treeLanes
      lanes[lane] = join(lanes[lane] ?? identity, element(e))
    }
    for (let half = treeLanes / 2; half >= 1; half /= 2) {
      for (let lane = half; lane < Math.min(2 * half, lanes.length); lane++) lanes[lane - half] = join(lanes[lane - half]!, lanes[lane]!)
    }
    chunks.push(lanes[0]!)
  }
  return pairwise(chunks, join) ?? identity
}

function foldInOrder(length: number, element: (e: number) => Group, identity: Group, join: (a: Group, b: Group) => Group): Group {
  let result = identity
  for (let e = 0; e < length; e++) result = join(result, element(e))
  return result
}

/** Neighbours folded, level by level, an odd last one moving up. */
export function pairwise(values: readonly Group[], join: (a: Group, b: Group) => Group): Group | undefined {
  let level = values
  while (level.length > 1) {
    const next: Group[] = []
    for (let i = 0; i < level.length; i += 2) next.push(i + 1 < level.length ? join(level[i]!, level[i + 1]!) : level[i]!)
    level = next
  }
  return level[0]
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i)
}

import { bytesPerElement, type DType, elementCount, type Reduction, type View } from '@gradus/kernel'
import { Block, type Place } from '../block/block.ts'
import { BlockEmitter } from '../block/emit.ts'
import { Code, i32, v128 } from '../encode/code.ts'
import * as op from '../encode/opcodes.ts'
import { evaluate, inOrder } from '../formulas/evaluate.ts'
import { chunkLength, type Folding, fold, foldLanes, identityGroup, padded, treeLanes } from '../formulas/fold.ts'
import { constantVector, type Group, groupLength, partsOf } from '../formulas/lanes.ts'
import type { MapStep } from '../program/lower.ts'
import { offsetsOf } from '../program/offsets.ts'
import { pairwise } from '../straight/straight.ts'
import { loadGroup, shiftFor, storeStrided } from './access.ts'
import { type Context, dtypeOf, placeOf } from './context.ts'
import { Pointers } from './pointers.ts'
import { type Space, spaceOf } from './space.ts'

/** Reductions of more elements than this per output would take too much code to join their chunks. */
const mostElements = 512 * chunkLength

/** Reductions of at most this many elements per output are written without a loop, however they lie. */
const fewElements = 16

/** How the elements of a reduction are walked through. */
type Form =
  /** Elements side by side in lanes, one output after the other. */
  | 'rows'
  /** Neighbouring outputs side by side in lanes. */
  | 'columns'

/** A reduction's index space: the kept axes, then the reduced ones, which are one. */
interface ReduceSpace extends Space {
  readonly form: Form
  /** The number of kept axes. */
  readonly kept: number
  /** Elements per output. */
  readonly length: number
}

/** The index space of a reduction that can be compiled as it is; undefined for others, whose elements are computed beforehand. */
export function reduceSpace({ kernel, operands }: MapStep): ReduceSpace | undefined {
  const { shape, body, output, reduce } = kernel
  if (reduce === undefined || output.guards?.length || operands.some(({ view }) => view.guards?.length)) return undefined
  if (inOrder(body).some(({ kind }) => kind === 'index')) return undefined
  const outer = shape.length - reduce.axes
  const length = elementCount(shape.slice(outer))
  if (length === 0 || length > mostElements) return undefined
  const target: View = { ...output, strides: [...output.strides, ...shape.slice(outer).map(() => 0)] }
  const groups = shape.map((_, axis) => (axis < outer ? 0 : 1))
  const space = spaceOf(shape, [...operands.map(({ view }) => view), target], new Set(), groups)
  const kept = new Set(space.axes.slice(0, outer).filter((axis) => axis >= 0)).size
  const scattered = space.sizes.length - kept > 1
  if (scattered && length > fewElements) return undefined
  const sources = space.views.slice(0, -1)
  const along = (axis: number): readonly number[] => sources.map(({ strides }) => strides[axis] ?? 0)
  const contiguous = (axis: number): boolean => along(axis).every((stride) => stride === 0 || stride === 1)
  const rows = !scattered && reduce.order === 'tree' && length >= treeLanes && contiguous(kept)
  const columns = kept > 0 && contiguous(kept - 1) && along(kept - 1).some((stride) => stride === 1)
  return { ...space, kept, length, form: rows && !(columns && length < 4 * treeLanes) ? 'rows' : 'columns' }
}

/** A reduction in a loop nest of its own; its elements are computed where they are folded. */
export function reduceFunction(context: Context, step: MapStep, space: ReduceSpace): Code {
  return new ReduceWriter(context, step, space).run()
}

/** An operand of the formula. */
interface Source {
  readonly place: Place
  readonly dtype: DType
  /** To the next element in lanes. */
  readonly stride: number
  /** From the first to each of the elements that are written one after the other. */
  readonly run: Int32Array
  /** The least of those distances, which is 0 or below, and at which the place lies. */
  readonly below: number
}

class ReduceWriter {
  private readonly code = new Code()
  private readonly context: Context
  private readonly step: MapStep
  private readonly space: ReduceSpace
  private readonly reduction: Reduction
  private readonly folding: Folding
  private readonly pointers: Pointers
  /** The axis along which lanes lie, or one that is not there. */
  private readonly vectorAxis: number
  private readonly sources: readonly Source[]
  private readonly target: { readonly place: Place; readonly stride: number }

  constructor(context: Context, step: MapStep, space: ReduceSpace) {
    this.context = context
    this.step = step
    this.space = space
    this.reduction = step.kernel.reduce!
    this.folding = { dtype: step.kernel.body.dtype, operation: this.reduction.operation }
    this.pointers = new Pointers(this.code, space.sizes.length)
    const { kept, form } = space
    this.vectorAxis = form === 'rows' ? kept : kept - 1
    this.sources = step.operands.map(({ value }, i) => {
      const view = space.views[i]!
      const dtype = dtypeOf(context, value)
      const size = bytesPerElement[dtype]
      const stride = view.strides[this.vectorAxis] ?? 0
      // How far elements that are written one after the other without a loop lie from the first of them; lowest first.
      const few = space.sizes.length === kept + 1 ? [Math.min(space.length, fewElements)] : space.sizes.slice(kept)
      const run = offsetsOf(few, { offset: 0, strides: view.strides.slice(kept) })
      const below = form === 'rows' ? 0 : run.reduce((a, b) => Math.min(a, b), 0)
      const lowest = shiftFor(stride) + below
      const place = this.pointers.add(
        placeOf(context, value, view.offset + lowest),
        view.strides.map((bytes) => bytes * size),
      )
      return { place, dtype, stride, run, below }
    })
    const view = space.views.at(-1)!
    const stride = form === 'rows' ? 0 : (view.strides[kept - 1] ?? 0)
    const size = bytesPerElement[this.folding.dtype]
    this.target = {
      stride,
      place: this.pointers.add(
        placeOf(context, step.output, view.offset + shiftFor(stride)),
        view.strides.map((bytes) => bytes * size),
      ),
    }
  }

  run(): Code {
    const { space, code } = this
    const outer = space.form === 'rows' ? space.kept : space.kept - 1
    const nest = (axis: number): void => {
      if (axis < outer) this.pointers.loop(axis, space.sizes[axis]!, 1, () => nest(axis + 1))
      else if (space.form === 'rows') this.outputs(1)
      else this.columns(space.sizes[space.kept - 1] ?? 1)
    }
    nest(0)
    code.constant(0)
    return code
  }

  private columns(size: number): void {
    const axis = this.vectorAxis
    const whole = Math.floor(size / groupLength)
    if (axis < 0) {
      this.outputs(1)
      return
    }
    this.pointers.loop(axis, whole, groupLength, () => this.outputs(groupLength))
    if (size % groupLength === 0) return
    this.pointers.move(axis, whole * groupLength)
    this.outputs(size % groupLength)
    this.pointers.move(axis, -whole * groupLength)
  }

  /** Computes and stores one output (rows), or up to four. */
  private outputs(count: number): void {
    const { length } = this.space
    const tree = this.reduction.order === 'tree'
    const chunks = tree ? Math.ceil(length / chunkLength) : 1
    const whole = tree && chunks > 1 ? Math.floor(length / chunkLength) : 0
    const rest = length - whole * chunkLength
    const { code, folding, pointers } = this
    const axis = this.space.kept
    const block = new Block(this.context.constants)
    const groups: Group[] = []
    const parts = partsOf(folding.dtype, this.space.form === 'rows' ? 1 : count)
    if (whole > 0) {
      // Chunks are alike, but each leaves its result in a place of its own.
      const place = this.context.workspace(whole * parts * 16)
      const at = code.local(i32)
      code.get(code.global(place.base))
      code.set(at)
      code.repeat(whole, () => {
        const locals = this.chunk(chunkLength, count)
        locals.forEach((local, part) => {
          code.get(at)
          code.get(local)
          code.memory(op.V128_STORE, part * 16)
          code.release(local)
        })
        code.advance(at, parts * 16)
        pointers.move(axis, chunkLength)
      })
      pointers.move(axis, -whole * chunkLength)
      code.release(at)
      for (let chunk = 0; chunk < whole; chunk++) {
        groups.push(
          Array.from({ length: parts }, (_, part) => block.load(op.V128_LOAD, { base: place.base, offset: (chunk * parts + part) * 16 })),
        )
      }
    }
    let last: number[] = []
    if (rest > 0) {
      pointers.move(axis, whole * chunkLength)
      last = this.chunk(rest, count)
      pointers.move(axis, -whole * chunkLength)
      groups.push(groupOf(block, last))
    }
    const result = pairwise(groups, (a, b) => fold(block, folding, a, b, count))!
    storeStrided(block, result, folding.dtype, this.target.place, this.target.stride, count)
    this.emit(block, [])
    for (const local of last) code.release(local)
  }

  /** Folds a chunk into locals, which hold a group; the pointers stand where they stood. */
  private chunk(length: number, count: number): number[] {
    return this.space.form === 'rows' ? this.rowChunk(length) : this.columnChunk(length, count)
  }

  private rowChunk(length: number): number[] {
    const { code, folding } = this
    const axis = this.space.kept
    const parts = partsOf(folding.dtype, groupLength)
    const low = this.accumulator(parts)
    const high = this.accumulator(parts)
    const run = (count: number): void => {
      const block = new Block(this.context.constants)
      const join = (accumulator: readonly number[], start: number, used: number): Group => {
        const values = padded(
          block,
          folding,
          this.elements(block, ({ run, stride }) => ({ at: run[start]!, stride }), groupLength),
          used,
          parts,
        )
        return fold(block, folding, groupOf(block, accumulator), values, groupLength)
      }
      const first = join(low, 0, Math.min(count, groupLength))
      const second = count > groupLength ? join(high, groupLength, count - groupLength) : undefined
      this.assign(block, [...low, ...(second ? high : [])], [...first, ...(second ?? [])])
    }
    const whole = Math.floor(length / treeLanes)
    this.pointers.loop(axis, whole, treeLanes, () => run(treeLanes))
    if (length % treeLanes > 0) {
      this.pointers.move(axis, whole * treeLanes)
      run(length % treeLanes)
      this.pointers.move(axis, -whole * treeLanes)
    }
    const block = new Block(this.context.constants)
    const result = foldLanes(block, folding, groupOf(block, low), length > groupLength ? groupOf(block, high) : undefined)
    this.assign(block, low.slice(0, 1), result.slice(0, 1))
    for (const local of [...low.slice(1), ...high]) code.release(local)
    return low.slice(0, 1)
  }

  private columnChunk(length: number, count: number): number[] {
    const { code, folding } = this
    const axis = this.space.kept
    const parts = partsOf(folding.dtype, count)
    const lanes = this.reduction.order === 'tree' ? Math.min(treeLanes, length) : 1
    const unrolled = this.space.sizes.length - this.space.kept > 1 ? length : this.reduction.order === 'tree' ? lanes : Math.min(4, length)
    const accumulators = Array.from({ length: lanes }, () => this.accumulator(parts))
    const run = (steps: number): void => {
      const block = new Block(this.context.constants)
      const groups = accumulators.map((locals) => groupOf(block, locals))
      for (let e = 0; e < steps; e++) {
        const values = this.elements(block, ({ run, below, stride }) => ({ at: run[e]! - below, stride }), count)
        groups[e % lanes] = fold(block, folding, groups[e % lanes]!, values, count)
      }
      this.assign(block, accumulators.flat(), groups.flat())
    }
    const whole = Math.floor(length / unrolled)
    this.pointers.loop(axis, whole, unrolled, () => run(unrolled))
    if (length % unrolled > 0) {
      this.pointers.move(axis, whole * unrolled)
      run(length % unrolled)
      this.pointers.move(axis, -whole * unrolled)
    }
    const block = new Block(this.context.constants)
    const groups = accumulators.map((locals) => groupOf(block, locals))
    for (let half = treeLanes / 2; half >= 1; half /= 2) {
      for (let lane = half; lane < Math.min(2 * half, lanes); lane++)
        groups[lane - half] = fold(block, folding, groups[lane - half]!, groups[lane]!, count)
    }
    this.assign(block, accumulators[0]!, groups[0]!)
    for (const locals of accumulators.slice(1)) for (const local of locals) code.release(local)
    return accumulators[0]!
  }

  /** The formula for one group; `at` says how far from the pointers, in elements, and how far apart its elements lie. */
  private elements(block: Block, where: (source: Source) => { readonly at: number; readonly stride: number }, count: number): Group {
    const { operands, kernel } = this.step
    return evaluate(
      block,
      kernel.body,
      {
        input: (i) => {
          const source = this.sources[i]!
          const { constant } = this.context.program.values[operands[i]!.value]!
          const view = this.space.views[i]!
          if (constant !== undefined && view.strides.every((stride) => stride === 0)) {
            const vector = constantVector(block, constant[view.offset]!, source.dtype)
            return partsOf(source.dtype, count) === 2 ? [vector, vector] : [vector]
          }
          const { at, stride } = where(source)
          const { base, offset } = source.place
          return loadGroup(block, source.dtype, { base, offset: offset + at * bytesPerElement[source.dtype] }, stride, count)
        },
        // Formulas with positions are computed beforehand: see `reduceSpace`.
        index: () => [],
      },
      count,
    )
  }

  private accumulator(parts: number): number[] {
    const { code } = this
    const block = new Block(this.context.constants)
    const locals = Array.from({ length: parts }, () => code.local(v128))
    this.assign(block, locals, identityGroup(block, this.folding, parts))
    return locals
  }

  /** Locals ← the values of nodes, which may be computed from those locals: all of them first. */
  private assign(block: Block, locals: readonly number[], nodes: Group): void {
    const emitter = new BlockEmitter(this.code, block, nodes)
    const changed = locals.map((local, i) => ({ local, node: nodes[i]! }))
    for (const { node } of changed) emitter.push(node)
    for (const { local } of changed.toReversed()) this.code.set(local)
    emitter.release()
  }

  private emit(block: Block, roots: Group): void {
    const emitter = new BlockEmitter(this.code, block, roots)
    emitter.stores()
    emitter.release()
  }
}

function groupOf(block: Block, locals: readonly number[]): Group {
  return locals.map((local) => block.local(local))
}

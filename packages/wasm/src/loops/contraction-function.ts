import { bytesPerElement, type DType, elementCount } from '@gradus/kernel'
import { Block, type Place } from '../block/block.ts'
import { address, BlockEmitter } from '../block/emit.ts'
import { Code, i32, v128 } from '../encode/code.ts'
import * as op from '../encode/opcodes.ts'
import { type Group, groupLength } from '../formulas/lanes.ts'
import type { MapStep } from '../program/lower.ts'
import { loadGroup, storeStrided } from './access.ts'
import { type Context, dtypeOf, placeOf } from './context.ts'
import { type ContractionSpace, contractionSpace, type Factors } from './contraction.ts'
import { type Access, type Member, Members } from './members.ts'
import { Pointers } from './pointers.ts'

/** Accumulators of a tile, in vectors: with more of them, or an unrolled loop, V8 spills one and is half as fast (measured). */
const accumulators = 8
/** Terms summed before the next columns: as many rows of a panel stay in the first-level cache. */
export const blockDepth = 256
/** Columns whose rows lie closer than this, in bytes, need not be packed. */
const closeRows = 256

/** Instructions by dtype: load one element into all lanes, multiply, add; both with one rounding. */
const instructions = {
  float32: { splat: op.V128_LOAD32_SPLAT, multiply: op.F32X4_MUL, add: op.F32X4_ADD, fused: op.F32X4_RELAXED_MADD },
  float64: { splat: op.V128_LOAD64_SPLAT, multiply: op.F64X2_MUL, add: op.F64X2_ADD, fused: op.F64X2_RELAXED_MADD },
  int32: { splat: op.V128_LOAD32_SPLAT, multiply: op.I32X4_MUL, add: op.I32X4_ADD, fused: undefined },
} as const

/**
 * A contraction and the elementwise steps that follow it over the same elements, as tiles whose sums stay in registers.
 *
 * The right factor's columns are packed side by side in panels; the left factor is read where it lies. The products of an element are
 * added in index order from +0, in blocks: what a block leaves behind in the output, the next one goes on from.
 */
export function contractionFunction(
  context: Context,
  step: MapStep,
  factors: Factors,
  epilogue: readonly Member[],
  stored: ReadonlySet<number>,
): Code {
  const outer = step.kernel.shape.length - step.kernel.reduce!.axes
  const members = new Members(context, step.kernel.shape.slice(0, outer), epilogue, [step.output], stored)
  const space = contractionSpace(step, factors, members.accesses)
  return new ContractionWriter(context, step, space, members, stored.has(step.output)).run()
}

/** Which part of the sums a tile adds: the first block starts at zero, the last one is followed by the epilogue. */
interface BlockPart {
  readonly first: boolean
  readonly last: boolean
  /** Positions along the outermost axis of the depth. */
  readonly count: number
}

class ContractionWriter {
  private readonly code = new Code()
  private readonly context: Context
  private readonly step: MapStep
  private readonly space: ContractionSpace
  private readonly members: Members
  private readonly keepsSum: boolean
  private readonly dtype: DType & ('float32' | 'float64' | 'int32')
  private readonly size: number
  private readonly pointers: Pointers
  private readonly left: Place
  private readonly right: Place
  private readonly target: Place
  private readonly places = new Map<Access, { readonly place: Place; readonly view: number }>()
  private readonly bad: number
  private readonly rowAxis: number | undefined
  private readonly columnAxis: number | undefined
  private readonly lanes: number

  constructor(context: Context, step: MapStep, space: ContractionSpace, members: Members, keepsSum: boolean) {
    this.context = context
    this.step = step
    this.space = space
    this.members = members
    this.keepsSum = keepsSum
    this.dtype = step.kernel.body.dtype as 'float32'
    this.size = bytesPerElement[this.dtype]
    this.lanes = 16 / this.size
    this.bad = this.code.local(v128)
    this.rowAxis = space.rows.at(-1)
    this.columnAxis = space.columns.at(-1)
    this.pointers = new Pointers(this.code, space.sizes.length)
    const pointer = (value: number, view: number): Place => {
      const bytes = bytesPerElement[dtypeOf(context, value)]
      const { offset, strides } = space.views[view]!
      return this.pointers.add(
        placeOf(context, value, offset),
        strides.map((stride) => stride * bytes),
      )
    }
    const { operands, output } = step
    this.left = pointer(operands[space.left]!.value, 0)
    this.right = pointer(operands[space.right]!.value, 1)
    this.target = pointer(output, 2)
    members.accesses.forEach((access, i) => {
      this.places.set(access, { place: pointer(access.value, 3 + i), view: 3 + i })
    })
  }

  run(): Code {
    const { space, code } = this
    const outerColumns = space.columns.slice(0, -1)
    this.nest([...space.batch, ...outerColumns], () => this.panels())
    code.get(this.bad)
    code.op(op.V128_ANY_TRUE)
    return code
  }

  private nest(axes: readonly number[], body: () => void): void {
    const [axis, ...rest] = axes
    if (axis === undefined) {
      body()
      return
    }
    this.pointers.loop(axis, this.space.sizes[axis]!, 1, () => this.nest(rest, body))
  }

  /** Panel by panel along the innermost axis of columns. */
  private panels(): void {
    const columns = this.columnAxis === undefined ? 1 : this.space.sizes[this.columnAxis]!
    const wide = 2 * this.lanes
    const whole = Math.floor(columns / wide)
    const rest = columns % wide
    const axis = this.columnAxis ?? this.space.sizes.length
    this.pointers.loop(axis, whole, wide, () => this.panel(wide))
    if (rest === 0) return
    if (whole > 0) this.pointers.move(axis, whole * wide)
    this.panel(rest)
    if (whole > 0) this.pointers.move(axis, -whole * wide)
  }

  /** All rows for up to two vectors of columns, block by block along the depth. */
  private panel(width: number): void {
    const { space } = this
    const [outermost, ...inner] = space.depth
    if (outermost === undefined) {
      this.blockOf(width, { first: true, last: true, count: 1 })
      return
    }
    const size = space.sizes[outermost]!
    // Blocks of about the same depth: each goes through the output's memory once.
    const depth = elementCount(inner.map((axis) => space.sizes[axis]!)) * size
    const wanted = Math.min(size, Math.max(1, Math.floor(depth / blockDepth + 0.5)))
    const each = Math.ceil(size / wanted)
    const blocks = Math.ceil(size / each)
    if (blocks === 1) {
      this.blockOf(width, { first: true, last: true, count: size })
      return
    }
    const last = size - (blocks - 1) * each
    this.blockOf(width, { first: true, last: false, count: each })
    this.pointers.move(outermost, each)
    this.pointers.loop(outermost, blocks - 2, each, () => this.blockOf(width, { first: false, last: false, count: each }))
    this.pointers.move(outermost, (blocks - 2) * each)
    this.blockOf(width, { first: false, last: true, count: last })
    this.pointers.move(outermost, -(blocks - 1) * each)
  }

  private blockOf(width: number, part: BlockPart): void {
    const { code, space } = this
    const vectors = Math.ceil(width / this.lanes)
    const panel = isPacked(space, this.dtype) ? this.pack(width, vectors, part) : undefined
    const height = Math.floor(accumulators / vectors)
    const rows = this.rowAxis === undefined ? 1 : space.sizes[this.rowAxis]!
    this.nest(space.rows.slice(0, -1), () => {
      const axis = this.rowAxis ?? space.sizes.length
      const whole = Math.floor(rows / height)
      this.pointers.loop(axis, whole, height, () => this.tile(width, vectors, height, part, panel))
      if (rows % height === 0) return
      if (whole > 0) this.pointers.move(axis, whole * height)
      this.tile(width, vectors, rows % height, part, panel)
      if (whole > 0) this.pointers.move(axis, -whole * height)
    })
    if (panel !== undefined) code.release(panel)
  }

  /** Copies the block's columns into the workspace, term by term; gives the local with its address. */
  private pack(width: number, vectors: number, part: BlockPart): number {
    const { code, space, size } = this
    const depth = this.depthOf(part)
    const place = this.context.workspace(depth * vectors * 16)
    const start = code.local(i32)
    code.get(code.global(place.base))
    code.set(start)
    const from = code.local(i32)
    address(code, this.right)
    code.constant(this.right.offset)
    code.op(op.I32_ADD)
    code.set(from)
    const to = code.local(i32)
    code.get(start)
    code.set(to)
    const stride = this.columnAxis === undefined ? 0 : space.views[1]!.strides[this.columnAxis]!
    this.overDepth(part, [{ local: from, view: 1 }], () => {
      const block = new Block(this.context.constants)
      for (let k = 0; k < width; k += groupLength) {
        const count = Math.min(groupLength, width - k)
        const group = loadGroup(block, this.dtype, { base: -1 - from, offset: k * stride * size }, stride, count)
        group.forEach((vector, i) => {
          block.store(op.V128_STORE, { base: -1 - to, offset: k * size + i * 16 }, vector)
        })
      }
      this.emit(block)
      code.advance(to, vectors * 16)
    })
    code.release(from)
    code.release(to)
    return start
  }

  private depthOf({ count }: BlockPart): number {
    const [outermost, ...inner] = this.space.depth
    return outermost === undefined ? 1 : count * elementCount(inner.map((axis) => this.space.sizes[axis]!))
  }

  /** Repeats `body` over the terms of a block in order, moving pointers along views. */
  private overDepth({ count }: BlockPart, moving: readonly { readonly local: number; readonly view: number }[], body: () => void): void {
    const { code, space, size } = this
    const [outermost, ...inner] = space.depth
    const nest = (axes: readonly number[]): void => {
      const [axis, ...rest] = axes
      if (axis === undefined) {
        body()
        return
      }
      const length = axis === outermost ? count : space.sizes[axis]!
      // The way back along an inner axis and the next step along the outer one are one addition.
      code.repeat(length, () => {
        nest(rest)
        const [next] = rest
        for (const { local, view } of moving) {
          const { strides } = space.views[view]!
          code.advance(local, (strides[axis]! - (next === undefined ? 0 : strides[next]! * space.sizes[next]!)) * size)
        }
      })
    }
    nest(outermost === undefined ? [] : [outermost, ...inner])
  }

  /** Some rows of a panel. */
  private tile(width: number, vectors: number, height: number, part: BlockPart, panel: number | undefined): void {
    const { code, space, size } = this
    const { splat, multiply, add, fused } = instructions[this.dtype]
    const sums = Array.from({ length: height * vectors }, () => code.local(v128))
    this.begin(sums, vectors, height, width, part)

    const a = code.local(i32)
    address(code, this.left)
    code.constant(this.left.offset)
    code.op(op.I32_ADD)
    code.set(a)
    const b = code.local(i32)
    if (panel !== undefined) code.get(panel)
    else {
      address(code, this.right)
      code.constant(this.right.offset)
      code.op(op.I32_ADD)
    }
    code.set(b)
    const rowStep = (this.rowAxis === undefined ? 0 : space.views[0]!.strides[this.rowAxis]!) * size
    const columns = Array.from({ length: vectors }, () => code.local(v128))
    const element = code.local(v128)
    const single = this.columnAxis === undefined && panel === undefined
    const moving =
      panel === undefined
        ? [
            { local: a, view: 0 },
            { local: b, view: 1 },
          ]
        : [{ local: a, view: 0 }]
    this.overDepth(part, moving, () => {
      columns.forEach((local, i) => {
        code.get(b)
        code.memory(single ? splat : op.V128_LOAD, i * 16)
        code.set(local)
      })
      for (let row = 0; row < height; row++) {
        code.get(a)
        code.memory(splat, row * rowStep)
        if (vectors > 1) code.set(element)
        for (let i = 0; i < vectors; i++) {
          const sum = sums[row * vectors + i]!
          if (vectors > 1) code.get(element)
          code.get(columns[i]!)
          if (this.context.relaxedSimd && fused !== undefined) {
            code.get(sum)
            code.op(fused)
          } else {
            code.op(multiply)
            code.get(sum)
            code.op(add)
          }
          code.set(sum)
        }
      }
      if (panel !== undefined) code.advance(b, vectors * 16)
    })
    for (const local of [a, b]) code.release(local)
    for (const local of [...columns, element]) code.release(local)
    this.end(sums, vectors, height, width, part)
    for (const local of sums) code.release(local)
  }

  /** The sums so far, or zeros. */
  private begin(sums: readonly number[], vectors: number, height: number, width: number, { first }: BlockPart): void {
    const { code } = this
    const block = new Block(this.context.constants)
    if (first) {
      for (const sum of sums) {
        code.zeros()
        code.set(sum)
      }
      return
    }
    const nodes = this.groups(width, height).flatMap(({ row, column, count }) =>
      loadGroup(block, this.dtype, this.at(this.target, 2, row, column, this.size), this.columnStride(2), count),
    )
    const emitter = new BlockEmitter(code, block, nodes)
    nodes.forEach((node, i) => {
      emitter.push(node)
      code.set(sums[i]!)
    })
    emitter.release()
    if (nodes.length !== height * vectors) throw new Error('a tile has as many vectors as sums')
  }

  /** What becomes of the sums: kept for the next block, or handed to the epilogue. */
  private end(sums: readonly number[], vectors: number, height: number, width: number, { last }: BlockPart): void {
    const { code } = this
    const block = new Block(this.context.constants)
    const bad: number[] = []
    for (const { row, column, count } of this.groups(width, height)) {
      const first = row * vectors + Math.floor(column / this.lanes)
      const parts = Math.ceil(count / this.lanes)
      const group: Group = sums.slice(first, first + parts).map((local) => block.local(local))
      if (!last || this.keepsSum) {
        storeStrided(block, group, this.dtype, this.at(this.target, 2, row, column, this.size), this.columnStride(2), count)
      }
      if (!last) continue
      const where = (access: Access): { place: Place; stride: number; dtype: DType } => {
        const dtype = dtypeOf(this.context, access.value)
        const { place, view } = this.places.get(access)!
        return { place: this.at(place, view, row, column, bytesPerElement[dtype]), stride: this.columnStride(view), dtype }
      }
      const access = {
        load: (from: Access): Group => {
          const { place, stride, dtype } = where(from)
          return loadGroup(block, dtype, place, stride, count)
        },
        store: (to: Access, result: Group): void => {
          const { place, stride, dtype } = where(to)
          storeStrided(block, result, dtype, place, stride, count)
        },
        index: (): Group => [],
      }
      for (const node of this.members.write(block, count, access, new Map([[this.step.output, group]]))) bad.push(node)
    }
    const emitter = new BlockEmitter(code, block, bad)
    for (const node of bad) {
      code.get(this.bad)
      emitter.push(node)
      code.op(op.V128_OR)
      code.set(this.bad)
    }
    emitter.stores()
    emitter.release()
  }

  /** The groups of a tile, row by row. */
  private groups(width: number, height: number): { row: number; column: number; count: number }[] {
    return Array.from({ length: height }, (_, row) =>
      Array.from({ length: Math.ceil(width / groupLength) }, (_, k) => ({
        row,
        column: k * groupLength,
        count: Math.min(groupLength, width - k * groupLength),
      })),
    ).flat()
  }

  private columnStride(view: number): number {
    return this.columnAxis === undefined ? 0 : this.space.views[view]!.strides[this.columnAxis]!
  }

  /** The place of an element of the tile, from that of its first. */
  private at({ base, offset }: Place, view: number, row: number, column: number, bytes: number): Place {
    const rowStride = this.rowAxis === undefined ? 0 : this.space.views[view]!.strides[this.rowAxis]!
    return { base, offset: offset + (row * rowStride + column * this.columnStride(view)) * bytes }
  }

  private emit(block: Block): void {
    const emitter = new BlockEmitter(this.code, block, [])
    emitter.stores()
    emitter.release()
  }
}

/** Whether columns are copied into panels. Else they are read where they lie: side by side, in rows that are close or seldom read. */
export function isPacked(space: ContractionSpace, dtype: DType): boolean {
  const { strides } = space.views[1]!
  const columnAxis = space.columns.at(-1)
  if (columnAxis !== undefined && strides[columnAxis] !== 1) return true
  const far = space.depth.some((axis) => Math.abs(strides[axis]!) * bytesPerElement[dtype] > closeRows)
  return far && elementCount(space.rows.map((axis) => space.sizes[axis]!)) > 2 * accumulators
}

import { type DType, type Expression, elementCount, type Shape, type TypedArray, type View } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from './buffer.ts'
import { type Instruction, instructionsFor } from './instructions.ts'
import { type Layout, layoutOf, permute, writeOffsets } from './layout.ts'
import { type Take, takeOf } from './loops/moves.ts'
import { nothing, type Operand } from './operand.ts'
import { blockLength, gatherBlock, indexRegister, inputSlot } from './registers.ts'

/** An input of a formula: its slot, and how the slot gets the elements of a block. */
interface Source {
  readonly index: number
  readonly dtype: DType
  readonly layout: Layout
  readonly slot: Operand
  readonly take: Take
  /** Where elements are gathered to; undefined where they are read in place. */
  readonly block: TypedArray | undefined
  /** All offsets, for index spaces of one block. */
  readonly table: Int32Array | undefined
}

interface Position {
  readonly register: Operand
  /** How many positions in a row share an index, and how many indices there are. */
  readonly repeat: number
  readonly size: number
}

const offsets = /* @__PURE__ */ new Int32Array(blockLength)

/** A formula over an index space, evaluated block by block. */
export class Body {
  readonly dtype: DType
  /** Where {@link evaluate} writes: the caller sets it. */
  readonly result: Operand
  readonly #list: readonly Instruction[]
  readonly #sources: readonly Source[]
  readonly #positions: readonly Position[]
  readonly #name: string

  /** `order` lists the axes of the index space, outermost first, in which positions are counted; by default as they are. */
  constructor(name: string, space: Shape, views: readonly View[], expression: Expression, order = [...space.keys()]) {
    const { list, result, dtype, inputs, axes } = instructionsFor(expression)
    const shape = order.map((axis) => space[axis]!)
    this.dtype = dtype
    this.result = result
    this.#list = list
    this.#name = name
    this.#sources = [...inputs].map(([index, dtype]) => sourceOf(index, dtype, layoutOf(shape, permute(views[index]!, order)), shape))
    this.#positions = axes.map((axis) => ({
      register: indexRegister(axis),
      repeat: elementCount(shape.slice(order.indexOf(axis) + 1)),
      size: space[axis]!,
    }))
  }

  /** Throws unless the buffers have the dtypes and lengths that the formula reads. */
  check(buffers: readonly CpuBuffer[]): void {
    const sources = this.#sources
    for (let i = 0; i < sources.length; i++) {
      const { index, dtype, layout } = sources[i]!
      checkBuffer(this.#name, index, buffers[index], dtype, layout.extent)
    }
  }

  /** Computes the elements `start … start + count − 1`, at most one block. */
  evaluate(buffers: readonly CpuBuffer[], start: number, count: number): void {
    const sources = this.#sources
    for (let i = 0; i < sources.length; i++) {
      const { index, layout, slot, block, table, take } = sources[i]!
      const { array, offset } = buffers[index]!
      if (block === undefined) {
        slot.array = array
        slot.step = layout.step!
        slot.offset = offset + layout.offset + start * layout.step!
      } else {
        if (!table) writeOffsets(layout, start, count, offsets)
        slot.array = block
        slot.step = 1
        slot.offset = 0
        take(table ?? offsets, count, array, offset, block, 0, layout.fill)
      }
    }
    const positions = this.#positions
    for (let i = 0; i < positions.length; i++) writePositions(positions[i]!, start, count)
    const list = this.#list
    for (let i = 0; i < list.length; i++) {
      const instruction = list[i]!
      instruction.loop(count, instruction.out, instruction.a, instruction.b, instruction.c)
    }
  }

  /** Forgets the buffers of this run, so that they can be freed. */
  release(): void {
    const sources = this.#sources
    for (let i = 0; i < sources.length; i++) sources[i]!.slot.array = nothing
    this.result.array = nothing
  }
}

function sourceOf(index: number, dtype: DType, layout: Layout, shape: Shape): Source {
  const total = elementCount(shape)
  const inPlace = layout.step !== undefined
  let table: Int32Array | undefined
  if (!inPlace && total <= blockLength) {
    table = new Int32Array(total)
    writeOffsets(layout, 0, total, table)
  }
  return {
    index,
    dtype,
    layout,
    slot: inputSlot(index),
    take: takeOf[dtype],
    block: inPlace ? undefined : gatherBlock(dtype, index),
    table,
  }
}

/** Fills an index register with the indices along its axis. */
function writePositions({ register, repeat, size }: Position, start: number, count: number): void {
  const array = register.array
  let index = Math.floor(start / repeat) % size
  let left = repeat - (start % repeat)
  for (let k = 0; k < count; k++) {
    array[k] = index
    if (--left === 0) {
      left = repeat
      if (++index === size) index = 0
    }
  }
}

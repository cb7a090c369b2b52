import { type DType, type Expression, elementCount, type Shape, type TypedArray, type View } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from './buffer.ts'
import { type Instruction, instructionsFor } from './instructions.ts'
import { type Layout, layoutOf, permute } from './layout.ts'
import { type Take, takeOf } from './loops/moves.ts'
import { Offsets } from './offsets.ts'
import { nothing, type Operand } from './operand.ts'
import { gatherBlock, indexRegister, inputSlot } from './registers.ts'

/** An input of a formula: its slot, and how the slot gets the elements of a block. */
interface Source {
  readonly index: number
  readonly dtype: DType
  readonly layout: Layout
  readonly slot: Operand
  /** How elements are gathered; undefined where they are read in place. */
  readonly gathering: { readonly places: Offsets; readonly take: Take; readonly block: TypedArray } | undefined
}

interface Position {
  readonly register: Operand
  /** How many positions in a row share an index, and how many indices there are. */
  readonly repeat: number
  readonly size: number
}

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
    this.#sources = [...inputs].map(([index, dtype]) =>
      sourceOf(index, dtype, layoutOf(shape, permute(views[index]!, order)), elementCount(shape)),
    )
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
      const { index, layout, slot, gathering } = sources[i]!
      const { array, offset } = buffers[index]!
      if (gathering === undefined) {
        slot.array = array
        slot.step = layout.step!
        slot.offset = offset + layout.offset + start * layout.step!
      } else {
        const { places, take, block } = gathering
        places.locate(start, count)
        take(places, count, array, offset, block, 0)
        slot.array = block
        slot.step = 1
        slot.offset = 0
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

function sourceOf(index: number, dtype: DType, layout: Layout, total: number): Source {
  const gathering =
    layout.step === undefined ? { places: new Offsets(layout, total), take: takeOf[dtype], block: gatherBlock(dtype, index) } : undefined
  return { index, dtype, layout, slot: inputSlot(index), gathering }
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

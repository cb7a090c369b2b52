import type { DType } from '@gradus/kernel'
import type { Block, Node } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { constantVector, type Group, groupLength, int32Vector, laneBytes, laneShuffle, partsOf } from '../formulas/lanes.ts'

/** One element in a register: the node of its vector and its lane, as one number; −1 is no element. */
export type Lane = number

/** Where the elements of a value are while straight code runs: in memory at first, or each in a lane. */
export interface Elements {
  readonly dtype: DType
  /** The lane of an element, loaded when it is in memory. */
  lane(offset: number): Lane
  /** Four elements, when they can be had in one go. */
  direct?(offsets: readonly number[], count: number): Group | undefined
}

/** Lanes per vector; bools take a whole int32 lane. */
export function lanesPerVector(dtype: DType): 2 | 4 {
  return dtype === 'float64' ? 2 : 4
}

/** Elements that steps compute one after the other. */
export class ComputedElements implements Elements {
  readonly dtype: DType
  readonly lanes: Int32Array

  constructor(dtype: DType, length: number) {
    this.dtype = dtype
    this.lanes = new Int32Array(length).fill(-1)
  }

  lane(offset: number): Lane {
    return this.lanes[offset]!
  }

  /** Takes the first `count` elements of a group as those at `offsets`. */
  set(offsets: ArrayLike<number>, group: Group, count: number): void {
    const width = lanesPerVector(this.dtype)
    for (let k = 0; k < count; k++) this.lanes[offsets[k]!] = group[k >= width ? 1 : 0]! * width + (k % width)
  }
}

/** Numbers that are known. */
export class ConstantElements implements Elements {
  readonly dtype: DType
  private readonly block: Block
  private readonly data: ArrayLike<number>

  constructor(block: Block, dtype: DType, data: ArrayLike<number>) {
    this.dtype = dtype
    this.block = block
    this.data = data
  }

  lane(offset: number): Lane {
    return constantVector(this.block, this.data[offset]!, this.dtype) * lanesPerVector(this.dtype)
  }

  direct(offsets: readonly number[], count: number): Group | undefined {
    const value = this.data[offsets[0]!]!
    for (let k = 1; k < count; k++) if (!Object.is(this.data[offsets[k]!], value)) return undefined
    const vector = constantVector(this.block, value, this.dtype)
    return partsOf(this.dtype, count) === 2 ? [vector, vector] : [vector]
  }
}

/** Elements in memory, behind the address in an imported global. */
export class MemoryElements implements Elements {
  readonly dtype: DType
  private readonly block: Block
  private readonly base: number
  private readonly start: number

  constructor(block: Block, dtype: DType, base: number, start: number) {
    this.dtype = dtype
    this.block = block
    this.base = base
    this.start = start
  }

  lane(offset: number): Lane {
    const width = lanesPerVector(this.dtype)
    const first = offset - (offset % width)
    return (this.dtype === 'bool' ? this.bools(first) : this.load(op.V128_LOAD, first)) * width + (offset % width)
  }

  direct(offsets: readonly number[], count: number): Group | undefined {
    const { dtype } = this
    if (dtype === 'bool') return undefined
    const [first] = offsets as [number]
    const consecutive = (from: number, to: number): boolean => {
      for (let k = from + 1; k < to; k++) if (offsets[k] !== offsets[k - 1]! + 1) return false
      return true
    }
    const same = (from: number, to: number): boolean => {
      for (let k = from + 1; k < to; k++) if (offsets[k] !== offsets[from]) return false
      return true
    }
    if (count > 1 && same(0, count)) {
      const vector = this.load(dtype === 'float64' ? op.V128_LOAD64_SPLAT : op.V128_LOAD32_SPLAT, first)
      return partsOf(dtype, count) === 2 ? [vector, vector] : [vector]
    }
    if (dtype !== 'float64') return consecutive(0, count) ? [this.load(op.V128_LOAD, first)] : undefined
    const parts: Node[] = []
    for (let from = 0; from < count; from += 2) {
      const to = Math.min(from + 2, count)
      if (to - from === 2 && same(from, to)) parts.push(this.load(op.V128_LOAD64_SPLAT, offsets[from]!))
      else if (consecutive(from, to)) parts.push(this.load(op.V128_LOAD, offsets[from]!))
      else return undefined
    }
    return parts
  }

  private load(code: number, offset: number): Node {
    return this.block.load(code, { base: this.base, offset: this.start + offset * laneBytes(this.dtype) })
  }

  private bools(first: number): Node {
    return expandBools(this.block, this.block.load(op.V128_LOAD32_ZERO, { base: this.base, offset: this.start + first }))
  }
}

/** Four bytes of 0 or 1, in the first lane, as four lanes of zeros or ones. */
export function expandBools(block: Block, bytes: Node): Node {
  const wide = block.apply(op.I32X4_EXTEND_LOW_I16X8_U, block.apply(op.I16X8_EXTEND_LOW_I8X16_U, bytes))
  return block.apply(op.I32X4_NEG, wide)
}

/** Four lanes of zeros or ones as four bytes of 0 or 1, in the first lane. */
export function packBools(block: Block, mask: Node): Node {
  const ones = block.apply(op.I32X4_NEG, mask)
  const words = block.apply(op.I16X8_NARROW_I32X4_U, ones, ones)
  return block.apply(op.I8X16_NARROW_I16X8_U, words, words)
}

/** Stores the first `count` elements of a group side by side. */
export function storeGroup(block: Block, group: Group, dtype: string, base: number, offset: number, count: number): void {
  if (dtype === 'bool') {
    const bytes = packBools(block, group[0]!)
    if (count === groupLength) block.store(op.V128_STORE32_LANE, { base, offset }, bytes, 0)
    else for (let k = 0; k < count; k++) block.store(op.V128_STORE8_LANE, { base, offset: offset + k }, bytes, k)
    return
  }
  if (dtype === 'float64') {
    block.store(count > 1 ? op.V128_STORE : op.V128_STORE64_LANE, { base, offset }, group[0]!, count > 1 ? undefined : 0)
    if (count > 2)
      block.store(count > 3 ? op.V128_STORE : op.V128_STORE64_LANE, { base, offset: offset + 16 }, group[1]!, count > 3 ? undefined : 0)
    return
  }
  if (count === groupLength) block.store(op.V128_STORE, { base, offset }, group[0]!)
  else {
    if (count > 1) block.store(op.V128_STORE64_LANE, { base, offset }, group[0]!, 0)
    if (count !== 2) block.store(op.V128_STORE32_LANE, { base, offset: offset + 4 * (count - 1) }, group[0]!, count - 1)
  }
}

/**
 * The elements at up to four offsets as one group; an offset of −1 yields `fill`, and so does an element that no step has written. Lanes behind
 * them hold anything, or the last again.
 */
export function gather(block: Block, elements: Elements, offsets: readonly number[], fill: number, repeatsLast = false): Group {
  const { dtype } = elements
  const count = offsets.length
  const whole = count === groupLength || !repeatsLast ? (offsets.includes(-1) ? undefined : elements.direct?.(offsets, count)) : undefined
  if (whole !== undefined) return whole
  const width = lanesPerVector(dtype)
  const lanes: Lane[] = []
  for (const offset of offsets) {
    const lane = offset < 0 ? -1 : elements.lane(offset)
    lanes.push(lane < 0 ? constantVector(block, fill, dtype) * width : lane)
  }
  while (repeatsLast && lanes.length < groupLength) lanes.push(lanes[lanes.length - 1]!)
  const parts: Node[] = []
  for (let from = 0; from < lanes.length; from += width)
    parts.push(vectorOf(block, lanes, from, Math.min(from + width, lanes.length), dtype))
  return parts
}

/** One vector of some lanes of others, those from number `from` to `to`. */
function vectorOf(block: Block, lanes: readonly Lane[], from: number, to: number, dtype: DType): Node {
  const width = lanesPerVector(dtype)
  const shift = width >> 1
  const bytes = laneBytes(dtype)
  const a = lanes[from]! >> shift
  let b = a
  for (let k = from + 1; k < to; k++) {
    const node = lanes[k]! >> shift
    if (node === a || node === b) continue
    if (b !== a) {
      // Three nodes or four: two halves first.
      const low = vectorOf(block, lanes, from, from + 2, dtype)
      return laneShuffle(block, low, vectorOf(block, lanes, from + 2, to, dtype), 8, [0, 2])
    }
    b = node
  }
  const [uniformA, uniformB] = [block.isUniform(a, bytes), b !== a && block.isUniform(b, bytes)]
  if (a === b && uniformA) return a
  const order: number[] = []
  for (let position = 0; position < width; position++) {
    const lane = lanes[from + position]
    // A lane that nobody looks at stays where it is, and so does one of many that are alike.
    if (lane === undefined || from + position >= to) order.push(position)
    else {
      const isA = lane >> shift === a
      order.push((isA ? 0 : width) + ((isA ? uniformA : uniformB) ? position : lane & (width - 1)))
    }
  }
  return laneShuffle(block, a, b, bytes, order)
}

/** The position along one axis for up to four positions of an index space. */
export function indexGroup(block: Block, positions: readonly number[], repeat: number, size: number): Group {
  const values = Array.from({ length: groupLength }, (_, k) => Math.floor((positions[k] ?? positions[0]!) / repeat) % size)
  return [int32Vector(block, values)]
}

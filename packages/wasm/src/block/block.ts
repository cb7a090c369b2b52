import type { DType } from '@gradus/kernel'
import * as op from '../encode/opcodes.ts'
import type { Constants } from './constants.ts'

/** A 128-bit value of a block, by its number. */
export type Node = number

/** A place in memory: the local or imported global that holds an address, and a distance from it that is known. */
export interface Place {
  /** An imported global as its index, a local as −1 − its index. */
  readonly base: number
  /** Bytes, at least 0. */
  readonly offset: number
}

/** What one node is. */
export interface Instruction {
  readonly code: number
  readonly operands: readonly Node[]
  /** Bytes of a shuffle or a constant, the lane of a load, the distance of a shift, the local of a local. */
  readonly immediate: readonly number[]
  /** For loads. */
  readonly place: Place | undefined
}

/** A node that stands for a local which something else has filled. */
export const LOCAL = -1
/** int32 lanes shifted by the lanes of another vector, which no instruction does. */
export const SHIFT_LANES = -2
/** A vector of the int32 that a local holds. */
export const SPLAT_LOCAL = -3

/** A store: of a whole vector, or of one lane. */
export interface Store {
  readonly code: number
  readonly place: Place
  readonly value: Node
  readonly lane: number | undefined
}

/**
 * A straight run of vector instructions as a graph: equal nodes are one node, and nothing has an order but the stores.
 *
 * Emitting it is for `emitBlock`.
 */
export class Block {
  readonly nodes: Instruction[] = []
  readonly stores: Store[] = []
  readonly constants: Constants
  // Most nodes are found by one number that packs what they are; those that do not fit, by a text.
  private readonly packed = new Map<number, Node>()
  private readonly others = new Map<string, Node>()
  private readonly numbers: Record<DType, Map<number, Node>> = { float32: new Map(), float64: new Map(), int32: new Map(), bool: new Map() }

  constructor(constants: Constants) {
    this.constants = constants
  }

  /** An operation on one to three vectors. */
  apply(code: number, a: Node, b = -1, c = -1): Node {
    if (c < 0 && code >= 0 && this.nodes.length < maxPacked) {
      return this.pair(code, a, b) ?? this.addPair(code, a, b, { code, operands: b < 0 ? [a] : [a, b], immediate: none, place: undefined })
    }
    return this.other({ code, operands: c < 0 ? (b < 0 ? [a] : [a, b]) : [a, b, c], immediate: none, place: undefined })
  }

  /** An int32 vector whose lanes are all shifted by the same known distance. */
  shift(code: number, a: Node, distance: number): Node {
    return this.other({ code, operands: [a], immediate: [distance], place: undefined })
  }

  /** Lanes of `a` shifted by the lanes of `b`, with the scalar instruction for one of them. */
  shiftLanes(scalar: number, a: Node, b: Node): Node {
    return this.other({ code: SHIFT_LANES, operands: [a, b], immediate: [scalar], place: undefined })
  }

  load(code: number, place: Place): Node {
    const { base, offset } = place
    if (base < -128 || base > 127) return this.other({ code, operands: none, immediate: none, place })
    const key = -1 - ((code * 256 + base + 128) * 4294967296 + offset)
    let node = this.packed.get(key)
    if (node === undefined) {
      node = this.add({ code, operands: none, immediate: none, place })
      this.packed.set(key, node)
    }
    return node
  }

  /** `a` with one lane loaded from memory. */
  loadLane(code: number, place: Place, lane: number, a: Node): Node {
    return this.other({ code, operands: [a], immediate: [lane], place })
  }

  /** The value that a local of type v128 has when the block begins. */
  local(index: number): Node {
    return this.other({ code: LOCAL, operands: none, immediate: [index], place: undefined })
  }

  /** The int32 of a local in all lanes. */
  splatLocal(index: number): Node {
    return this.other({ code: SPLAT_LOCAL, operands: none, immediate: [index], place: undefined })
  }

  /** Sixteen bytes. Zeros and ones are cheap to make, others lie in memory. */
  constant(bytes: Uint8Array): Node {
    const first = bytes[0]!
    if ((first === 0 || first === 255) && bytes.every((byte) => byte === first)) {
      return this.other({ code: op.V128_CONST, operands: none, immediate: Array.from(bytes), place: undefined })
    }
    const { offset, code } = this.constants.place(bytes)
    return this.load(code, { base: this.constants.base, offset })
  }

  /** Byte i of the result is byte `bytes[i]` of `a`, or, from 16 on, of `b`. */
  shuffle(a: Node, b: Node, { number, bytes, isIdentity }: Shuffle): Node {
    if (isIdentity) return a
    const instruction = { code: op.I8X16_SHUFFLE, operands: [a, b], immediate: bytes, place: undefined }
    if (number >= mostShuffles || this.nodes.length >= maxPacked) return this.other(instruction)
    return this.pair(firstShuffle + number, a, b) ?? this.addPair(firstShuffle + number, a, b, instruction)
  }

  /** A number in all lanes of a dtype, made by `make` when it is new. */
  number(dtype: DType, value: number, make: () => Node): Node {
    // Keys of maps do not tell −0 from 0.
    if (Object.is(value, -0)) return make()
    const known = this.numbers[dtype]
    let node = known.get(value)
    if (node === undefined) {
      node = make()
      known.set(value, node)
    }
    return node
  }

  /** Whether all lanes of this many bytes are known to be the same. */
  isUniform(node: Node, bytes: 4 | 8): boolean {
    const { code } = this.nodes[node]!
    if (code === op.V128_LOAD64_SPLAT) return bytes === 8
    return code === op.V128_LOAD32_SPLAT || code === op.V128_CONST || code === SPLAT_LOCAL
  }

  store(code: number, place: Place, value: Node, lane?: number): void {
    this.stores.push({ code, place, value, lane })
  }

  private pair(code: number, a: Node, b: Node): Node | undefined {
    return this.packed.get((code * maxPacked + a) * maxPacked + b + 1)
  }

  private addPair(code: number, a: Node, b: Node, instruction: Instruction): Node {
    const node = this.add(instruction)
    this.packed.set((code * maxPacked + a) * maxPacked + b + 1, node)
    return node
  }

  private other(instruction: Instruction): Node {
    const { code, operands, immediate, place } = instruction
    const key = `${code},${operands}|${immediate}|${place === undefined ? '' : `${place.base},${place.offset}`}`
    let node = this.others.get(key)
    if (node === undefined) {
      node = this.add(instruction)
      this.others.set(key, node)
    }
    return node
  }

  private add(instruction: Instruction): Node {
    this.nodes.push(instruction)
    return this.nodes.length - 1
  }
}

/** Numbers of nodes below this pack into one exact integer with a code: 13 and twice 20 bits. */
const maxPacked = 1048576

const none: readonly number[] = []

/** Shuffles by their numbers, behind the codes of all instructions. */
const firstShuffle = 0x1800
const mostShuffles = 0x800

/** An order of bytes, known by its number. */
export interface Shuffle {
  readonly number: number
  readonly bytes: readonly number[]
  readonly isIdentity: boolean
}

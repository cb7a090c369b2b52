import type { DType } from '@gradus/kernel'
import type { Block, Node, Shuffle } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'

/** How many elements a group has: four of any dtype. */
export const groupLength = 4

/**
 * Four elements: one vector, for float64 two of two lanes each. A bool is an int32 lane of ones or of zeros.
 *
 * Of a float64 group with at most two elements in use, the second vector may be left out.
 */
export type Group = readonly Node[]

/** Bytes of a lane. */
export function laneBytes(dtype: DType): 4 | 8 {
  return dtype === 'float64' ? 8 : 4
}

/** How many vectors hold `count` elements of a group. */
export function partsOf(dtype: DType, count: number): 1 | 2 {
  return dtype === 'float64' && count > 2 ? 2 : 1
}

const scratch = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(16))

/** A number in all lanes; a bool as ones or zeros. */
export function constantVector(block: Block, value: number, dtype: DType): Node {
  return block.number(dtype, value, () => makeConstant(block, value, dtype))
}

function makeConstant(block: Block, value: number, dtype: DType): Node {
  for (let at = 0; at < 16; at += laneBytes(dtype)) {
    if (dtype === 'float64') scratch.setFloat64(at, value, true)
    else if (dtype === 'float32') scratch.setFloat32(at, value, true)
    else scratch.setInt32(at, dtype === 'bool' ? (value === 0 ? 0 : -1) : value, true)
  }
  return block.constant(new Uint8Array(scratch.buffer.slice(0)))
}

/** The numbers 0, 1, 2, 3, each plus `first`. */
export function counting(block: Block, first: number): Node {
  return int32Vector(block, [first, first + 1, first + 2, first + 3])
}

/** Four int32. */
export function int32Vector(block: Block, values: readonly number[]): Node {
  values.forEach((value, lane) => {
    scratch.setInt32(lane * 4, value, true)
  })
  return block.constant(new Uint8Array(scratch.buffer.slice(0)))
}

/** Lanes `from` of `a` and `b` as a shuffle's bytes: lane numbers count on from `a` to `b`. */
export function laneShuffle(block: Block, a: Node, b: Node, bytes: 4 | 8, lanes: readonly number[]): Node {
  return block.shuffle(a, b, laneShuffles.get(bytes, lanes))
}

/** The shuffles that were asked for. */
const laneShuffles = {
  known: /* @__PURE__ */ new Map<number, Shuffle>(),
  get(bytes: 4 | 8, lanes: readonly number[]): Shuffle {
    let key: number = bytes
    for (const lane of lanes) key = key * 8 + lane
    let found = this.known.get(key)
    if (found === undefined) {
      const order = lanes.flatMap((lane) => Array.from({ length: bytes }, (_, i) => lane * bytes + i))
      found = { number: this.known.size, bytes: order, isIdentity: order.every((byte, i) => byte === i) }
      this.known.set(key, found)
    }
    return found
  },
}

/** The second half of a vector in the place of the first. */
export function upperHalf(block: Block, a: Node): Node {
  return laneShuffle(block, a, a, 8, [1, 1])
}

/** The even or odd 32-bit lanes of two vectors as one; of one vector its own, and nothing of use behind them. */
export function everySecond(block: Block, [low, high = low]: readonly [Node, Node?] | Group, odd: 0 | 1): Node {
  return laneShuffle(block, low!, high!, 4, [odd, odd + 2, odd + 4, odd + 6])
}

/** Whether lanes of a mask are 32 or 64 bits wide depends on what was compared; bools are kept as 32, and this finds the 64 again. */
export function wideMask(block: Block, mask: Node, part: number): Node {
  const { code, operands, immediate } = block.nodes[mask]!
  if (code === op.I8X16_SHUFFLE && immediate[0] === 0 && immediate[4] === 8 && immediate[8] === 16 && immediate[12] === 24) {
    const wide = operands[part]!
    if (isWideComparison(block, wide)) return wide
  }
  const first = 2 * part
  return laneShuffle(block, mask, mask, 4, [first, first, first + 1, first + 1])
}

function isWideComparison(block: Block, node: Node): boolean {
  const { code } = block.nodes[node]!
  return code >= op.F64X2_EQ && code <= op.F64X2_LE + 1
}

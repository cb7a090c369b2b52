import type { DType } from '@gradus/kernel'
import { bytesPerElement } from '@gradus/kernel'
import type { Block, Node, Place } from '../block/block.ts'
import * as op from '../encode/opcodes.ts'
import { constantVector, type Group, groupLength, partsOf } from '../formulas/lanes.ts'
import { expandBools, packBools, storeGroup } from '../straight/elements.ts'

/** How far before the first element of a group its lowest one lies, in elements: a distance in code is never negative. */
export function shiftFor(stride: number): number {
  return stride < 0 ? (groupLength - 1) * stride : 0
}

/**
 * Loads a group whose elements lie `stride` elements apart. The place is that of its first element plus {@link shiftFor} it; lanes from
 * `count` on hold anything.
 */
export function loadGroup(block: Block, dtype: DType, place: Place, stride: number, count: number): Group {
  const parts = partsOf(dtype, count)
  const size = bytesPerElement[dtype]
  const at = (bytes: number): Place => ({ base: place.base, offset: place.offset + bytes })
  const lane = (k: number): Place => at((k * stride - shiftFor(stride)) * size)
  if (dtype === 'bool') {
    if (stride === 0) return [expandBools(block, block.load(op.V128_LOAD8_SPLAT, place))]
    if (stride === 1) return [expandBools(block, block.load(op.V128_LOAD32_ZERO, place))]
    let bytes: Node = constantVector(block, 0, 'int32')
    for (let k = 0; k < count; k++) bytes = block.loadLane(op.V128_LOAD8_LANE, lane(k), k, bytes)
    return [expandBools(block, bytes)]
  }
  if (stride === 0) {
    const vector = block.load(dtype === 'float64' ? op.V128_LOAD64_SPLAT : op.V128_LOAD32_SPLAT, place)
    return parts === 2 ? [vector, vector] : [vector]
  }
  if (stride === 1) return Array.from({ length: parts }, (_, part) => block.load(op.V128_LOAD, at(16 * part)))
  const [width, zero, one] =
    dtype === 'float64' ? [2, op.V128_LOAD64_ZERO, op.V128_LOAD64_LANE] : [4, op.V128_LOAD32_ZERO, op.V128_LOAD32_LANE]
  return Array.from({ length: parts }, (_, part) => {
    let vector = block.load(zero, lane(part * width))
    for (let k = 1; k < width && part * width + k < count; k++) vector = block.loadLane(one, lane(part * width + k), k, vector)
    return vector
  })
}

/** Stores the first `count` elements of a group, `stride` elements apart; the place is as for {@link loadGroup}. */
export function storeStrided(block: Block, group: Group, dtype: DType, place: Place, stride: number, count: number): void {
  if (stride === 1 || count === 1) {
    storeGroup(block, group, dtype, place.base, place.offset - shiftFor(stride) * bytesPerElement[dtype], count)
    return
  }
  const lane = (k: number): Place => ({ base: place.base, offset: place.offset + (k * stride - shiftFor(stride)) * bytesPerElement[dtype] })
  const width = dtype === 'float64' ? 2 : 4
  const vectors = dtype === 'bool' ? [packBools(block, group[0]!)] : group
  const code = dtype === 'bool' ? op.V128_STORE8_LANE : dtype === 'float64' ? op.V128_STORE64_LANE : op.V128_STORE32_LANE
  for (let k = 0; k < count; k++) block.store(code, lane(k), vectors[Math.floor(k / width)]!, k % width)
}

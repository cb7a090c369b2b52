import type { TypedArray } from '@gradus/kernel'
import type { Places } from '../../views/offsets.ts'
import type { Instruction } from '../instruction.ts'

/** The loops over int32 registers. Storing wraps. */
export function createInt32Loops(r: Int32Array, bools: Uint8Array) {
  function copy(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = r[x]
  }

  function negate(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = -r[x]
  }

  function abs(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = Math.abs(r[x])
  }

  function not(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = ~r[x]
  }

  function add(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] + r[y]
  }

  function subtract(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] - r[y]
  }

  function multiply(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = Math.imul(r[x], r[y])
  }

  function minimum(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = Math.min(r[x], r[y])
  }

  function maximum(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = Math.max(r[x], r[y])
  }

  function less(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) bools[z] = r[x] < r[y] ? 1 : 0
  }

  function lessEqual(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) bools[z] = r[x] <= r[y] ? 1 : 0
  }

  function equal(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) bools[z] = r[x] === r[y] ? 1 : 0
  }

  function and(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] & r[y]
  }

  function or(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] | r[y]
  }

  function xor(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] ^ r[y]
  }

  function shiftLeft(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] << r[y]
  }

  function shiftRight(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] >> r[y]
  }

  function shiftRightLogical(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] >>> r[y]
  }

  function select(count: number, { z, x, dx, y, dy, w, dw }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy, w += dw) r[z] = bools[x] !== 0 ? r[y] : r[w]
  }

  function load(count: number, z: number, array: TypedArray, i: number, step: number): void {
    const source = array as Int32Array
    for (let end = z + count; z < end; z++, i += step) r[z] = source[i]
  }

  function store(count: number, x: number, array: TypedArray, i: number): void {
    const target = array as Int32Array
    for (let end = x + count; x < end; x++, i++) target[i] = r[x]
  }

  function take(count: number, z: number, array: TypedArray, base: number, { table, from, shift, layout }: Places): void {
    const source = array as Int32Array
    const { fill } = layout
    const first = base + shift
    for (let k = from, end = from + count; k < end; k++, z++) {
      const offset = table[k]
      r[z] = offset >= 0 ? source[first + offset] : fill
    }
  }

  function put(count: number, x: number, array: TypedArray, base: number, { table, from, shift }: Places): void {
    const target = array as Int32Array
    const first = base + shift
    for (let k = from, end = from + count; k < end; k++, x++) {
      const offset = table[k]
      if (offset >= 0) target[first + offset] = r[x]
    }
  }

  const operations = {
    copy,
    negate,
    abs,
    not,
    add,
    subtract,
    multiply,
    minimum,
    maximum,
    less,
    lessEqual,
    equal,
    and,
    or,
    xor,
    shiftLeft,
    shiftRight,
    shiftRightLogical,
    select,
  }
  const moves = { load, store, take, put }
  return { operations, moves }
}

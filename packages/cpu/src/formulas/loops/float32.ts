import type { TypedArray } from '@gradus/kernel'
import type { Places } from '../../views/offsets.ts'
import type { Instruction } from '../instruction.ts'
import { roundToEven } from './round-to-even.ts'

/** The loops over float32 registers. Storing rounds: every result is rounded to float32 once. */
export function createFloat32Loops(r: Float32Array, bools: Uint8Array) {
  function copy(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = r[x]
  }

  function negate(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = -r[x]
  }

  function abs(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = Math.abs(r[x])
  }

  function sqrt(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = Math.sqrt(r[x])
  }

  function floor(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = Math.floor(r[x])
  }

  function ceil(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = Math.ceil(r[x])
  }

  function trunc(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = Math.trunc(r[x])
  }

  function round(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) r[z] = roundToEven(r[x])
  }

  function add(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] + r[y]
  }

  function subtract(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] - r[y]
  }

  function multiply(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] * r[y]
  }

  function divide(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) r[z] = r[x] / r[y]
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

  // Products that are added to or taken from something are fused: two roundings, one pass.
  function multiplyAdd(count: number, { z, x, dx, y, dy, w, dw }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy, w += dw) r[z] = Math.fround(r[x] * r[y]) + r[w]
  }

  function multiplySubtract(count: number, { z, x, dx, y, dy, w, dw }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy, w += dw) r[z] = Math.fround(r[x] * r[y]) - r[w]
  }

  function subtractProduct(count: number, { z, x, dx, y, dy, w, dw }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy, w += dw) r[z] = r[w] - Math.fround(r[x] * r[y])
  }

  function select(count: number, { z, x, dx, y, dy, w, dw }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy, w += dw) r[z] = bools[x] !== 0 ? r[y] : r[w]
  }

  function load(count: number, z: number, array: TypedArray, i: number, step: number): void {
    const source = array as Float32Array
    for (let end = z + count; z < end; z++, i += step) r[z] = source[i]
  }

  function store(count: number, x: number, array: TypedArray, i: number): void {
    const target = array as Float32Array
    for (let end = x + count; x < end; x++, i++) target[i] = r[x]
  }

  function take(count: number, z: number, array: TypedArray, base: number, { table, from, shift, layout }: Places): void {
    const source = array as Float32Array
    const { fill } = layout
    const first = base + shift
    for (let k = from, end = from + count; k < end; k++, z++) {
      const offset = table[k]
      r[z] = offset >= 0 ? source[first + offset] : fill
    }
  }

  function put(count: number, x: number, array: TypedArray, base: number, { table, from, shift }: Places): void {
    const target = array as Float32Array
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
    sqrt,
    floor,
    ceil,
    trunc,
    round,
    add,
    subtract,
    multiply,
    divide,
    minimum,
    maximum,
    less,
    lessEqual,
    equal,
    multiplyAdd,
    multiplySubtract,
    subtractProduct,
    select,
  }
  const moves = { load, store, take, put }
  return { operations, moves }
}

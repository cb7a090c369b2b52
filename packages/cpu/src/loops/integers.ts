import type { Loop, Operand } from '../operand.ts'

type Integers = Int32Array | Uint8Array

/** The loops over int32 elements. Storing wraps. */
export const int32Loops = {
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
} satisfies Record<string, Loop>

/** The loops over bools, which are stored as 0 and 1. */
export const boolLoops = {
  copy,
  not: notBool,
  minimum,
  maximum,
  less,
  lessEqual,
  equal,
  and,
  or,
  xor,
  select,
} satisfies Record<string, Loop>

function copy(count: number, out: Operand, a: Operand): void {
  const z = out.array as Integers
  const x = a.array as Integers
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function negate(count: number, out: Operand, a: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = -x[i]!
    i += di
  }
}

function abs(count: number, out: Operand, a: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.abs(x[i]!)
    i += di
  }
}

function not(count: number, out: Operand, a: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = ~x[i]!
    i += di
  }
}

function notBool(count: number, out: Operand, a: Operand): void {
  const z = out.array as Uint8Array
  const x = a.array as Uint8Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = 1 - x[i]!
    i += di
  }
}

function add(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const y = b.array as Int32Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! + y[j]!
    i += di
    j += dj
  }
}

function subtract(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const y = b.array as Int32Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! - y[j]!
    i += di
    j += dj
  }
}

function multiply(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const y = b.array as Int32Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.imul(x[i]!, y[j]!)
    i += di
    j += dj
  }
}

function minimum(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Integers
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.min(x[i]!, y[j]!)
    i += di
    j += dj
  }
}

function maximum(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Integers
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.max(x[i]!, y[j]!)
    i += di
    j += dj
  }
}

function less(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Uint8Array
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! < y[j]! ? 1 : 0
    i += di
    j += dj
  }
}

function lessEqual(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Uint8Array
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! <= y[j]! ? 1 : 0
    i += di
    j += dj
  }
}

function equal(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Uint8Array
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! === y[j]! ? 1 : 0
    i += di
    j += dj
  }
}

function and(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Integers
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! & y[j]!
    i += di
    j += dj
  }
}

function or(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Integers
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! | y[j]!
    i += di
    j += dj
  }
}

function xor(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Integers
  const x = a.array as Integers
  const y = b.array as Integers
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! ^ y[j]!
    i += di
    j += dj
  }
}

function shiftLeft(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const y = b.array as Int32Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! << y[j]!
    i += di
    j += dj
  }
}

function shiftRight(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const y = b.array as Int32Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! >> y[j]!
    i += di
    j += dj
  }
}

function shiftRightLogical(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Int32Array
  const x = a.array as Int32Array
  const y = b.array as Int32Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! >>> y[j]!
    i += di
    j += dj
  }
}

/** b where the condition a holds, else c. */
function select(count: number, out: Operand, a: Operand, b: Operand, c: Operand): void {
  const z = out.array as Integers
  const x = a.array as Uint8Array
  const y = b.array as Integers
  const w = c.array as Integers
  const di = a.step
  const dj = b.step
  const dl = c.step
  let i = a.offset
  let j = b.offset
  let l = c.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! !== 0 ? y[j]! : w[l]!
    i += di
    j += dj
    l += dl
  }
}

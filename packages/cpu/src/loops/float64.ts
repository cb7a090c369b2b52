import type { Loop, Operand } from '../operand.ts'

/** The loops over float64 elements. Storing rounds: every result is rounded to float64 once. */
export const float64Loops = {
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
  select,
} satisfies Record<string, Loop>

function copy(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]!
    i += di
  }
}

function negate(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = -x[i]!
    i += di
  }
}

function abs(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.abs(x[i]!)
    i += di
  }
}

function sqrt(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.sqrt(x[i]!)
    i += di
  }
}

function floor(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.floor(x[i]!)
    i += di
  }
}

function ceil(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.ceil(x[i]!)
    i += di
  }
}

function trunc(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = Math.trunc(x[i]!)
    i += di
  }
}

/** From 2^52 on, adding it leaves no fraction: the sum was rounded to the even neighbour. */
const noFraction = 4503599627370496

function round(count: number, out: Operand, a: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const di = a.step
  let i = a.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    const value = x[i]!
    z[k] =
      value > 0
        ? value < noFraction
          ? value + noFraction - noFraction
          : value
        : value < 0 && value > -noFraction
          ? -(noFraction - value - noFraction)
          : value
    i += di
  }
}

function add(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
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
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
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
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! * y[j]!
    i += di
    j += dj
  }
}

function divide(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
  const di = a.step
  const dj = b.step
  let i = a.offset
  let j = b.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! / y[j]!
    i += di
    j += dj
  }
}

function minimum(count: number, out: Operand, a: Operand, b: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
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
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
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
  const x = a.array as Float64Array
  const y = b.array as Float64Array
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
  const x = a.array as Float64Array
  const y = b.array as Float64Array
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
  const x = a.array as Float64Array
  const y = b.array as Float64Array
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

/** a · b + c, each operation rounded. */
function multiplyAdd(count: number, out: Operand, a: Operand, b: Operand, c: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
  const w = c.array as Float64Array
  const di = a.step
  const dj = b.step
  const dl = c.step
  let i = a.offset
  let j = b.offset
  let l = c.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! * y[j]! + w[l]!
    i += di
    j += dj
    l += dl
  }
}

/** a · b − c, each operation rounded. */
function multiplySubtract(count: number, out: Operand, a: Operand, b: Operand, c: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Float64Array
  const y = b.array as Float64Array
  const w = c.array as Float64Array
  const di = a.step
  const dj = b.step
  const dl = c.step
  let i = a.offset
  let j = b.offset
  let l = c.offset
  for (let k = out.offset, end = k + count; k < end; k++) {
    z[k] = x[i]! * y[j]! - w[l]!
    i += di
    j += dj
    l += dl
  }
}

/** b where the condition a holds, else c. */
function select(count: number, out: Operand, a: Operand, b: Operand, c: Operand): void {
  const z = out.array as Float64Array
  const x = a.array as Uint8Array
  const y = b.array as Float64Array
  const w = c.array as Float64Array
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

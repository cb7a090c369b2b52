import type { Loop, Operand } from '../operand.ts'
import { blockLength } from '../registers.ts'

/** The loops between floats and their bits, by way of two arrays over the same bytes. */
export const bitLoops = { bits, fromBits, highBits, lowBits, fromHighLow } satisfies Record<string, Loop>

const singles = /* @__PURE__ */ new Float32Array(blockLength)
const singleBits = /* @__PURE__ */ new Int32Array(singles.buffer)
const doubles = /* @__PURE__ */ new Float64Array(blockLength)
const doubleBits = /* @__PURE__ */ new Int32Array(doubles.buffer)

/** Which of a double's two words holds sign and exponent: the second on little-endian machines, which is nearly all. */
const high = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ new Int32Array([1]).buffer)[0]!
const low = 1 - high

function bits(count: number, out: Operand, a: Operand): void {
  const x = a.array as Float32Array
  const z = out.array as Int32Array
  for (let k = 0; k < count; k++) singles[k] = x[a.offset + k * a.step]!
  for (let k = 0; k < count; k++) z[out.offset + k] = singleBits[k]!
}

function fromBits(count: number, out: Operand, a: Operand): void {
  const x = a.array as Int32Array
  const z = out.array as Float32Array
  for (let k = 0; k < count; k++) singleBits[k] = x[a.offset + k * a.step]!
  for (let k = 0; k < count; k++) z[out.offset + k] = singles[k]!
}

function highBits(count: number, out: Operand, a: Operand): void {
  const x = a.array as Float64Array
  const z = out.array as Int32Array
  for (let k = 0; k < count; k++) doubles[k] = x[a.offset + k * a.step]!
  for (let k = 0; k < count; k++) z[out.offset + k] = doubleBits[2 * k + high]!
}

function lowBits(count: number, out: Operand, a: Operand): void {
  const x = a.array as Float64Array
  const z = out.array as Int32Array
  for (let k = 0; k < count; k++) doubles[k] = x[a.offset + k * a.step]!
  for (let k = 0; k < count; k++) z[out.offset + k] = doubleBits[2 * k + low]!
}

function fromHighLow(count: number, out: Operand, a: Operand, b: Operand): void {
  const x = a.array as Int32Array
  const y = b.array as Int32Array
  const z = out.array as Float64Array
  for (let k = 0; k < count; k++) {
    doubleBits[2 * k + high] = x[a.offset + k * a.step]!
    doubleBits[2 * k + low] = y[b.offset + k * b.step]!
  }
  for (let k = 0; k < count; k++) z[out.offset + k] = doubles[k]!
}

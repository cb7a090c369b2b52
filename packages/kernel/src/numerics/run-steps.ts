/** The code of each operation in a list of steps. `toFloat32` and `toInt32` follow an operation whose dtype is narrower than float64. */
export const stepCodes = {
  add: 0,
  subtract: 1,
  multiply: 2,
  divide: 3,
  negate: 4,
  abs: 5,
  sqrt: 6,
  floor: 7,
  ceil: 8,
  trunc: 9,
  round: 10,
  minimum: 11,
  maximum: 12,
  less: 13,
  lessEqual: 14,
  equal: 15,
  select: 16,
  not: 17,
  bitwiseNot: 18,
  and: 19,
  or: 20,
  xor: 21,
  multiplyInt32: 22,
  shiftLeft: 23,
  shiftRight: 24,
  shiftRightLogical: 25,
  bits: 26,
  fromBits: 27,
  lowBits: 28,
  highBits: 29,
  fromHighLow: 30,
  toFloat32: 31,
  toInt32: 32,
  saturate: 33,
  toBool: 34,
} as const

/**
 * Runs a list of steps over registers `r`; a step is five numbers: its code, the register of its result, those of up to three operands.
 *
 * The cases are literals, in the order of `stepCodes`, because engines make a jump table of literals only (twice as fast, measured).
 */
export function runSteps(steps: Uint32Array, r: Float64Array): void {
  for (let at = 0; at < steps.length; at += 5) {
    const y = steps[at + 1]
    const a = r[steps[at + 2]]
    const b = r[steps[at + 3]]
    // biome-ignore format: one line per operation
    switch (steps[at]) {
      case 0: r[y] = a + b; break
      case 1: r[y] = a - b; break
      case 2: r[y] = a * b; break
      case 3: r[y] = a / b; break
      case 4: r[y] = -a; break
      case 5: r[y] = Math.abs(a); break
      case 6: r[y] = Math.sqrt(a); break
      case 7: r[y] = Math.floor(a); break
      case 8: r[y] = Math.ceil(a); break
      case 9: r[y] = Math.trunc(a); break
      case 10: r[y] = roundToEven(a); break
      case 11: r[y] = Math.min(a, b); break
      case 12: r[y] = Math.max(a, b); break
      case 13: r[y] = a < b ? 1 : 0; break
      case 14: r[y] = a <= b ? 1 : 0; break
      case 15: r[y] = a === b ? 1 : 0; break
      case 16: r[y] = a ? b : r[steps[at + 4]]; break
      case 17: r[y] = 1 - a; break
      case 18: r[y] = ~a; break
      case 19: r[y] = a & b; break
      case 20: r[y] = a | b; break
      case 21: r[y] = a ^ b; break
      case 22: r[y] = Math.imul(a, b); break
      case 23: r[y] = a << b; break
      case 24: r[y] = a >> b; break
      case 25: r[y] = (a >>> b) >> 0; break
      case 26: single[0] = a; r[y] = words[0]; break
      case 27: words[0] = a; r[y] = single[0]; break
      case 28: double[0] = a; r[y] = words[0]; break
      case 29: double[0] = a; r[y] = words[1]; break
      case 30: words[1] = a; words[0] = b; r[y] = double[0]; break
      case 31: r[y] = Math.fround(a); break
      case 32: r[y] = a >> 0; break
      case 33: r[y] = Math.min(Math.max(a, -2147483648), 2147483647) >> 0; break
      case 34: r[y] = a === 0 ? 0 : 1; break
    }
  }
}

// One double in three readings; typed arrays are little-endian wherever JavaScript runs.
const double = new Float64Array(1)
const single = new Float32Array(double.buffer)
const words = new Int32Array(double.buffer)

function roundToEven(x: number): number {
  const size = Math.abs(x)
  if (!(size < twoTo52)) return x
  // Adding and taking away 2⁵² leaves no bits for a fraction.
  const rounded = size + twoTo52 - twoTo52
  return x < 0 || Object.is(x, -0) ? -rounded : rounded
}

const twoTo52 = 4503599627370496

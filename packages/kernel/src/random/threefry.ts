import { add, type Expression, type Operand, or, shiftLeft, shiftRightLogical, xor } from '../expression.ts'

/** Left rotations of the rounds, four to a group, the two groups in turn. */
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const

/** Makes the third key word differ from zero when key0 equals key1 (Skein's C240, lower half). */
const parity = 0x1bd11bda

/**
 * Two random words from a key and a counter: Threefry-2x32 with 20 rounds, as integers in 0 … 2³²−1.
 *
 * A block cipher without its secrecy: words of different counters or keys pass every published statistical test, and word n needs no
 * word before it. The result is written into `block`.
 *
 * Source: Salmon, Moraes, Dror, Shaw 2011, Parallel Random Numbers: As Easy as 1, 2, 3.
 *
 * @example
 * const block = new Uint32Array(2)
 * threefryBlock(0, 0, 0, 0, block)
 * block[0].toString(16) // '6b200159'
 */
export function threefryBlock(key0: number, key1: number, counter0: number, counter1: number, block: Uint32Array): void {
  const keys = [key0, key1, key0 ^ key1 ^ parity]
  let a = (counter0 + key0) >>> 0
  let b = (counter1 + key1) >>> 0
  for (let group = 1; group <= 5; group++) {
    for (let round = 4 * group - 4; round < 4 * group; round++) {
      const rotation = rotations[round % 8]!
      a = (a + b) >>> 0
      b = (b << rotation) | (b >>> (32 - rotation))
      b = (b ^ a) >>> 0
    }
    a = (a + keys[group % 3]!) >>> 0
    b = (b + keys[(group + 1) % 3]! + group) >>> 0
  }
  block[0] = a
  block[1] = b
}

/**
 * The same two words as formulas over int32, for random numbers inside a kernel: {@link threefryBlock} in the kernel language.
 *
 * @example
 * const { index, input } = expression
 * const [word] = threefry2x32(input(0, 'int32'), input(1, 'int32'), 0, index(0))
 * word.dtype // 'int32'
 */
export function threefry2x32(key0: Expression, key1: Expression, counter0: Operand, counter1: Operand): [Expression, Expression] {
  const keys = [key0, key1, xor(xor(key0, key1), parity)]
  let a: Expression = add(key0, counter0)
  let b: Expression = add(key1, counter1)
  for (let group = 1; group <= 5; group++) {
    for (let round = 4 * group - 4; round < 4 * group; round++) {
      a = add(a, b)
      b = xor(rotateLeft(b, rotations[round % 8]!), a)
    }
    a = add(a, keys[group % 3]!)
    b = add(b, add(keys[(group + 1) % 3]!, group))
  }
  return [a, b]
}

function rotateLeft(a: Expression, count: number): Expression {
  return or(shiftLeft(a, count), shiftRightLogical(a, 32 - count))
}

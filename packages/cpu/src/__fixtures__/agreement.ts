import { createArray, type DType, type Kernel, type TypedArray } from '@gradus/kernel'
import { expect } from 'vitest'
import { cpu } from '../backend.ts'
import { runNaively } from './naive.ts'

/** Values at which arithmetic, rounding and casts change their behaviour. */
export const special: Readonly<Record<DType, readonly number[]>> = {
  float32: [
    ...[0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, -0.3, 3.7, 1e-3, 8388607.5, 8388609, 16777216, 1e10, -1e10],
    ...[Number.NaN, Infinity, -Infinity, 2 ** -149, -(2 ** -149), 2 ** -126, 3.4028234663852886e38, -3.4028234663852886e38],
    ...[2 ** 31, 2 ** 31 - 128, -(2 ** 31), -(2 ** 31) - 256, 2 ** 32, 1.0000001192092896, 1.9999998807907104],
  ],
  float64: [
    ...[0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, -0.3, 3.7, 1e-3, 4503599627370495.5, 4503599627370497, 1e10, -1e300],
    ...[Number.NaN, Infinity, -Infinity, 5e-324, -5e-324, 2.2250738585072014e-308, Number.MAX_VALUE, -Number.MAX_VALUE],
    ...[2 ** 31, 2 ** 31 - 0.5, 2147483646.9, -(2 ** 31), -(2 ** 31) - 0.5, 2 ** 32, 1 + 2 ** -52, 1e39, 1e-46, 0.49999999999999994],
  ],
  int32: [0, 1, -1, 2, 7, 31, -31, 65535, 65537, 2 ** 31 - 1, 2 ** 31 - 2, -(2 ** 31), -(2 ** 31) + 1, 123456789, -987654321, 2 ** 24 + 1],
  bool: [0, 1],
}

/** `length` values of a dtype: the special ones first, then pseudorandom ones, and round again. */
export function sample(dtype: DType, length: number, seed = 1): TypedArray {
  const array = createArray(dtype, length)
  let state = seed
  for (let k = 0; k < length; k++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    if (dtype === 'bool') array[k] = state >>> 31
    else if (state % 5 === 0) array[k] = special[dtype][(state >>> 8) % special[dtype].length]!
    else array[k] = dtype === 'int32' ? state : (state / 2 ** 31 - 1) * 10
  }
  return array
}

/** Expects the same bits, any NaN being equal to any other. */
export function expectSame(actual: TypedArray, expected: TypedArray, what: string): void {
  expect(actual.length, what).toBe(expected.length)
  for (let k = 0; k < expected.length; k++) {
    if (!Object.is(actual[k], expected[k])) expect.fail(`${what}: element ${k} is ${actual[k]}, expected ${expected[k]}`)
  }
}

/** Runs a kernel on the backend. Buffers begin at odd places, and the output holds `before` where the kernel writes nothing. */
export function runOnCpu(
  kernel: Kernel,
  inputs: readonly TypedArray[],
  dtypes: readonly DType[],
  dtype: DType,
  before: TypedArray,
): TypedArray {
  const buffers = inputs.map((data, i) => {
    cpu.allocate(dtypes[i]!, 1)
    const buffer = cpu.allocate(dtypes[i]!, data.length)
    cpu.write(buffer, data)
    return buffer
  })
  const output = cpu.allocate(dtype, before.length)
  cpu.write(output, before)
  cpu.run(kernel, buffers, output)
  buffers.forEach((buffer, i) => {
    expectSame(cpu.read(buffer), inputs[i]!, `input ${i} afterwards`)
  })
  return cpu.read(output)
}

/** The dtype whose elements an array holds. */
export const dtypeOf = (array: TypedArray): DType =>
  array instanceof Float32Array ? 'float32' : array instanceof Float64Array ? 'float64' : array instanceof Int32Array ? 'int32' : 'bool'

/** Expects the backend to give, bit for bit, what the plain reference gives, and to leave the rest of the output alone. */
export function expectAgreement(kernel: Kernel, inputs: readonly TypedArray[], dtype: DType, outputLength: number): void {
  const before = createArray(dtype, outputLength).fill(dtype === 'bool' ? 1 : 77)
  const expected = before.slice()
  runNaively(kernel, inputs, expected)
  // Twice: the second run finds everything prepared.
  for (let time = 0; time < 2; time++) {
    const actual = runOnCpu(kernel, inputs, inputs.map(dtypeOf), dtype, before)
    expectSame(actual, expected, kernel.name)
  }
}

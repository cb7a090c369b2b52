import { createArray, type DType, denseView, dtypes, type Expression, expression as e, type MapKernel, type Shape } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { expectAgreement, sample, special } from '../__fixtures__/agreement.ts'

const unaries = {
  float32: ['negate', 'abs', 'sqrt', 'floor', 'ceil', 'trunc', 'round', 'bits'],
  float64: ['negate', 'abs', 'sqrt', 'floor', 'ceil', 'trunc', 'round', 'highBits', 'lowBits'],
  int32: ['negate', 'abs', 'not', 'fromBits'],
  bool: ['not'],
} as const

const floats = ['add', 'subtract', 'multiply', 'divide', 'minimum', 'maximum', 'less', 'lessEqual', 'equal'] as const
const binaries = {
  float32: floats,
  float64: floats,
  int32: ['add', 'subtract', 'multiply', 'minimum', 'maximum', 'less', 'lessEqual', 'equal', 'and', 'or', 'xor', 'fromHighLow'],
  bool: ['minimum', 'maximum', 'less', 'lessEqual', 'equal', 'and', 'or', 'xor'],
} as const

function elementwise(name: string, shape: Shape, body: Expression, count: number): MapKernel {
  return { kind: 'map', name, shape, inputs: Array.from({ length: count }, () => denseView(shape)), body, output: denseView(shape) }
}

/** Every pair of special values. */
function pairs(dtype: DType) {
  const values = special[dtype]
  const n = values.length
  const a = createArray(dtype, n * n)
  const b = createArray(dtype, n * n)
  for (let k = 0; k < n * n; k++) {
    a[k] = values[Math.floor(k / n)]!
    b[k] = values[k % n]!
  }
  return [a, b]
}

describe.each(dtypes)('operations on %s', (dtype) => {
  const values = createArray(dtype, special[dtype].length)
  values.set(special[dtype])
  const x = e.input(0, dtype)
  const y = e.input(1, dtype)

  it.each(unaries[dtype])('%s', (operation) => {
    const body = e[operation](x)
    expectAgreement(elementwise(operation, [values.length], body, 1), [values], body.dtype, values.length)
  })

  it.each(binaries[dtype])('%s', (operation) => {
    const [a, b] = pairs(dtype)
    const body = e[operation](x, y)
    expectAgreement(elementwise(operation, [a!.length], body, 2), [a!, b!], body.dtype, a!.length)
  })

  it('select', () => {
    const [a, b] = pairs(dtype)
    const condition = sample('bool', a!.length)
    const body = e.select(e.input(2, 'bool'), x, y)
    expectAgreement(elementwise('select', [a!.length], body, 3), [a!, b!, condition], dtype, a!.length)
  })

  it.each(dtypes)('cast to %s', (to) => {
    const body = e.cast(x, to)
    expectAgreement(elementwise(`cast to ${to}`, [values.length], body, 1), [values], to, values.length)
  })

  it.each([0, 1, 3, 4, 5, 15, 16, 17, 63, 64, 65, 66, 67, 511, 512, 513, 1023, 1024, 1025, 5000])('length %i', (length) => {
    const body = e.select(e.less(x, y), y, e.minimum(x, y))
    expectAgreement(elementwise('length', [length], body, 2), [sample(dtype, length), sample(dtype, length, 2)], dtype, length)
  })
})

describe('shifts', () => {
  it.each(['shiftLeft', 'shiftRight', 'shiftRightLogical'] as const)('%s by 0 … 31', (operation) => {
    const values = special.int32
    const a = new Int32Array(values.length * 32)
    const b = new Int32Array(values.length * 32)
    for (let k = 0; k < a.length; k++) {
      a[k] = values[Math.floor(k / 32)]!
      b[k] = k % 32
    }
    expectAgreement(
      elementwise(operation, [a.length], e[operation](e.input(0, 'int32'), e.input(1, 'int32')), 2),
      [a, b],
      'int32',
      a.length,
    )
  })
})
void expect

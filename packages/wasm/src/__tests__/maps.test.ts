import { extentOf, inputViews, outputViews, sample, shapes, special } from '@gradus/cpu/fixtures'
import {
  createArray,
  type DType,
  denseView,
  dtypes,
  type Expression,
  expression as e,
  isFloat,
  type MapKernel,
  numerics,
  type Shape,
  type TypedArray,
  type View,
} from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, it } from 'vitest'
import { expectAgreement, expectInterpreted } from '../__fixtures__/agreement.ts'
import { formulaOf } from '../__fixtures__/random-formula.ts'

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
function pairs(dtype: DType): [TypedArray, TypedArray] {
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
    expectAgreement(elementwise(operation, [a.length], body, 2), [a, b], body.dtype, a.length)
  })

  it('select', () => {
    const [a, b] = pairs(dtype)
    const body = e.select(e.input(2, 'bool'), x, y)
    expectAgreement(elementwise('select', [a.length], body, 3), [a, b, sample('bool', a.length)], dtype, a.length)
  })

  it.each(dtypes)('cast to %s', (to) => {
    expectAgreement(elementwise(`cast to ${to}`, [values.length], e.cast(x, to), 1), [values], to, values.length)
  })

  it('any number of elements, from any place on', () => {
    for (const length of [0, 1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 66, 67, 511, 1025]) {
      for (const offset of [0, 1, 3]) {
        const view: View = { offset, strides: [1] }
        const body = e.select(e.less(x, y), y, e.minimum(x, y))
        const kernel: MapKernel = {
          kind: 'map',
          name: `${length} from ${offset} on`,
          shape: [length],
          inputs: [view, view],
          body,
          output: view,
        }
        expectAgreement(kernel, [sample(dtype, length + offset), sample(dtype, length + offset, 2)], dtype, length + offset)
      }
    }
  })
})

it.each(['shiftLeft', 'shiftRight', 'shiftRightLogical'] as const)('%s by 0 … 31', (operation) => {
  const values = special.int32
  const a = new Int32Array(values.length * 32)
  const b = new Int32Array(values.length * 32)
  for (let k = 0; k < a.length; k++) {
    a[k] = values[Math.floor(k / 32)]!
    b[k] = k % 32
  }
  expectAgreement(elementwise(operation, [a.length], e[operation](e.input(0, 'int32'), e.input(1, 'int32')), 2), [a, b], 'int32', a.length)
  for (let distance = 0; distance < 32; distance++) {
    const body = e[operation](e.input(0, 'int32'), distance)
    expectAgreement(elementwise(operation, [values.length], body, 1), [Int32Array.from(values)], 'int32', values.length)
  }
})

/** The functions of one float that have a name, and those of two. */
const formulas = Object.entries(numerics).flatMap(([name, value]) => {
  if (typeof value !== 'function') return []
  for (const inputs of [1, 2]) {
    try {
      const make = value as (...inputs: Expression[]) => Partial<Expression>
      const operands = ['float32', 'float32'].slice(0, inputs).map((dtype, i) => e.input(i, dtype as DType))
      const [a, b] = operands as [Expression, Expression]
      if ((inputs === 1 ? make(a) : make(a, b)).kind === 'formula')
        return [[name, make as (...inputs: Expression[]) => Expression, inputs] as const]
    } catch {
      // Takes another number of inputs, or is no formula.
    }
  }
  return []
})

it('finds the formulas', () => {
  const names = formulas.map(([name]) => name)
  for (const name of ['exp', 'log', 'tanh', 'sin', 'power']) if (!names.includes(name)) throw new Error(`${name} is missing in ${names}`)
})

describe.each(formulas)('%s', (name, make, count) => {
  it.each(dtypes.filter(isFloat))('of %s', (dtype) => {
    const [a, b] = pairs(dtype)
    // Numbers at which functions change from one branch to the next, and ordinary ones.
    const more = sample(dtype, 400, 9).map((value, i) => (i % 3 === 0 ? value / 100 : i % 3 === 1 ? value * 70 : value)) as typeof a
    const first = createArray(dtype, a.length + 400)
    first.set(a)
    first.set(more as Float64Array, a.length)
    const second = createArray(dtype, first.length)
    second.set(b)
    second.set(more.toReversed() as Float64Array, b.length)
    const operands = [e.input(0, dtype), e.input(1, dtype)].slice(0, count)
    const [x, y] = operands as [Expression, Expression]
    const body = count === 1 ? make(x) : make(x, y)
    expectInterpreted(elementwise(name, [first.length], body, count), [first, second].slice(0, count), dtype, first.length)
  })
})

it('random formulas over any views, of all dtypes', () => {
  const kernels = shapes.chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      inputs: fc.array(fc.tuple(fc.constantFrom(...dtypes), inputViews(shape)), { minLength: 1, maxLength: 3 }),
      output: outputViews(shape),
      choices: fc.array(fc.nat(1000), { minLength: 2, maxLength: 20 }),
      dtype: fc.constantFrom(...dtypes),
    }),
  )
  fc.assert(
    fc.property(kernels, ({ shape, inputs, output, choices, dtype }) => {
      const body = formulaOf(
        shape.length,
        inputs.map(([input]) => input),
        choices,
        dtype,
      )
      const kernel: MapKernel = { kind: 'map', name: 'random', shape, inputs: inputs.map(([, view]) => view), body, output }
      const data = inputs.map(([input, view], i) => sample(input, extentOf(shape, view), i + 1))
      expectAgreement(kernel, data, dtype, extentOf(shape, output))
    }),
    runs(300),
  )
})

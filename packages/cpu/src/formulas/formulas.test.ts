import { denseView, type Expression, expression as e, evaluate, type MapKernel, numerics, type TypedArray } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { expectSame, runOnCpu, sample } from '../__fixtures__/agreement.ts'
import { assemblyFor } from './assemble.ts'

const x = e.input(0, 'float32')
const y = e.input(1, 'float32')

function elementwise(body: Expression, length: number, inputs: number): MapKernel {
  const view = denseView([length])
  return { kind: 'map', name: 'formula', shape: [length], inputs: new Array(inputs).fill(view), body, output: view }
}

function run(body: Expression, ...inputs: TypedArray[]): TypedArray {
  const { length } = inputs[0]!
  const dtypes = inputs.map((data) => (data instanceof Float32Array ? 'float32' : 'float64'))
  const output = body.dtype === 'float64' ? new Float64Array(length) : new Float32Array(length)
  return runOnCpu(elementwise(body, length, inputs.length), inputs, dtypes, body.dtype, output)
}

describe('named functions', () => {
  const unary = ['exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tan', 'tanh', 'erf'] as const

  it.each(unary.flatMap((name) => [[name, 'float32'] as const, [name, 'float64'] as const]))(
    '%s of %s has the bits of its definition',
    (name, dtype) => {
      const body = numerics[name](e.input(0, dtype))
      const data = sample(dtype, 700)
      const expected = data.map((value) => evaluate(body, [value]))
      expectSame(run(body, data), expected, name)
    },
  )

  it('are looked through, never looked up by name', () => {
    const square = e.formula({ name: 'exp', define: (a) => e.multiply(a, a) })
    expect([...run(square(x), Float32Array.of(3, -4))]).toEqual([9, 16])
  })
})

describe('a formula', () => {
  it('rounds a product before it is added, fused or not', () => {
    // (1 + 2^-23)² = 1 + 2^-22 + 2^-46: rounded to float32 first, the last term is gone; a fused multiply-add would keep it.
    const a = Float32Array.of(1 + 2 ** -23)
    const minusOne = Float32Array.of(-(1 + 2 ** -22))
    expect(run(e.add(e.multiply(x, x), y), a, minusOne)[0]).toBe(0)
    expect(run(e.add(y, e.multiply(x, x)), a, minusOne)[0]).toBe(0)
    expect(run(e.subtract(e.multiply(x, x), e.negate(y)), a, minusOne)[0]).toBe(0)
    expect(run(e.subtract(e.negate(y), e.multiply(x, x)), a, minusOne)[0]).toBe(0)
  })

  it('computes shared and equal parts once', () => {
    const shared = e.sqrt(x)
    const alike = e.add(e.multiply(shared, shared), e.multiply(e.sqrt(e.input(0, 'float32')), 2))
    // √x, its square, and twice it added: three passes.
    expect(assemblyFor(alike, []).instructions.length).toBe(3)
    expect([...run(alike, Float32Array.of(4, 9))]).toEqual([8, 15])
  })

  it('tells 0 from −0 and numbers from other dtypes when it looks for equal parts', () => {
    const signs = e.add(
      e.divide(1, e.multiply(e.constant(-0, 'float32'), e.abs(x))),
      e.divide(1, e.multiply(e.constant(0, 'float32'), e.abs(x))),
    )
    expect(run(signs, Float32Array.of(1))[0]).toBeNaN()
    const widened = e.subtract(e.cast(e.constant(0.1, 'float32'), 'float64'), e.constant(0.1, 'float64'))
    expect(run(e.add(widened, e.input(0, 'float64')), Float64Array.of(0))[0]).toBe(Math.fround(0.1) - 0.1)
  })

  it('may be a constant, an input, or a position alone', () => {
    const view = denseView([600])
    const kernel = (body: Expression, ...inputs: MapKernel['inputs']): MapKernel => ({
      kind: 'map',
      name: 'alone',
      shape: [600],
      inputs,
      body,
      output: view,
    })
    const fill = runOnCpu(kernel(e.constant(2.5, 'float32')), [], [], 'float32', new Float32Array(600))
    expect([...fill]).toEqual(new Array(600).fill(2.5))
    const repeat = runOnCpu(kernel(x, { offset: 1, strides: [0] }), [Float32Array.of(1, 7)], ['float32'], 'float32', new Float32Array(600))
    expect([...repeat]).toEqual(new Array(600).fill(7))
    const positions = runOnCpu(kernel(e.index(0)), [], [], 'int32', new Int32Array(600))
    expect([...positions]).toEqual([...positions.keys()])
  })

  it('keeps its own constants when kernels take turns', () => {
    const plus = elementwise(e.add(x, 1), 3, 1)
    const times = elementwise(e.multiply(x, 10), 3, 1)
    const data = Float32Array.of(1, 2, 3)
    for (let turn = 0; turn < 3; turn++) {
      expect([...runOnCpu(plus, [data], ['float32'], 'float32', new Float32Array(3))]).toEqual([2, 3, 4])
      expect([...runOnCpu(times, [data], ['float32'], 'float32', new Float32Array(3))]).toEqual([10, 20, 30])
    }
  })

  it('may be 100,000 operations deep', () => {
    let deep: Expression = x
    for (let i = 0; i < 100_000; i++) deep = e.add(deep, 1)
    expect([...run(deep, Float32Array.of(0, 5))]).toEqual([100_000, 100_005])
  })

  it('is refused where an operation is not defined for its operands', () => {
    const shifted = { ...e.add(x, y), operation: 'shiftLeft' } as const
    expect(() => run(shifted, Float32Array.of(1), Float32Array.of(1))).toThrow('cpu: shiftLeft of float32 and float32 is not defined')
  })

  describe('with many values that live at the same time', () => {
    // All parts are computed before the first is used for the second time: they are summed in reverse.
    const crowd = (count: number) => {
      const parts = Array.from({ length: count }, (_, i) => e.multiply(x, i))
      const sum = parts.reduce<Expression>((total, part) => e.add(e.multiply(total, 0), part), e.constant(0, 'float32'))
      return parts.reduceRight<Expression>((total, part) => e.add(total, part), sum)
    }

    it.each([100, 700, 1500])('(%i) works in shorter blocks', (count) => {
      const data = Float32Array.from({ length: 1200 }, (_, i) => i % 7)
      const expected = data.map((value) => value * (count - 1) + (value * count * (count - 1)) / 2)
      expectSame(run(crowd(count), data), expected, 'sum')
      expect(assemblyFor(crowd(count), []).blockLength).toBeLessThan(512)
    })

    it('says when they are too many', () => {
      expect(() => run(crowd(5000), Float32Array.of(1))).toThrow('cpu: the formula has too many values that live at the same time')
    })
  })
})

import {
  denseView,
  expression as e,
  type GatherKernel,
  GradusError,
  type Kernel,
  type MapKernel,
  type RangeCheck,
  type ScatterAddKernel,
  type Shape,
  type TypedArray,
} from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { cpu } from '../backend.ts'

/** Runs `kernel`, gives the message of the error and what the output holds afterwards (it held 77s before). */
function attempt(kernel: Kernel, inputs: readonly TypedArray[], outputLength: number) {
  const buffers = inputs.map((data) => {
    const buffer = cpu.allocate(data instanceof Int32Array ? 'int32' : 'float32', data.length)
    cpu.write(buffer, data)
    return buffer
  })
  const output = cpu.allocate('float32', outputLength)
  cpu.write(output, new Float32Array(outputLength).fill(77))
  try {
    cpu.run(kernel, buffers, output)
  } catch (error) {
    expect(error).toBeInstanceOf(GradusError)
    expect((error as GradusError).code).toBe('range')
    expect([...cpu.read(output)], 'the output is untouched').toEqual(new Array(outputLength).fill(77))
    return (error as GradusError).message
  }
  return 'no error'
}

/** Rows of a [3, 2] table by index. */
function lookUp(indexShape: Shape): GatherKernel {
  const shape = [...indexShape, 2]
  return {
    kind: 'gather',
    name: 'embedding',
    shape,
    source: { offset: 0, strides: [...indexShape.map(() => 0), 1] },
    indices: { offset: 0, strides: [...denseView(indexShape).strides, 0] },
    stride: 2,
    output: denseView(shape),
    checks: [{ input: 1, min: 0, max: 2, integer: true, label: 'index' }],
  }
}

const table = Float32Array.of(0, 1, 10, 11, 20, 21)

describe('an index out of range', () => {
  it('is named with its position in the index tensor', () => {
    expect(attempt(lookUp([3]), [table, Int32Array.of(0, 5, 9)], 6)).toBe('embedding: index[1] = 5 out of range [0,2]')
    expect(attempt(lookUp([2, 2]), [table, Int32Array.of(0, 1, -1, 2)], 8)).toBe('embedding: index[1,0] = -1 out of range [0,2]')
    expect(attempt(lookUp([]), [table, Int32Array.of(3)], 2)).toBe('embedding: index = 3 out of range [0,2]')
  })

  it('is found beyond the first block', () => {
    const many = new Int32Array(5000)
    many[4321] = 3
    expect(attempt(lookUp([5000]), [table, many], 10000)).toBe('embedding: index[4321] = 3 out of range [0,2]')
  })

  it('does not exist in an empty tensor, and right ones pass', () => {
    expect(attempt(lookUp([0]), [table, new Int32Array(0)], 0)).toBe('no error')
    expect(attempt(lookUp([3]), [table, Int32Array.of(2, 0, 1)], 6)).toBe('no error')
  })
})

it('is found in kernels that add too', () => {
  const kernel: ScatterAddKernel = {
    kind: 'scatterAdd',
    name: 'scatter',
    shape: [3],
    outputShape: [2],
    base: denseView([2]),
    indices: denseView([3]),
    values: denseView([3]),
    target: { offset: 0, strides: [0] },
    stride: 1,
    checks: [
      { input: 1, min: 0, max: 1, integer: true, label: 'index' },
      { input: 2, min: 0, max: 9, label: 'value' },
      { input: 0, min: 0, max: 9, label: 'base' },
    ],
  }
  const [base, values] = [Float32Array.of(1, 2), Float32Array.of(3, 4, 5)]
  expect(attempt(kernel, [base, Int32Array.of(0, 1, 2), values], 2)).toBe('scatter: index[2] = 2 out of range [0,1]')
  expect(attempt(kernel, [base, Int32Array.of(0, 1, 1), Float32Array.of(3, 14, 5)], 2)).toBe('scatter: value[1] = 14 out of range [0,9]')
  expect(attempt(kernel, [Float32Array.of(1, -2), Int32Array.of(0, 1, 1), values], 2)).toBe('scatter: base[1] = -2 out of range [0,9]')
  expect(attempt(kernel, [base, Int32Array.of(0, 1, 1), values], 2)).toBe('no error')
})

describe('a value out of range', () => {
  const kernel = (check: Partial<RangeCheck>): MapKernel => ({
    kind: 'map',
    name: 'loss',
    shape: [2, 2],
    // Transposed: positions are those of the view, scanned in its order.
    inputs: [{ offset: 0, strides: [1, 2] }],
    body: e.input(0, 'float32'),
    output: denseView([2, 2]),
    checks: [{ input: 0, min: 0, max: 1, label: 'target', ...check }],
  })
  const { NaN: nan } = Number

  it.each([
    [{}, [0, 0.5, 1.5, 2], 'loss: target[0,1] = 1.5 out of range [0,1]'],
    [{}, [0, nan, 1, 1], 'loss: target[1,0] = NaN out of range [0,1]'],
    [{ allowNaN: true }, [0, nan, 1, 1], 'no error'],
    [{ integer: true }, [0, 1, 0.5, 1], 'loss: target[0,1] = 0.5 is no integer in [0,1]'],
    [{ max: Infinity }, [0, 1e30, Infinity, 1], 'no error'],
    [{ hint: 'are these logits?' }, [0, 1, 7, 1], 'loss: target[0,1] = 7 out of range [0,1]; are these logits?'],
  ])('%j of %j: %s', (check, data, message) => {
    expect(attempt(kernel(check), [Float32Array.from(data)], 4)).toBe(message)
  })
})

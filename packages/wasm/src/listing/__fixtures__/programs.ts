import { createArray, type DType, denseView, elementCount, type MapKernel, numerics, type Program, type TypedArray } from '@gradus/kernel'
import { add, type Expression, input, maximum, multiply } from '@gradus/kernel/expression'

/** A program and the data of its inputs. */
export interface Case {
  readonly program: Program
  readonly data: ReadonlyMap<number, TypedArray>
}

/** One elementwise kernel over inputs that are all of its shape. */
export function elementwise(name: string, shape: readonly number[], body: Expression, inputs: readonly DType[], scope = ''): Program {
  const view = denseView(shape)
  const length = elementCount(shape)
  const kernel: MapKernel = { kind: 'map', name, shape, inputs: inputs.map(() => view), body, output: view }
  const values = [...inputs, body.dtype].map((dtype) => ({ dtype, length }))
  const numbers = inputs.map((_, i) => i)
  return {
    values,
    inputs: numbers,
    states: [],
    steps: [{ kernel, inputs: numbers, output: inputs.length, scope }],
    outputs: [inputs.length],
    updates: [],
  }
}

const x = input(0, 'float32')

/** Zeros of both signs, NaN, and numbers above and below 0. */
export function numbers(dtype: DType, length: number): TypedArray {
  const array = createArray(dtype, length)
  const some = [-0, 1.5, Number.NaN, -2.25, 0, 3, -0.125, 1e-40, -1e30, 0.1]
  for (let i = 0; i < length; i++) array[i] = some[i % some.length]! * (1 + Math.floor(i / some.length) / 8)
  return array
}

/** Numbers without an order, both above and below 0. */
function scattered(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => ((i * i * 31 + i * (seed + 5)) % 101) / 16 - 3)
}

export function relu(length: number): Case {
  return { program: elementwise('relu', [length], maximum(x, 0), ['float32']), data: new Map([[0, numbers('float32', length)]]) }
}

export function exp(length: number): Case {
  const program = elementwise('exp', [length], numerics.exp(input(0, 'float64')), ['float64'])
  return {
    program,
    data: new Map([[0, Float64Array.from({ length }, (_, i) => [0.3, -1000, 720, Number.NaN, -744.5, 709.7, -1][i % 7]! + i / 16)]]),
  }
}

export function sum(length: number): Case {
  const kernel: MapKernel = {
    kind: 'map',
    name: 'sum',
    shape: [length],
    inputs: [denseView([length])],
    body: x,
    reduce: { operation: 'sum', axes: 1, order: 'tree' },
    output: denseView([]),
  }
  const values = [length, 1].map((length) => ({ dtype: 'float32', length }) as const)
  const steps = [{ kernel, inputs: [0], output: 1, scope: '' }]
  const data = Float32Array.from({ length }, (_, i) => 1 / (i + 1))
  return { program: { values, inputs: [0], states: [], steps, outputs: [1], updates: [] }, data: new Map([[0, data]]) }
}

/** A product of matrices, `rows` × `depth` with `depth` × `columns`. */
export function matmul(rows: number, depth: number, columns: number, scope = ''): Case {
  const kernel: MapKernel = {
    kind: 'map',
    name: 'matmul',
    shape: [rows, columns, depth],
    inputs: [
      { offset: 0, strides: [depth, 0, 1] },
      { offset: 0, strides: [0, 1, columns] },
    ],
    body: multiply(x, input(1, 'float32')),
    reduce: { operation: 'sum', axes: 1, order: 'sequential' },
    output: denseView([rows, columns]),
  }
  const values = [rows * depth, depth * columns, rows * columns].map((length) => ({ dtype: 'float32', length }) as const)
  const steps = [{ kernel, inputs: [0, 1], output: 2, scope }]
  const data = new Map([0, 1].map((value) => [value, scattered(values[value]!.length, value)]))
  return { program: { values, inputs: [0, 1], states: [], steps, outputs: [2], updates: [] }, data }
}

/** A dense layer: matmul, bias, relu. */
export function dense(rows: number, depth: number, columns: number): Case {
  const { program, data } = matmul(rows, depth, columns, 'dense')
  const shape = [rows, columns]
  const view = denseView(shape)
  const bias: MapKernel = {
    kind: 'map',
    name: 'add',
    shape,
    inputs: [view, { offset: 0, strides: [0, 1] }],
    body: add(x, input(1, 'float32')),
    output: view,
  }
  const kernel: MapKernel = { kind: 'map', name: 'relu', shape, inputs: [view], body: maximum(x, 0), output: view }
  const length = rows * columns
  return {
    program: {
      ...program,
      values: [...program.values, ...[columns, length, length].map((length) => ({ dtype: 'float32', length }) as const)],
      inputs: [0, 1, 3],
      steps: [
        ...program.steps,
        { kernel: bias, inputs: [2, 3], output: 4, scope: 'dense' },
        { kernel, inputs: [4], output: 5, scope: 'dense' },
      ],
      outputs: [5],
    },
    data: new Map([...data, [3, scattered(columns, 3)]]),
  }
}

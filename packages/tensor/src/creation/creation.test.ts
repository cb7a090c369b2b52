import { describe, expect, it } from 'vitest'
import { arange } from './arange.ts'
import { eye } from './eye.ts'
import { fromBuffer } from './from-buffer.ts'
import { full } from './full.ts'
import { linspace } from './linspace.ts'
import { ones } from './ones.ts'
import { tensor } from './tensor.ts'
import { zeros } from './zeros.ts'

describe('tensor', () => {
  it('takes the shape of nested arrays', () => {
    const shapes = [tensor(5), tensor([]), tensor([[], []]), tensor([[[1], [2]]])].map(({ shape }) => shape)
    expect(shapes).toEqual([[], [0], [2, 0], [1, 2, 1]])
  })

  it.each([
    [tensor([1.5]), 'float32', [1.5]],
    [tensor([true, false]), 'bool', [1, 0]],
    [tensor([1, 0], { dtype: 'bool' }), 'bool', [1, 0]],
    [tensor([0.1], { dtype: 'float64' }), 'float64', [0.1]],
    [tensor([0.1]), 'float32', [Math.fround(0.1)]],
    [tensor([NaN, -Infinity, -0]), 'float32', [NaN, -Infinity, -0]],
    [tensor(new Float64Array([0.1])), 'float64', [0.1]],
    [tensor(new Float64Array([0.1]), { dtype: 'float32' }), 'float32', [Math.fround(0.1)]],
    [tensor(new Uint8ClampedArray([255])), 'int32', [255]],
    [tensor(new Int16Array([-7])), 'int32', [-7]],
    [tensor(new Uint32Array([2 ** 31 - 1])), 'int32', [2 ** 31 - 1]],
    [tensor(new Uint8Array([0, 1]), { dtype: 'bool' }), 'bool', [0, 1]],
    [tensor([-(2 ** 31), 2 ** 31 - 1], { dtype: 'int32' }), 'int32', [-(2 ** 31), 2 ** 31 - 1]],
  ] as const)('%s', (x, dtype, values) => {
    expect(x.dtype).toBe(dtype)
    expect(x.toArray()).toEqual(values)
  })

  it('reads a subarray from its offset, and shared memory', () => {
    expect(tensor(new Float32Array([1, 2, 3]).subarray(1)).toArray()).toEqual([2, 3])
    const shared = new Int32Array(new SharedArrayBuffer(8))
    shared[1] = 7
    expect(tensor(shared).toArray()).toEqual([0, 7])
  })

  it('gives the elements another shape', () => {
    expect(tensor(new Float32Array([1, 2, 3, 4]), { shape: [2, 2] }).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(tensor(new Float32Array(0), { shape: [0, 3] }).shape).toEqual([0, 3])
  })

  it('takes 200,000 numbers from a plain array', () => {
    const x = tensor(Array.from({ length: 200_000 }, (_, i) => i))
    expect([x.size, x.toTypedArray()[199_999]]).toEqual([200_000, 199_999])
  })

  it('wants a gradient only when asked', () => {
    expect(tensor([1]).requiresGradient).toBe(false)
    expect(tensor([1], { requiresGradient: true }).requiresGradient).toBe(true)
  })
})

describe('fromBuffer', () => {
  const bytes = new Uint8Array([9, 0, 0, 128, 63, 0, 0, 0, 64])

  it('reads little-endian bytes from any offset', () => {
    expect(fromBuffer(bytes.buffer, [2], { byteOffset: 1 }).toArray()).toEqual([1, 2])
    expect(fromBuffer(bytes.buffer, [1], { dtype: 'int32', byteOffset: 5 }).toArray()).toEqual([2 ** 30])
    expect(fromBuffer(new Float64Array([0.1]).buffer, [], { dtype: 'float64' }).item()).toBe(0.1)
    expect(fromBuffer(new Uint8Array([0, 1]).buffer, [2], { dtype: 'bool' }).toArray()).toEqual([0, 1])
    expect(fromBuffer(new ArrayBuffer(0), [0]).shape).toEqual([0])
  })

  it('reads shared memory', () => {
    const shared = new SharedArrayBuffer(4)
    new Float32Array(shared)[0] = 1.5
    expect(fromBuffer(shared, [1]).toArray()).toEqual([1.5])
  })
})

describe('the rest', () => {
  it('repeats a number', () => {
    expect(full([2, 1], -0, { dtype: 'float64' }).toArray()).toEqual([[-0], [-0]])
    expect(full([], NaN).item()).toBeNaN()
    expect(ones([2], { dtype: 'bool' }).toArray()).toEqual([1, 1])
    expect(zeros([0]).toArray()).toEqual([])
  })

  // NumPy 1.24: arange(0, 0.3, 0.1), arange(5, 0, -2), arange(1, 1), linspace(0, 1, 4).
  it('counts as NumPy does', () => {
    expect(arange(0, 0.3, 0.1, { dtype: 'float64' }).toArray()).toEqual([0, 0.1, 0.2])
    expect(arange(5, 0, -2).toArray()).toEqual([5, 3, 1])
    expect(arange(1, 1).toArray()).toEqual([])
    expect(arange(0, 3, 1, { dtype: 'int32' }).dtype).toBe('int32')
    expect(linspace(0, 1, 4, { dtype: 'float64' }).toArray()).toEqual([0, 0.3333333333333333, 0.6666666666666666, 1])
    expect(linspace(3, 9, 1).toArray()).toEqual([3])
    expect(linspace(3, 9, 0).toArray()).toEqual([])
    expect(linspace(0.1, 0.7, 49, { dtype: 'float64' }).toTypedArray()[48]).toBe(0.7)
  })

  it('makes identity matrices, not only square ones', () => {
    expect(eye(2, 3).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ])
    expect(eye(2, 1, { dtype: 'int32' }).toArray()).toEqual([[1], [0]])
    expect(eye(0).shape).toEqual([0, 0])
  })
})

import { type DeviceBuffer, type DType, denseView, expression as e, GradusError, type MapKernel, type TypedArray } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { cpu, createCpuBackend } from './backend.ts'
import type { CpuBuffer } from './buffer.ts'

const negate: MapKernel = {
  kind: 'map',
  name: 'negate',
  shape: [3],
  inputs: [denseView([3])],
  body: e.negate(e.input(0, 'float32')),
  output: denseView([3]),
}

function filled(data: TypedArray, dtype: DType = 'float32'): DeviceBuffer {
  const buffer = cpu.allocate(dtype, data.length)
  cpu.write(buffer, data)
  return buffer
}

/** What a call throws, as `code: message`. */
function failure(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof GradusError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'nothing'
}

describe('buffers', () => {
  it('hold what was written, whatever lies beside them', () => {
    const lengths = [0, 1, 5, 64, 65, 1000, 8191, 8192]
    const buffers = lengths.map((length) => filled(new Float32Array(length).fill(length)))
    buffers.forEach((buffer, i) => {
      expect(buffer.length).toBe(lengths[i])
      expect([...cpu.read(buffer)]).toEqual(new Array(lengths[i]).fill(lengths[i]))
    })
  })

  it('share arrays while they are small, and never a place', () => {
    const backend = createCpuBackend()
    const buffers = Array.from({ length: 2000 }, () => backend.allocate('float64', 7) as CpuBuffer)
    const places = new Set(buffers.flatMap(({ array, offset }) => Array.from({ length: 7 }, (_, k) => array.byteOffset + 8 * (offset + k))))
    const arrays = new Set(buffers.map(({ array }) => array))
    expect(arrays.size).toBe(2)
    expect(places.size).toBe(8192 - (8192 % 7))
    for (const { array, offset } of buffers) expect(offset + 7).toBeLessThanOrEqual(array.length)
  })

  it('copy on write and on read', () => {
    const data = Float32Array.of(1, 2, 3)
    const buffer = filled(data)
    data[0] = 99
    const copy = cpu.read(buffer)
    copy[1] = 99
    expect([...cpu.read(buffer)]).toEqual([1, 2, 3])
    expect(copy.buffer.byteLength).toBe(12)
  })

  it('refuse data that is not theirs', () => {
    const buffer = cpu.allocate('float32', 3)
    expect(failure(() => cpu.write(buffer, new Float32Array(2)))).toBe('shape: write: data must have 3 elements, got 2')
    expect(failure(() => cpu.write(buffer, new Float64Array(3)))).toBe(
      'type: write: data must be a Float32Array (float32), got a Float64Array',
    )
    expect(failure(() => cpu.write(buffer, null as unknown as TypedArray))).toBe(
      'type: write: data must be a Float32Array (float32), got null',
    )
  })

  it.each([-1, 1.5, Number.NaN, 2 ** 31, '3'])('are not allocated with length %s', (length) => {
    expect(failure(() => cpu.allocate('float32', length as number))).toMatch(
      /^(range|type): allocate: length must be an integer in \[0, 2147483647\], got/,
    )
  })

  it('are not allocated with an unknown dtype', () => {
    expect(failure(() => cpu.allocate('flot32' as DType, 1))).toMatch(/^type: allocate: unknown dtype "flot32".*did you mean float32/)
  })
})

describe('run', () => {
  it('gives the example of the README', () => {
    const output = cpu.allocate('float32', 3)
    cpu.run(negate, [filled(Float32Array.of(1, -2, 0))], output)
    expect([...cpu.read(output)]).toEqual([-1, 2, -0])
  })

  it('refuses buffers that do not fit the kernel, before anything changes', () => {
    const output = filled(Float32Array.of(7, 7, 7))
    const input = filled(Float32Array.of(1, 2, 3))
    expect(failure(() => cpu.run(negate, [filled(Float32Array.of(1, 2))], output))).toBe(
      'range: negate: input 0 must be float32 of at least 3 elements, got float32 of 2',
    )
    expect(failure(() => cpu.run(negate, [filled(new Int32Array(3), 'int32')], output))).toBe(
      'type: negate: input 0 must be float32 of at least 3 elements, got int32 of 3',
    )
    expect(failure(() => cpu.run(negate, [], output))).toBe('type: negate: input 0 must be float32 of at least 3 elements, got none')
    expect(failure(() => cpu.run(negate, [input], cpu.allocate('float64', 3)))).toBe(
      'type: negate: the output must be float32 of at least 3 elements, got float64 of 3',
    )
    expect([...cpu.read(output)]).toEqual([7, 7, 7])
  })
})

// Protects: the bytes that we write, which Python's safetensors has read into NumPy and PyTorch (make-files.py check), stay these bytes.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { arrays, metadata, written } from './__fixtures__/written.ts'
import { fromLittleEndian, writeLittleEndian } from './little-endian.ts'
import { readSafetensors } from './read-safetensors.ts'

const golden = JSON.parse(readFileSync(new URL('__fixtures__/golden.json', import.meta.url), 'utf8')) as { all: string; torch: string }
const decode = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

describe('the file that others have read', () => {
  it('is what we write', () => {
    expect(written()).toEqual(decode(golden.all))
    expect(written(true)).toEqual(decode(golden.torch))
  })

  it('is read for ever', () => {
    const read = readSafetensors(decode(golden.all), { int64: 'bigint', checksum: 'required', identity: 'golden' })
    expect([...read.tensors.keys()]).toEqual([...arrays.keys()])
    for (const [name, { data, shape, dtype }] of arrays) expect(read.tensors.get(name)).toMatchObject({ data, shape, dtype })
    expect(read.metadata).toEqual(metadata)
  })
})

describe('a machine with the large end first', () => {
  const numbers = Float64Array.of(1.5, -2, 0.1)
  const little = new Uint8Array(24)
  numbers.forEach((value, i) => void new DataView(little.buffer).setFloat64(i * 8, value, true))

  it('turns each element around when it reads', () => {
    const view = new DataView(fromLittleEndian(little, 8, false))
    expect([0, 8, 16].map((at) => view.getFloat64(at, false))).toEqual([...numbers])
  })

  it('and when it writes', () => {
    const large = new Uint8Array(24)
    numbers.forEach((value, i) => void new DataView(large.buffer).setFloat64(i * 8, value, false))
    const target = new Uint8Array(26)
    writeLittleEndian(new Float64Array(large.buffer), 8, target, 1, false)
    expect(target.subarray(1, 25)).toEqual(little)
    expect([target[0], target[25]]).toEqual([0, 0])
  })
})

// Protects: damage is seen wherever it is, and named with the file (row 121).
import { describe, expect, it } from 'vitest'
import { fileOf } from '../safetensors/__fixtures__/file-of.ts'
import { readSafetensors } from '../safetensors/read-safetensors.ts'
import { writeSafetensors } from '../safetensors/write-safetensors.ts'
import { crc32 } from './crc32.ts'

const write = (value: number, identity?: string) =>
  writeSafetensors(
    new Map([
      ['w', { data: Float32Array.of(value, 2, 3), shape: [3], dtype: 'float32' as const }],
      ['gradus-crc32:00000000', { data: Uint8Array.of(1), shape: [1], dtype: 'bool' as const }],
    ]),
    { checksum: true, metadata: new Map([['epoch', '7'], ['empty', 'x gradus-crc32:00000000']]), ...(identity !== undefined && { identity }) },
  ) // biome-ignore format: short

const refuses = (bytes: Uint8Array, text: string | RegExp, options = {}) =>
  expect(() => readSafetensors(bytes, { name: 'run/last.safetensors', checksum: 'required', ...options })).toThrow(
    expect.objectContaining({ code: 'file', message: expect.stringMatching(text) }),
  )

describe('crc32', () => {
  it.each([
    ['', 0],
    ['a', 0xe8b7be43],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j', (text, expected) => {
    const bytes = new TextEncoder().encode(text)
    expect(crc32(bytes)).toBe(expected)
    for (let cut = 0; cut <= bytes.length; cut++) expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(expected)
  })
})

describe('a file with a checksum', () => {
  it('is verified when it is read, without a word of it in the metadata', () => {
    const read = readSafetensors(write(1))
    expect(read.checksum).toBe('verified')
    expect([...read.metadata.keys()]).toEqual(['epoch', 'empty'])
  })

  it('says when any one bit is another', () => {
    const file = write(1)
    for (let bit = 0; bit < file.length * 8; bit++) {
      const damaged = file.slice()
      damaged[bit >> 3]! ^= 1 << (bit & 7)
      // A file without checksum would be taken: a bit must not make this one look like that.
      refuses(damaged, /^readSafetensors: "run\/last\.safetensors": /, { checksum: 'whenPresent' })
    }
  })

  it('says when it is cut anywhere, empty, zero, or zero in parts', () => {
    const file = write(1)
    for (let length = 0; length < file.length; length++) {
      refuses(file.subarray(0, length), /"run\/last\.safetensors"/)
      const zeros = file.slice()
      zeros.fill(0, length)
      refuses(zeros, /"run\/last\.safetensors"/)
      const start = file.slice()
      start.fill(0, 0, length + 1)
      refuses(start, /"run\/last\.safetensors"/)
    }
    refuses(new Uint8Array(0), 'an empty file')
    refuses(new Uint8Array(file.length), 'it looks like a file of zeros')
    refuses(new Uint8Array([...file, 0]), '1 bytes too many')
  })

  it('says when half of it is of another', () => {
    const mixed = write(1)
    mixed.set(write(9).subarray(-16), mixed.length - 16)
    refuses(mixed, /the file is damaged: the checksum of its \d+ bytes is gradus-crc32:[\da-f]{8}, expected gradus-crc32:[\da-f]{8}$/)
  })

  it('says when two files were swapped, if it is told which one to expect', () => {
    expect(readSafetensors(write(1, 'a'), { identity: 'a' }).identity).toBe('a')
    refuses(write(1, 'b'), 'expected "a", found "b"; were two files swapped\\?', { identity: 'a' })
    refuses(write(1), 'expected "a", found a file without identity', { identity: 'a' })
  })

  it('that was written with escapes, or in another form, is not ours', () => {
    const file = (metadata: string) => fileOf(`{"__metadata__":{${metadata}}}`)
    refuses(
      file('"gradus.checksum":"\\u0067radus-crc32:00000000"'),
      'the file is damaged: its checksum is "gradus-crc32:00000000", expected gradus-crc32: and 8 digits',
    )
    refuses(file('"gradus.checksum":"sha256:00"'), 'the file is damaged: its checksum is "sha256:00", expected gradus-crc32: and 8 digits')
    refuses(
      file('"gradus.checksun":"gradus-crc32:00000000"'),
      'the file is damaged: its checksum stands under "gradus.checksun", expected gradus.checksum',
    )
  })

  it('is what `required` asks for', () => {
    refuses(writeSafetensors(new Map()), 'expected a checksum, found none; writeSafetensors adds one with { checksum: true }')
    expect(readSafetensors(writeSafetensors(new Map())).checksum).toBe('absent')
  })
})

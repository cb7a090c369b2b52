// Protects: what is saved is loaded, bit by bit, whatever the names, shapes and bits are; the same content is always the same file.
import { type ArrayData, elementCount } from '@gradus/kernel'
import fc from 'fast-check'
import { runs, shapes } from 'tooling-properties'
import { expect, it } from 'vitest'
import { readSafetensors } from './read-safetensors.ts'
import { writeSafetensors } from './write-safetensors.ts'

const names = fc.oneof(
  fc.constantFrom('a', 'dense.kernel', '', '__proto__', 'constructor', 'é', '\u0000', '"', '\\'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const dtypes = fc.constantFrom('float32' as const, 'float64' as const, 'int32' as const, 'bool' as const)

/** Any bits: numbers that are none with any payload, subnormal ones, both zeros. */
const arrays: fc.Arbitrary<ArrayData> = fc.tuple(shapes({ most: 60 }), dtypes).chain(([shape, dtype]): fc.Arbitrary<ArrayData> => {
  const count = elementCount(shape)
  const words = (length: number) => fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: length, maxLength: length }).map((each) => Uint32Array.from(each)) // biome-ignore format: as one
  if (dtype === 'bool') return words(count).map((each) => ({ data: Uint8Array.from(each, (word) => word & 1), shape, dtype }))
  if (dtype === 'float64') return words(2 * count).map(({ buffer }) => ({ data: new Float64Array(buffer), shape, dtype }))
  return words(count).map(({ buffer }) => ({ data: dtype === 'int32' ? new Int32Array(buffer) : new Float32Array(buffer), shape, dtype }))
})

const bitsOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength)

it('any tensors under any names, with any metadata', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 12 })
  const entries = fc.uniqueArray(
    fc.tuple(
      names.filter((name) => name !== '__metadata__'),
      arrays,
    ),
    { selector: ([name]) => name, maxLength: 5 },
  )
  const content = fc.record({ entries, metadata: fc.uniqueArray(fc.tuple(names, texts), { selector: ([name]) => name }), checksum: fc.boolean() }) // biome-ignore format: as one
  fc.assert(
    fc.property(content, ({ entries, metadata, checksum }) => {
      const tensors = new Map(entries)
      const write = () => writeSafetensors(tensors, { metadata: new Map(metadata), checksum })
      const read = readSafetensors(write(), checksum ? { checksum: 'required' } : {})
      expect([...read.tensors.keys()].sort()).toEqual([...tensors.keys()].sort())
      for (const [name, { data, shape, dtype }] of tensors) {
        const found = read.tensors.get(name)!
        expect([found.shape, found.dtype]).toEqual([shape, dtype])
        expect(bitsOf(found.data)).toEqual(bitsOf(data))
      }
      for (const [key, text] of metadata) expect(read.metadata.get(key)).toBe(text)
      expect(write()).toEqual(write())
    }),
    runs(200),
  )
})

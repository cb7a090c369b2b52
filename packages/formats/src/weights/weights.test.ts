// Protects: weights come back bit by bit, and a file that does not fit changes nothing and says all that differs (rows 106, 113).
import { type NamedParameters, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { readSafetensors } from '../safetensors/read-safetensors.ts'
import { writeSafetensors } from '../safetensors/write-safetensors.ts'
import { loadWeights } from './load-weights.ts'
import { saveWeights } from './save-weights.ts'

const named = (tensors: Record<string, Tensor>): NamedParameters =>
  new Map(Object.entries(tensors).map(([name, each]) => [name, { tensor: each, trainable: name !== 'mean' }]))
const model = (fill = 0) =>
  named({
    'dense.kernel': tensor([[fill, 1], [2, 3]]) as Tensor, // biome-ignore format: as a matrix
    'dense.bias': tensor([fill, -0]) as Tensor,
    mean: tensor([fill + 0.1], { dtype: 'float64' }) as Tensor,
    steps: tensor(Int32Array.of(fill)) as Tensor,
    mask: tensor([true, false]) as Tensor,
  })
const values = (parameters: NamedParameters) => [...parameters].map(([name, each]) => [name, each.tensor.toTypedArray()])

describe('weights', () => {
  it('come back in order, bit by bit', () => {
    const [from, to] = [model(7), model()]
    const file = saveWeights(from, { metadata: new Map([['epoch', '3']]), checksum: true })
    expect([...readSafetensors(file).tensors.keys()]).toEqual([...from.keys()])
    expect(loadWeights(to, file)).toEqual({ missing: [], extra: [], metadata: new Map([['epoch', '3']]) })
    expect(values(to)).toEqual(values(from))
    expect(saveWeights(to, { metadata: new Map([['epoch', '3']]), checksum: true })).toEqual(file)
  })

  it('that are views are packed', () => {
    const whole = tensor([[1, 2, 3], [4, 5, 6]]) // biome-ignore format: as a matrix
    const read = readSafetensors(saveWeights(named({ t: whole.transpose() as Tensor })))
    expect(read.tensors.get('t')).toMatchObject({ data: Float32Array.of(1, 4, 2, 5, 3, 6), shape: [3, 2] })
  })

  it('of halves go into float32', () => {
    const target = tensor([0, 0])
    const header = JSON.stringify({ w: { dtype: 'F16', shape: [2], data_offsets: [0, 4] } })
    const bytes = new Uint8Array(8 + header.length + 4)
    bytes[0] = header.length
    bytes.set(new TextEncoder().encode(header), 8)
    bytes.set([0x00, 0x3c, 0x00, 0xc0], 8 + header.length)
    loadWeights(named({ w: target as Tensor }), bytes)
    expect(target.toArray()).toEqual([1, -2])
  })
})

describe('a file that does not fit', () => {
  const other = writeSafetensors(
    new Map<string, Parameters<typeof writeSafetensors>[0] extends ReadonlyMap<string, infer Each> ? Each : never>([
      ['dense.kernel', { data: Float32Array.of(5, 6), shape: [1, 2], dtype: 'float32' }],
      ['dense.bias', { data: Float32Array.of(1, Number.NaN), shape: [2], dtype: 'float32' }],
      ['mean', { data: Float32Array.of(1), shape: [1], dtype: 'float32' }],
      ['mask', { data: Uint8Array.of(1, 1), shape: [2], dtype: 'bool' }],
      ['head\n', { data: Float32Array.of(1), shape: [1], dtype: 'float32' }],
    ]),
  )

  it('changes nothing and says all that differs in one error', () => {
    const target = model(7)
    const before = values(target)
    expect(() => loadWeights(target, other, { name: 'other.safetensors' })).toThrow(
      expect.objectContaining({
        code: 'file',
        message:
          'loadWeights: "other.safetensors": the file does not fit the model: "steps" is not in the file; "head\\n" is only in the file; ' +
          '"dense.kernel" is [1,2] in the file, [2,2] in the model; ' +
          '"dense.bias" has 1 that are not finite, the first NaN at [1]; allowNonFinite: true loads them; "mean" is float32 in the file, float64 in the model',
      }),
    )
    expect(values(target)).toEqual(before)
  })

  it.each<[string, NamedParameters, string]>([
    ['lacks one', named({ a: tensor([1]) as Tensor, b: tensor([1]) as Tensor }), '"b" is not in the file'],
    ['has one more', named({}), '"a" is only in the file'],
    ['has another shape', named({ a: tensor([[1]]) as Tensor }), '"a" is [1] in the file, [1,1] in the model'],
  ])('that %s is enough', (_, target, text) => {
    const before = values(target)
    expect(() => loadWeights(target, saveWeights(named({ a: tensor([5]) as Tensor })))).toThrow(`the file does not fit the model: ${text}`)
    expect(values(target)).toEqual(before)
  })

  it('names the place of a number in a matrix', () => {
    const data = Float32Array.of(0, 1, 2, 3, Number.NEGATIVE_INFINITY, Number.NaN)
    const file = writeSafetensors(new Map([['w', { data, shape: [2, 3], dtype: 'float32' }]]))
    expect(() => loadWeights(named({ w: tensor([[0, 0, 0], [0, 0, 0]]) as Tensor }), file)).toThrow(
      '"w" has 2 that are not finite, the first -Infinity at [1,1]; allowNonFinite: true loads them',
    ) // biome-ignore format: as a matrix
  })

  it('is taken in part when that is asked for', () => {
    const target = named({ 'dense.bias': tensor([0, 0]) as Tensor, steps: tensor(Int32Array.of(4)) as Tensor })
    const loaded = loadWeights(target, other, { allowMissing: true, allowExtra: true, allowNonFinite: true })
    expect(loaded).toMatchObject({ missing: ['steps'], extra: ['dense.kernel', 'mean', 'mask', 'head\n'] })
    expect(values(target)).toEqual([
      ['dense.bias', Float32Array.of(1, Number.NaN)],
      ['steps', Int32Array.of(4)],
    ])
  })

  it('is told by its name when it is damaged', () => {
    const target = model(7)
    const before = values(target)
    const file = saveWeights(model(1), { checksum: true })
    file[file.length - 1]! ^= 1
    expect(() => loadWeights(target, file, { name: 'w' })).toThrow('loadWeights: "w": the file is damaged: the checksum of its')
    expect(values(target)).toEqual(before)
  })

  it.each<[string, unknown, unknown, string]>([
    ['no map', {}, {}, 'loadWeights: parameters must be a Map of { tensor, trainable } by name, got an Object'],
    ['a number as name', new Map([[1, { tensor: tensor([1]) }]]), {}, 'loadWeights: the name of a parameter must be a text, got 1'],
    ['tensors by name', new Map([['w', tensor([1])]]), {}, 'loadWeights: parameter "w" must be a tensor, got undefined'],
    ['an unknown option', new Map(), { strict: false }, 'loadWeights: unknown option "strict" (options: name, checksum, identity, allowMissing, allowExtra, allowNonFinite)'],
    ['a text', new Map(), { allowExtra: 'yes' }, 'loadWeights: allowExtra must be true or false, got "yes"'],
  ])('wrong arguments: %s', (_, parameters, options, message) => {
    expect(() => loadWeights(parameters as never, saveWeights(new Map()), options as never)).toThrow(expect.objectContaining({ code: 'type', message }))
  }) // biome-ignore format: as a table
})

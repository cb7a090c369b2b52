// Protects: iris has its published numbers, and MNIST is read as it is or refused; row 81.
import { createHash } from 'node:crypto'
import { describe, expect, expectTypeOf, it } from 'vitest'
import fixture from '../__fixtures__/iris.json' with { type: 'json' }
import { iris, irisNames } from './iris.ts'
import { fetchMnist, mnist } from './mnist.ts'

describe('iris', () => {
  it("is scikit-learn's copy", () => {
    const { inputs, targets } = iris({ dtype: 'float64' })
    expect(inputs).toEqual({ data: Float64Array.from(fixture.tenths, (tenths) => tenths / 10), shape: [150, 4], dtype: 'float64' })
    expect(targets).toEqual({ data: Int32Array.from(fixture.classes), shape: [150], dtype: 'int32' })
    expect(fixture.features).toEqual(irisNames.features.map((name) => `${name} (cm)`))
    expect(fixture.names).toEqual(irisNames.classes)
    expect(iris({ targets: 'oneHot' }).targets.data.subarray(447)).toEqual(new Float32Array([0, 0, 1]))
    expectTypeOf(iris().inputs.shape).toEqualTypeOf<readonly [number, 4]>()
    expectTypeOf(iris({ targets: 'oneHot' }).targetShape).toEqualTypeOf<readonly [3]>()
  })

  it("has Fisher's numbers where the UCI repository's copy has others", () => {
    const row = (number: number) => Array.from(iris({ dtype: 'float64' }).slice(number - 1, number).inputs.data)
    expect([row(35), row(38)]).toEqual([[4.9, 3.1, 1.5, 0.2], [4.9, 3.6, 1.4, 0.1]]) // biome-ignore format: rows
  })

  it.each([{ targets: 'binary' }, { dtype: 'int32' }, { target: 'oneHot' }, 5])('refuses %j', (options) => {
    expect(() => iris(options as never)).toThrow(expect.objectContaining({ name: 'GradusError' }))
  })
})

const images = (count: number, size = 28) =>
  Uint8Array.from([
    0,
    0,
    8,
    3,
    0,
    0,
    0,
    count,
    0,
    0,
    0,
    size,
    0,
    0,
    0,
    size,
    ...Array.from({ length: count * size * size }, (_, i) => i % 256),
  ])
const labels = (...values: number[]) => Uint8Array.from([0, 0, 8, 1, 0, 0, 0, values.length, ...values])
const files = { trainImages: images(3), trainLabels: labels(7, 0, 9), testImages: images(1), testLabels: labels(4) }
const address = (bytes: Uint8Array) => `data:;base64,${Buffer.from(bytes).toString('base64')}`

describe('mnist', () => {
  it('reads four files', () => {
    const { train, test } = mnist(files)
    expect([train.inputs.shape, train.targets]).toEqual([[3, 28, 28, 1], { data: new Int32Array([7, 0, 9]), shape: [3], dtype: 'int32' }])
    expect(Array.from(train.inputs.data.subarray(0, 256))).toEqual(Array.from({ length: 256 }, (_, i) => Math.fround(i / 255)))
    expect([test.size, test.targets.data[0], test.name, test.displayName]).toEqual([1, 4, 'mnist', 'MNIST'])
    const flat = mnist(files, { flat: true, targets: 'oneHot', dtype: 'float64' }).train
    expect([flat.inputs.shape, flat.targets.shape, flat.inputs.data[255]]).toEqual([[3, 784], [3, 10], 1])
    expectTypeOf(train.inputShape).toEqualTypeOf<readonly [28, 28, 1]>()
    expectTypeOf(flat.inputShape).toEqualTypeOf<readonly [784]>()
    expectTypeOf(flat.targetShape).toEqualTypeOf<readonly [10]>()
  })

  it('fetches four files', async () => {
    const addresses = {
      trainImages: address(files.trainImages),
      trainLabels: address(files.trainLabels),
      testImages: address(files.testImages),
      testLabels: address(files.testLabels),
    }
    expect(await fetchMnist(addresses)).toEqual(mnist(files))
    const sha256 = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
    ) as unknown as Record<keyof typeof files, string>
    expect(await fetchMnist(addresses, { sha256, maxBytes: 5000 })).toEqual(mnist(files))
    await expect(fetchMnist(addresses, { sha256: { ...sha256, testLabels: sha256.testImages } })).rejects.toThrow(
      /: the SHA-256 of the \d+ bytes is/,
    )
    await expect(fetchMnist(addresses, { sha256: { ...sha256, testLabel: '' } as never })).rejects.toThrow(
      /^fetchMnist: sha256: .*did you mean testLabels/,
    )
    await expect(fetchMnist(addresses, { maxBytes: 9 })).rejects.toThrow(/maxBytes/)
    const asked: string[] = []
    const fetch = async (url: string) => {
      asked.push(url)
      return { ok: false, status: 404, statusText: '', url, headers: new Headers(), body: null }
    }
    await expect(fetchMnist('https://a.example/mnist/*.gz', { fetch })).rejects.toThrow('the answer is 404')
    expect(asked).toEqual(['https://a.example/mnist/train-images-idx3-ubyte.gz'])
  })

  it.each<{ why: string; change: object; options?: object; code: string; message: RegExp }>([
    { why: '3 images, 2 labels', change: { trainLabels: labels(1, 2) }, code: 'shape', message: /^mnist: train: 3 images, 2 labels$/ },
    {
      why: 'labels for images',
      change: { testImages: labels(1, 2) },
      code: 'shape',
      message: /^mnist: test: the images have shape \[2\], expected \[images,28,28\]$/,
    },
    {
      why: 'images for labels',
      change: { testLabels: images(1) },
      code: 'shape',
      message: /^mnist: test: the labels have shape \[1,28,28\], expected \[1\]$/,
    },
    { why: 'images of another size', change: { testImages: images(1, 32) }, code: 'shape', message: /the images have shape \[1,32,32\]/ },
    { why: 'label 10', change: { trainLabels: labels(1, 10, 2) }, code: 'range', message: /^mnist: train: label 1 is 10, expected 0 … 9$/ },
    {
      why: 'floats',
      change: { testLabels: Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0) },
      code: 'type',
      message: /must be bytes, got a Uint8Array and a Float32Array/,
    },
    { why: 'a cut file', change: { testImages: images(1).slice(0, 99) }, code: 'file', message: /^mnist: "testImages": cut off: / },
    { why: 'a missing file', change: { testImages: undefined }, code: 'type', message: /^mnist: bytes must be a Uint8Array/ },
    { why: 'a misspelt file', change: { testImage: images(1) }, code: 'type', message: /did you mean testImages/ },
    {
      why: 'int32',
      change: {},
      options: { dtype: 'int32' },
      code: 'type',
      message: /^mnist: dtype must be float32 or float64, got "int32"$/,
    },
    { why: 'a misspelt option', change: {}, options: { flatt: true }, code: 'type', message: /did you mean flat/ },
  ])('refuses $why', ({ change, options, code, message }) => {
    // biome-ignore format: a table
    expect(() => mnist({ ...files, ...change }, options)).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })
})

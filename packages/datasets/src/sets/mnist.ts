import {
  checkBoolean,
  checkOptions,
  checkParts,
  createArray,
  describe,
  elementCount,
  GradusError,
  isFloat,
  shapeText,
} from '@gradus/kernel'
import { ArrayDataset } from '../array-dataset.ts'
import { checkTargetForm, classTargets, type TargetForm, type TargetShape } from '../class-targets.ts'
import type { ByteSource } from '../files/byte-source.ts'
import { type Address, download, type FetchOptions, fetchOptionNames } from '../files/fetch-bytes.ts'
import type { NumberData } from '../files/number-data.ts'
import { readIdx } from '../files/read-idx.ts'
import { inTheNameOf } from '../in-the-name-of.ts'

/** The four files of MNIST, by what they hold. */
export interface MnistFiles<File> {
  /** `train-images-idx3-ubyte`. */
  readonly trainImages: File
  /** `train-labels-idx1-ubyte`. */
  readonly trainLabels: File
  /** `t10k-images-idx3-ubyte`. */
  readonly testImages: File
  /** `t10k-labels-idx1-ubyte`. */
  readonly testLabels: File
}

/** How the digits are given. */
export interface MnistOptions<Flat extends boolean = false, F extends TargetForm = 'classIndex'> {
  /** Whether an image is a row of 784 numbers rather than [28, 28, 1]; false unless stated. */
  readonly flat?: Flat
  /** How digits are written: `'classIndex'` (an int32) unless stated, or `'oneHot'`. */
  readonly targets?: F
  /** float32 unless stated. */
  readonly dtype?: 'float32' | 'float64'
}

/** Handwritten digits with what they are. */
export type Digits<Flat extends boolean, F extends TargetForm> = ArrayDataset<
  Flat extends true ? readonly [784] : readonly [28, 28, 1],
  TargetShape<F, 10>,
  'samplesFirst'
>

/** Digits to train on and digits to test on. */
export interface Mnist<Flat extends boolean, F extends TargetForm> {
  /** The digits to train on: 60,000 in the original. */
  readonly train: Digits<Flat, F>
  /** The digits to test on: 10,000 in the original. */
  readonly test: Digits<Flat, F>
}

/** The names of {@link MnistOptions}. */
export const mnistOptionNames = ['flat', 'targets', 'dtype']

const fileNames = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const

/**
 * The handwritten digits of MNIST from the bytes of its four IDX files: 60,000 to train on and 10,000 to test on in the original. Other
 * sets of this form (Fashion-MNIST, Kuzushiji-MNIST) are read the same way.
 *
 * Shape: inputs [n, 28, 28, 1] or, flat, [n, 784], from 0 (paper) to 1 (ink); targets [n] as int32, 0 … 9, unless stated otherwise.
 * Throws: GradusError 'shape' when there are not as many labels as images, or images of another size; 'range' for a label above 9; 'file'
 * for anything that is no IDX file.
 * Source: LeCun, Cortes, Burges, The MNIST database of handwritten digits.
 *
 * @example
 * const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, ...new Array(784).fill(255))
 * const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7)
 * const { test } = mnist({ trainImages: images, trainLabels: labels, testImages: images, testLabels: labels })
 * test.inputs.shape // [1, 28, 28, 1]
 */
export function mnist<const Flat extends boolean = false, const F extends 'classIndex' | 'oneHot' = 'classIndex'>(
  files: MnistFiles<ByteSource>,
  options: MnistOptions<Flat, F> = {},
): Mnist<Flat, F> {
  checkParts('mnist', files, fileNames)
  checkMnistOptions('mnist', options)
  return readMnist('mnist', files, options, {
    trainImages: 'trainImages',
    trainLabels: 'trainLabels',
    testImages: 'testImages',
    testLabels: 'testLabels',
  })
}

/**
 * The same from addresses: the four files in one folder, by their original names (with `.gz` where the folder's address ends in `*.gz`), or
 * an address for each.
 *
 * Throws: GradusError as {@link mnist} and {@link fetchBytes}; of `sha256` there is one for each file.
 *
 * @example
 * const nowhere = 'data:text/html,<html>'
 * await fetchMnist({ trainImages: nowhere, trainLabels: nowhere, testImages: nowhere, testLabels: nowhere }) // GradusError 'file': mnist: "data:text/html,<html>": …; it looks like an HTML page
 */
export async function fetchMnist<const Flat extends boolean = false, const F extends 'classIndex' | 'oneHot' = 'classIndex'>(
  addresses: string | MnistFiles<Address>,
  options: MnistOptions<Flat, F> & Omit<FetchOptions, 'sha256'> & { readonly sha256?: MnistFiles<string> | undefined } = {},
): Promise<Mnist<Flat, F>> {
  checkOptions('fetchMnist', options, [...mnistOptionNames, ...fetchOptionNames])
  const { sha256, maxBytes, signal, fetch, ...rest } = options
  checkMnistOptions('fetchMnist', rest)
  const from = typeof addresses === 'string' ? mnistFilesIn(addresses) : addresses
  checkParts('fetchMnist', from, fileNames)
  if (sha256 !== undefined) checkParts('fetchMnist: sha256', sha256, fileNames)
  const [bytes, called]: Record<string, never>[] = [{}, {}]
  for (const name of fileNames) {
    const one = { sha256: sha256?.[name], signal, fetch, ...(maxBytes === undefined ? {} : { maxBytes }) }
    const read = await download('fetchMnist', from[name], one)
    bytes![name] = read.bytes as never
    called![name] = read.file as never
  }
  return readMnist(
    'mnist',
    bytes as unknown as MnistFiles<Uint8Array>,
    rest as MnistOptions<Flat, F>,
    called as unknown as MnistFiles<string>,
  )
}

/** The four files by their original names in a folder, whose name may end in `*.gz` for packed ones. */
export function mnistFilesIn(folder: string): MnistFiles<string> {
  const end = folder.endsWith('*.gz') ? '.gz' : ''
  const base = (end === '' ? folder : folder.slice(0, -4)).replace(/\/*$/, '/')
  return {
    trainImages: `${base}train-images-idx3-ubyte${end}`,
    trainLabels: `${base}train-labels-idx1-ubyte${end}`,
    testImages: `${base}t10k-images-idx3-ubyte${end}`,
    testLabels: `${base}t10k-labels-idx1-ubyte${end}`,
  }
}

/** Throws unless the options are right. */
export function checkMnistOptions(operation: string, options: MnistOptions<boolean, TargetForm>): void {
  checkOptions(operation, options, mnistOptionNames)
  const { flat = false, targets = 'classIndex', dtype = 'float32' } = options
  checkBoolean(operation, 'flat', flat)
  checkTargetForm(operation, targets, 10)
  if (!isFloat(dtype)) throw new GradusError('type', `${operation}: dtype must be float32 or float64, got ${describe(dtype)}`)
}

/** The digits of four files that were read. */
export function readMnist<Flat extends boolean, F extends TargetForm>(
  operation: string,
  bytes: MnistFiles<ByteSource>,
  options: MnistOptions<Flat, F>,
  called: MnistFiles<string>,
): Mnist<Flat, F> {
  const read = (name: keyof MnistFiles<string>) => inTheNameOf(operation, 'readIdx', () => readIdx(bytes[name], { file: called[name] }))
  const digits = (part: string, images: 'trainImages' | 'testImages', labels: 'trainLabels' | 'testLabels') =>
    digitsOf(`${operation}: ${part}`, read(images), read(labels), options)
  return { train: digits('train', 'trainImages', 'trainLabels'), test: digits('test', 'testImages', 'testLabels') }
}

/** Images with their labels, checked against each other; bytes become numbers from 0 to 1. */
export function digitsOf<Flat extends boolean, F extends TargetForm>(
  where: string,
  images: NumberData,
  labels: NumberData,
  options: MnistOptions<Flat, F>,
): Digits<Flat, F> {
  const { flat = false, targets = 'classIndex', dtype = 'float32' } = options
  const [count] = images.shape
  if (images.shape.length !== 3 || images.shape[1] !== 28 || images.shape[2] !== 28 || count === 0) {
    throw new GradusError('shape', `${where}: the images have shape ${shapeText(images.shape)}, expected [images,28,28]`)
  }
  if (labels.shape.length !== 1)
    throw new GradusError('shape', `${where}: the labels have shape ${shapeText(labels.shape)}, expected [${count}]`)
  if (labels.shape[0] !== count) throw new GradusError('shape', `${where}: ${count} images, ${elementCount(labels.shape)} labels`)
  if (!(images.data instanceof Uint8Array && labels.data instanceof Uint8Array)) {
    throw new GradusError('type', `${where}: images and labels must be bytes, got ${describe(images.data)} and ${describe(labels.data)}`)
  }
  const wrong = labels.data.findIndex((label) => label > 9)
  if (wrong !== -1) throw new GradusError('range', `${where}: label ${wrong} is ${labels.data[wrong]}, expected 0 … 9`)
  const data = createArray(dtype, images.data.length)
  for (let i = 0; i < data.length; i++) data[i] = images.data[i]! / 255
  const shape = flat ? [count!, 784] : [count!, 28, 28, 1]
  const y = classTargets(Int32Array.from(labels.data), 10, targets, dtype)
  return new ArrayDataset({ data, shape, dtype }, y, { name: 'mnist', displayName: 'MNIST', layout: 'samplesFirst' })
}

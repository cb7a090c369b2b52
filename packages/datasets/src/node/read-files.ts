import { checkOptions } from '@gradus/kernel'
import { type CsvOptions, readCsvOptions } from '../csv/csv-options.ts'
import { readCsv } from '../csv/read-csv.ts'
import type { Table } from '../csv/table.ts'
import type { NumberData } from '../files/number-data.ts'
import { readIdx } from '../files/read-idx.ts'
import { readNpy } from '../files/read-npy.ts'
import { type FilePath, fileBytes, type ReadFileOptions } from './file-bytes.ts'

export type { FilePath, ReadFileOptions } from './file-bytes.ts'

/**
 * An IDX file, packed with gzip or not; see `readIdx`.
 *
 * Throws: GradusError 'file' when there is no such file, or it is not what it should be.
 *
 * @example
 * await readIdxFile('train-labels.idx') // GradusError 'file': readIdxFile: "train-labels.idx": there is no such file
 */
export async function readIdxFile(path: FilePath, options: ReadFileOptions = {}): Promise<NumberData> {
  checkOptions('readIdxFile', options, ['maxBytes'])
  const { bytes, file } = await fileBytes('readIdxFile', path, options)
  return readIdx(bytes, { file })
}

/**
 * An NPY file, packed with gzip or not; see `readNpy`.
 *
 * Throws: GradusError 'file' when there is no such file, or it is not what it should be.
 *
 * @example
 * await readNpyFile('/') // GradusError 'file': readNpyFile: "/": is a folder, expected a file
 */
export async function readNpyFile(path: FilePath, options: ReadFileOptions = {}): Promise<NumberData> {
  checkOptions('readNpyFile', options, ['maxBytes'])
  const { bytes, file } = await fileBytes('readNpyFile', path, options)
  return readNpy(bytes, { file })
}

/**
 * A file of separated values, packed with gzip or not; see `readCsv`.
 *
 * Throws: GradusError 'file' when there is no such file, or it is not what it should be.
 *
 * @example
 * await readCsvFile('prices.csv', { delimiter: ';' }) // GradusError 'file': readCsvFile: "prices.csv": there is no such file
 */
export async function readCsvFile(path: FilePath, options: Omit<CsvOptions, 'file'> & ReadFileOptions = {}): Promise<Table> {
  checkOptions('readCsvFile', options, typeof options === 'object' && options !== null ? Object.keys(options) : [])
  const { maxBytes, ...csv } = options
  // What is wrong with the options is found before the file is opened.
  readCsvOptions(csv)
  const { bytes, file } = await fileBytes('readCsvFile', path, maxBytes === undefined ? {} : { maxBytes })
  return readCsv(bytes, { ...csv, file })
}

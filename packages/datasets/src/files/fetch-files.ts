import { checkOptions } from '@gradus/kernel'
import { type CsvOptions, csvOptionNames, readCsvOptions } from '../csv/csv-options.ts'
import { readCsv } from '../csv/read-csv.ts'
import type { Table } from '../csv/table.ts'
import { type Address, download, type FetchOptions, fetchOptionNames } from './fetch-bytes.ts'
import type { NumberData } from './number-data.ts'
import { readIdx } from './read-idx.ts'
import { readNpy } from './read-npy.ts'

/**
 * An IDX file from an address; see {@link readIdx} and {@link fetchBytes}.
 *
 * @example
 * await fetchIdx('data:application/octet-stream;base64,AAAIAQAAAAIHCQ==') // { data: Uint8Array [7, 9], shape: [2] }
 */
export async function fetchIdx(address: Address, options: FetchOptions = {}): Promise<NumberData> {
  checkOptions('fetchIdx', options, fetchOptionNames)
  const { bytes, file } = await download('fetchIdx', address, options)
  return readIdx(bytes, { file })
}

/**
 * An NPY file from an address; see {@link readNpy} and {@link fetchBytes}.
 *
 * @example
 * await fetchNpy('data:text/html,<html>') // GradusError 'file': readNpy: "data:text/html,<html>": not an NPY file: …; it looks like an HTML page
 */
export async function fetchNpy(address: Address, options: FetchOptions = {}): Promise<NumberData> {
  checkOptions('fetchNpy', options, fetchOptionNames)
  const { bytes, file } = await download('fetchNpy', address, options)
  return readNpy(bytes, { file })
}

/**
 * A file of separated values from an address; see {@link readCsv} and {@link fetchBytes}.
 *
 * @example
 * const table = await fetchCsv('data:text/csv,a;b%0A1;2', { delimiter: ';' })
 * table.names // ['a', 'b']
 */
export async function fetchCsv(address: Address, options: Omit<CsvOptions, 'file'> & FetchOptions = {}): Promise<Table> {
  checkOptions('fetchCsv', options, [...fetchOptionNames, ...csvOptionNames])
  const { sha256, maxBytes, signal, fetch, ...csv } = options
  // What is wrong with the other options is found before anything is downloaded.
  readCsvOptions(csv)
  const { bytes, file } = await download('fetchCsv', address, { sha256, signal, fetch, ...(maxBytes === undefined ? {} : { maxBytes }) })
  return readCsv(bytes, { ...csv, file })
}

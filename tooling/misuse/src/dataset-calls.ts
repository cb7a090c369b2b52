import { xor } from '@gradus/datasets'
import { randomGenerator } from '@gradus/kernel'
import type { Arguments } from './usual-calls.ts'

const x = [[0, 0], [0, 1], [1, 0], [1, 1]] // biome-ignore format: as a table
const y = [[0], [1], [1], [0]]
const toy = { shuffle: false, targets: 'oneHot', dtype: 'float64' }

const idx = () => Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7)
const npy = () => {
  const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }"
  return Uint8Array.from([0x93, ...`NUMPY\x01\x00${String.fromCharCode(header.length)}\x00${header}`, 7], (each) =>
    typeof each === 'number' ? each : each.charCodeAt(0),
  )
}
const csv = 'a,b\n1,2\n3,4\n'
const csvOptions = {
  header: true,
  columns: ['a', 'b'],
  categorical: ['b'],
  missing: 'skip',
  missingValues: ['?'],
  delimiter: ',',
  quote: '"',
  decimal: '.',
  skipLines: 0,
}
const address = (bytes: Uint8Array | string) => `data:;base64,${Buffer.from(bytes).toString('base64')}`
const fetching = () => ({ maxBytes: 1000, signal: new AbortController().signal, fetch: globalThis.fetch })

/** Calls of what the datasets package exports. */
export const datasetCalls: Readonly<Record<string, Arguments>> = {
  'datasets.readIdx': () => [idx(), { file: 'a' }],
  'datasets.readNpy': () => [npy(), { file: 'a' }],
  'datasets.readCsv': () => [csv, { file: 'a', ...csvOptions }],
  'datasets.fetchBytes': () => [
    address('abc'),
    { ...fetching(), sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
  ],
  'datasets.fetchIdx': () => [address(idx()), fetching()],
  'datasets.fetchNpy': () => [address(npy()), fetching()],
  'datasets.fetchCsv': () => [address(csv), { ...csvOptions, ...fetching() }],
  'Table.classes': () => ['a'],
  'Table.column': () => [1],
  'Table.columns': () => [['b']],
  'Table.dataset': () => [
    { targets: ['b'], inputs: ['a'], weights: 'a', targetForm: 'oneHot', dtype: 'float64', name: 'a', displayName: 'A' },
  ],
  'datasets.batches': () => [xor(), { batchSize: 2, shuffle: randomGenerator(0), dropRemainder: true }],
  'datasets.dataset': () => [
    x,
    y,
    { name: 'a', displayName: 'A', layout: 'samplesFirst', dtype: 'float32', targetDType: 'int32', weights: [1, 2, 1, 1] },
  ],
  'datasets.blobs': () => [
    9,
    {
      centers: [
        [0, 0],
        [4, 4],
      ],
      spread: [1, 2],
      features: 2,
      box: [0, 1],
      ...toy,
      seed: 1,
    },
  ],
  'datasets.circles': () => [[4, 5], { factor: 0.5, noise: 0.1, ...toy, random: randomGenerator(1) }],
  'datasets.moons': () => [[4, 5], { noise: 0.1, ...toy, seed: 1 }],
  'datasets.parity': () => [2, { targets: 'oneHot', dtype: 'float64' }],
  'datasets.spirals': () => [9, { arms: 2, turns: 2, noise: 0.1, ...toy, seed: 1 }],
  'datasets.logicGate': () => [{ name: 'a', displayName: 'A', output: () => true }, 2, { dtype: 'float64' }],
  'datasets.not': () => [{ dtype: 'float64' }],
  'datasets.truthTable': () => [xor()],
  'ArrayDataset.slice': () => [0, 1],
  'ArrayDataset.gather': () => [[0]],
  'ArrayDataset.shuffle': () => [randomGenerator(0)],
  'ArrayDataset.split': () => [{ train: 0.5, test: 0.5 }, { shuffle: randomGenerator(0) }],
  'ArrayDataset.batches': () => [{ batchSize: 2, shuffle: randomGenerator(0), dropRemainder: true }],
  'BatchCursor.restore': () => [
    xor()
      .batches({ batchSize: 2, shuffle: randomGenerator(0), dropRemainder: true })
      .snapshot(),
  ],
}

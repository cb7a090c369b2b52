import { standardScaler, xor } from '@gradus/datasets'
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

const images = () => Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, ...new Uint8Array(784)])
const labels = () => Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7)
const digits = () => ({ trainImages: images(), trainLabels: labels(), testImages: images(), testLabels: labels() })
const digitAddresses = () => Object.fromEntries(Object.entries(digits()).map(([name, bytes]) => [name, address(bytes)]))
const digitOptions = { flat: true, targets: 'oneHot', dtype: 'float64' }
const samples = [{ inputs: [1, 2], targets: 1 }]
const collecting = { items: 'samples', maxSamples: 5, timeout: 1000, dtype: 'float64', targetDType: 'int32', name: 'a', displayName: 'A' }
const parts = () => ({ shuffle: randomGenerator(0), stratified: true })
const warn = () => undefined

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
  'datasets.iris': () => [{ targets: 'oneHot', dtype: 'float64' }],
  'datasets.mnist': () => [digits(), digitOptions],
  'datasets.fetchMnist': () => [digitAddresses(), { ...digitOptions, ...fetching() }],
  'datasets.collect': () => [samples, { ...collecting, signal: new AbortController().signal }],
  'datasets.take': () => [xor(), 2],
  'datasets.skip': () => [xor(), 2],
  'datasets.repeat': () => [xor(), 2],
  'datasets.shuffle': () => [xor(), randomGenerator(0)],
  'datasets.split': () => [xor(), { train: 0.5, test: 0.5 }, parts()],
  'datasets.kFold': () => [xor(), 2, parts()],
  'datasets.map': () => [xor(), (batch: unknown) => batch, { lazy: true }],
  'datasets.sourceDataset': () => [
    { size: 4, slice: () => xor().slice(0, 1), gather: () => xor().gather([0]) },
    { inputShape: [2], targetShape: [1], layout: 'samplesFirst', name: 'a', displayName: 'A' },
  ],
  'datasets.standardScaler': () => [{ onWarning: warn }],
  'datasets.minMaxScaler': () => [{ onWarning: warn, range: [0, 2] }],
  'datasets.scalerFromJSON': () => [
    standardScaler()
      .fit([[1], [2]])
      .toJSON(),
  ],
  'Scaler.fit': () => [xor()],
  'Scaler.transform': () => [xor()],
  'Scaler.inverse': () => [xor()],
  'SourceDataset.batches': () => [{ batchSize: 2, shuffle: randomGenerator(0), dropRemainder: true }],
  'SourceDataset.slice': () => [0, 1],
  'SourceDataset.gather': () => [[0]],
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

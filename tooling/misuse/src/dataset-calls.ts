import { xor } from '@gradus/datasets'
import { randomGenerator } from '@gradus/kernel'
import type { Arguments } from './usual-calls.ts'

const x = [[0, 0], [0, 1], [1, 0], [1, 1]] // biome-ignore format: as a table
const y = [[0], [1], [1], [0]]
const toy = { shuffle: false, targets: 'oneHot', dtype: 'float64' }

/** Calls of what the datasets package exports. */
export const datasetCalls: Readonly<Record<string, Arguments>> = {
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

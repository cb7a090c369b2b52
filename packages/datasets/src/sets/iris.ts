import { checkOptions, createArray, describe, GradusError, isFloat } from '@gradus/kernel'
import { ArrayDataset } from '../array-dataset.ts'
import { checkTargetForm, classTargets, type TargetForm, type TargetShape } from '../class-targets.ts'
import { irisTenths } from './iris-data.ts'

/** Options of {@link iris}. */
export interface IrisOptions<F extends TargetForm> {
  /** How species are written: `'classIndex'` (an int32) unless stated, or `'oneHot'`. */
  readonly targets?: F
  /** float32 unless stated. */
  readonly dtype?: 'float32' | 'float64'
}

/** What the four columns of {@link iris} are, in centimetres, and what its classes are called. */
export const irisNames = {
  features: ['sepal length', 'sepal width', 'petal length', 'petal width'],
  classes: ['setosa', 'versicolor', 'virginica'],
} as const

/**
 * Fisher's irises: four lengths of 150 flowers, fifty of each of three species. They come species by species: split them with
 * `stratified`, or shuffle.
 *
 * Shape: inputs [150, 4]; targets [150] as int32, 0 … 2, unless stated otherwise.
 * Units: centimetres.
 * Source: Fisher 1936; the same numbers as in R and scikit-learn, without the two errors of the UCI repository's copy.
 *
 * @example
 * iris().slice(0, 1).inputs.data // Float32Array [5.099999904632568, 3.5, 1.399999976158142, 0.20000000298023224]
 * irisNames.classes[iris().targets.data[149]!] // 'virginica'
 */
export function iris<const F extends 'classIndex' | 'oneHot' = 'classIndex'>(
  options: IrisOptions<F> = {},
): ArrayDataset<readonly [4], TargetShape<F, 3>, 'samplesFirst'> {
  checkOptions('iris', options, ['targets', 'dtype'])
  const { targets = 'classIndex', dtype = 'float32' } = options
  checkTargetForm('iris', targets, 3)
  if (!isFloat(dtype)) throw new GradusError('type', `iris: dtype must be float32 or float64, got ${describe(dtype)}`)
  const data = createArray(dtype, 600)
  for (const [i, tenths] of irisTenths.match(/\d+/g)!.entries()) data[i] = Number(tenths) / 10
  const classes = Int32Array.from({ length: 150 }, (_, i) => Math.floor(i / 50))
  const description = { name: 'iris', displayName: 'Iris', layout: 'samplesFirst' } as const
  return new ArrayDataset({ data, shape: [150, 4], dtype }, classTargets(classes, 3, targets, dtype), description)
}

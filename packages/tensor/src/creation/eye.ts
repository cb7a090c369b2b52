import { bytesPerElement, checkInteger, checkShape, createArray } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import { type CreationOptions, checkCreation, create } from './create.ts'

/**
 * The identity matrix: ones on the diagonal, zeros elsewhere.
 *
 * Shape: → [rows, columns]; square unless `columns` is given.
 *
 * @example
 * eye(2).toArray() // [[1, 0], [0, 1]]
 */
export function eye<const R extends number, const C extends number = R>(
  rows: R,
  columns?: C,
  options: CreationOptions = {},
): Tensor<readonly [R, C]> {
  const dtype = checkCreation('eye', options)
  const width: number = columns === undefined ? rows : columns
  checkInteger('eye', 'rows', rows, { min: 0 })
  checkInteger('eye', 'columns', width, { min: 0 })
  checkShape('eye', [rows, width], bytesPerElement[dtype])
  const data = createArray(dtype, rows * width)
  for (let i = 0; i < Math.min(rows, width); i++) data[i * width + i] = 1
  return create(data, [rows, width], dtype, options.requiresGradient) as Tensor<readonly [R, C]>
}

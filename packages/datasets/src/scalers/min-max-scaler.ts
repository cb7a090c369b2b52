import { checkNumber, describe, GradusError } from '@gradus/kernel'
import { checkScalerOptions, Scaler, type ScalerOptions } from './scaler.ts'

/** Options of {@link minMaxScaler}. */
export interface MinMaxScalerOptions extends ScalerOptions {
  /** What the least and the greatest value become; [0, 1] unless stated. */
  readonly range?: readonly [number, number]
}

/**
 * Puts each column between two numbers: the least value becomes `low`, the greatest `high`, others lie between; later data may lie beyond.
 *
 * A constant column becomes `low`, and `onWarning` is told once.
 * Throws: GradusError 'range' unless low < high.
 * Source: scikit-learn's `MinMaxScaler`.
 *
 * @example
 * const scaler = minMaxScaler({ range: [-1, 1] }).fit([[0], [8]])
 * scaler.transform([[0], [6], [12]]).data // Float32Array [-1, 0.5, 2]
 */
export function minMaxScaler(options: MinMaxScalerOptions = {}): Scaler {
  checkScalerOptions('minMaxScaler', options, ['onWarning', 'range'])
  const { range = [0, 1] } = options
  if (!Array.isArray(range) || range.length !== 2)
    throw new GradusError('type', `minMaxScaler: range must be [low, high], got ${describe(range)}`)
  checkNumber('minMaxScaler', 'range[0]', range[0])
  checkNumber('minMaxScaler', 'range[1]', range[1], { above: range[0] })
  if (!Number.isFinite(range[1] - range[0]))
    throw new GradusError('range', `minMaxScaler: range ${describe(range)} is too far for a float64`)
  return new Scaler('minMaxScaler', [range[0], range[1]], options)
}

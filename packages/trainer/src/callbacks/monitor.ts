import { checkChoice, checkNumber, closest, describe, GradusError } from '@gradus/kernel'
import type { EpochLogs } from '../history.ts'

/** Options of callbacks that watch a number. */
export interface MonitorOptions {
  /** What to watch: `loss`, a metric, with validation `validation.loss` … The loss of the validation unless stated, without any the loss. */
  readonly monitor?: string
  /** Whether less or more is better. Unless stated, more of what is called accuracy, precision, recall, f…, auc or rSquared, less of all else. */
  readonly mode?: 'min' | 'max'
  /** By how much a better number must be better, >= 0. */
  readonly minDelta?: number
}

/** The names of the options of {@link MonitorOptions}. */
export const monitorOptions = ['monitor', 'mode', 'minDelta'] as const

/** Watches a number of each epoch. */
export class Monitor {
  private readonly callback: string
  private readonly options: MonitorOptions
  private readonly minDelta: number
  private name = ''
  private isMax = false

  /** Throws GradusError 'type' or 'range' for options that are wrong. */
  constructor(callback: string, options: MonitorOptions, defaultDelta: number) {
    const { monitor, mode, minDelta = defaultDelta } = options
    if (monitor !== undefined && typeof monitor !== 'string')
      throw new GradusError('type', `${callback}: monitor must be the name of a number of the history, got ${describe(monitor)}`)
    if (mode !== undefined) checkChoice(callback, 'mode', mode, ['min', 'max'])
    checkNumber(callback, 'minDelta', minDelta, { min: 0 })
    this.callback = callback
    this.options = options
    this.minDelta = minDelta
  }

  /** Settles what is watched. Throws 'state' listing what there is, unless the training tells it. */
  begin(series: readonly string[]): void {
    const { monitor = series.includes('validation.loss') ? 'validation.loss' : 'loss', mode } = this.options
    if (!series.includes(monitor)) {
      const guess = closest(monitor, series)
      throw new GradusError(
        'state',
        `${this.callback}: there is no ${describe(monitor)} to monitor${guess === undefined ? '' : `; did you mean ${guess}?`} (${series.join(', ')})`,
      )
    }
    this.name = monitor
    this.isMax = (mode ?? (isBetterLarge(monitor) ? 'max' : 'min')) === 'max'
  }

  /** The number of an epoch; undefined where it was not validated. */
  read(logs: EpochLogs): number | undefined {
    const isValidation = this.name.startsWith('validation.')
    const numbers: Readonly<Record<string, unknown>> | undefined = isValidation ? logs.validation : logs
    return numbers?.[isValidation ? this.name.slice('validation.'.length) : this.name] as number | undefined
  }

  /** Whether a number is better than the best so far, which every number is while there is none; NaN never is. */
  isBetter(value: number, best: number | undefined): boolean {
    if (best === undefined) return value === value
    return this.isMax ? value - this.minDelta > best : value + this.minDelta < best
  }
}

function isBetterLarge(name: string): boolean {
  return /accuracy|precision|recall|specificity|rsquared|correlation|kappa|similarity|\bf\d|fbeta|auc/i.test(name)
}

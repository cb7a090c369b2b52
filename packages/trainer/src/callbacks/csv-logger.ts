import { checkOptions, describe, GradusError } from '@gradus/kernel'
import type { TrainingView } from '../training-view.ts'
import type { Callback } from './callback.ts'
import { readState } from './check-state.ts'

/** Options of {@link csvLogger}. */
export interface CsvLoggerOptions {
  /** Where text goes, line by line: `(text) => appendFileSync('log.csv', text)`. */
  readonly write: (text: string) => unknown
  /** What stands between two columns. Default a comma. */
  readonly separator?: string
}

/**
 * A callback that writes the numbers of each epoch as a line of CSV, with all their digits: the epoch, the learning rate, loss, metrics, and those of the
 * validation. The first line names the columns; a training that is restored goes on without another.
 *
 * Throws: GradusError 'type' without a `write` function.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() })
 * let file = ''
 * await trainer.fit(xor(), { epochs: 2, callbacks: [csvLogger({ write: (text) => (file += text) })] })
 * file.split('\n')[0] // 'epoch,learningRate,loss'
 */
export function csvLogger(options: CsvLoggerOptions): Callback {
  const name = 'csvLogger'
  checkOptions(name, options, ['write', 'separator'])
  const { write, separator = ',' } = options ?? {}
  if (typeof write !== 'function') throw new GradusError('type', `${name}: write must be a function, got ${describe(write)}`)
  if (typeof separator !== 'string' || separator === '' || /["\d.\n-]/.test(separator))
    throw new GradusError('type', `${name}: separator must be a text without digits, quotes and line ends, got ${describe(separator)}`)
  let training: TrainingView | undefined
  let lines = 0
  return {
    name,
    onTrainBegin(event) {
      training = event.training
      lines = 0
    },
    onEpochEnd({ epoch, logs }) {
      const { series, learningRate } = training!
      if (lines++ === 0) write(`${['epoch', 'learningRate', ...series].join(separator)}\n`)
      const numbers: Readonly<Record<string, unknown>> = logs
      const validation: Readonly<Record<string, unknown>> | undefined = logs.validation
      const valueOf = (column: string): unknown =>
        column.startsWith('validation.') ? (validation?.[column.slice('validation.'.length)] ?? '') : numbers[column]
      write(`${[epoch, learningRate, ...series.map(valueOf)].join(separator)}\n`)
    },
    snapshot: () => ({ lines }),
    restore(state) {
      lines = readState(name, state, { lines: 'number' }).lines
    },
  }
}

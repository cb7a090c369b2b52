import { checkBoolean, checkInteger, checkOptions, describe, GradusError } from '@gradus/kernel'
import type { Callback } from './callback.ts'

/** Options of {@link progressBar}. */
export interface ProgressBarOptions {
  /** Where text goes: `(text) => process.stderr.write(text)`. */
  readonly write: (text: string) => unknown
  /** Whether the place is a terminal, where a line can be written over; otherwise about ten plain lines are written. Default false. */
  readonly terminal?: boolean
  /** Cells of the bar. Default 20. */
  readonly width?: number
}

/** How often a terminal's line is written anew, in milliseconds: smooth to the eye, and nothing for a million epochs to drown in. */
const refresh = 50

/**
 * A callback that shows how far training is: a bar in a terminal, a few plain lines elsewhere. Its output does not grow with the epochs.
 *
 * Throws: GradusError 'type' without a `write` function.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() })
 * const lines: string[] = []
 * await trainer.fit(xor(), { epochs: 1000, callbacks: [progressBar({ write: (text) => lines.push(text) })] })
 * lines.length // 10
 */
export function progressBar(options: ProgressBarOptions): Callback {
  checkOptions('progressBar', options, ['write', 'terminal', 'width'])
  if (typeof options?.write !== 'function')
    throw new GradusError('type', `progressBar: write must be a function, got ${describe(options?.write)}`)
  const { write, terminal = false, width = 20 } = options
  checkBoolean('progressBar', 'terminal', terminal)
  checkInteger('progressBar', 'width', width, { min: 1 })
  let epochs = 0
  let done = 0
  let shownAt = Number.NEGATIVE_INFINITY
  let last: Readonly<Record<string, unknown>> = {}
  const line = (logs: Readonly<Record<string, unknown>>): string => {
    const numbers = Object.entries(logs).flatMap(([name, value]) => (typeof value === 'number' ? [`${name} ${brief(value)}`] : []))
    return `${done}/${epochs}  ${numbers.join('  ')}`
  }
  return {
    onTrainBegin(event) {
      epochs = event.epochs
      done = 0
      last = {}
      shownAt = Number.NEGATIVE_INFINITY
    },
    onEpochEnd({ logs }) {
      done++
      if (terminal) {
        const now = performance.now()
        last = logs
        if (now - shownAt < refresh && done < epochs) return
        shownAt = now
        write(`\r${bar(done / epochs, width)} ${line(logs)}\u001b[K`)
      } else if (Math.floor((done * 10) / epochs) > Math.floor(((done - 1) * 10) / epochs)) {
        write(`epoch ${line(logs)}\n`)
      }
    },
    onTrainEnd() {
      if (terminal && done > 0) write(`\r${bar(done / epochs, width)} ${line(last)}\u001b[K\n`)
    },
  }
}

function bar(share: number, width: number): string {
  const full = Math.floor(share * width)
  return `${'━'.repeat(full)}${'╌'.repeat(width - full)}`
}

/** A number with about four digits that matter. */
function brief(value: number): string {
  return Math.abs(value) >= 1e-4 || value === 0 ? value.toFixed(4) : value.toExponential(2)
}

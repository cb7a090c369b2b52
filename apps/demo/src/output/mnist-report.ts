import { terminalCurve } from '@gradus/plot'
import { parameterCount } from '../experiments/experiment.ts'
import type { MnistExperiment, MnistRun, MnistSettings } from '../experiments/mnist.ts'
import { lossText } from './numbers.ts'
import { frameless, layerTable } from './tables.ts'
import type { Terminal } from './terminal.ts'

/** One object; only `durationMs` differs between two runs. */
export function mnistJson(run: MnistRun, { seed, ...config }: MnistSettings, files: readonly string[]) {
  const { layers, samples, history, test, outcome, stoppedEarly, resumedAt, durationMs } = run
  return {
    schemaVersion: 1,
    experiment: 'mnist',
    config,
    seed,
    samples,
    layers: layers.map(({ name, outputShape, parameters }) => ({ name, outputShape, parameters })),
    parameterCount: parameterCount(layers),
    history,
    test,
    outcome,
    stoppedEarly,
    resumedAt,
    durationMs,
    files,
  }
}

/** What to read above the run. */
export function mnistTitle(settings: MnistSettings): string[] {
  const { net, hidden, dropout, optimizer, learningRate, schedule, batchSize, seed } = settings
  const network = net === 'dense' ? `${[784, ...hidden, 10].join('-')} relu` : 'two convolutions'
  const dropped = dropout > 0 ? [`dropout ${dropout}`] : []
  const rate = `${optimizer} ${learningRate}${schedule === 'constant' ? '' : ` ${schedule}`}`
  return ['MNIST', network, rate, ...dropped, `batches of ${batchSize}`, `seed ${seed}`]
}

/** Network and data, before training. */
export function beginMnist(terminal: Terminal, settings: MnistSettings, { layers, samples }: MnistExperiment): void {
  const { colors, print, tell } = terminal
  const [name, ...rest] = mnistTitle(settings)
  tell([colors.bold(name!), ...rest].join(' · '))
  print(layerTable(terminal, layers))
  const kept = samples.validation > 0 ? `${samples.validation} kept for validation, ` : ''
  print(`${samples.train} digits to train on, ${kept}${samples.test} to test on`)
}

/** What is told besides the run. */
export interface MnistView {
  readonly quiet: boolean
  readonly files: readonly string[]
  readonly checkpoint?: string | undefined
  readonly reproduce: string
}

/** Loss curve, epochs, what each digit was taken for, and how many of those that were not trained on are read right. */
export function tellMnist(terminal: Terminal, run: MnistRun, { quiet, files, checkpoint, reproduce }: MnistView): void {
  const { colors, print, tell } = terminal
  const { history, test, outcome, samples, durationMs } = run
  if (!quiet) tellTraining(terminal, run)
  const right = `${percent(test.accuracy)} of ${samples.test} digits that it was not trained on are read right (loss ${lossText(test.loss)})`
  if (outcome === 'finished') tell(colors.green(`✓ ${right}`))
  if (outcome === 'interrupted') tell(colors.yellow(`■ Interrupted after ${history.batchLoss.length} batches: ${right}`))
  if (outcome === 'diverged') {
    tell(colors.red(`✗ Diverged in batch ${history.batchLoss.length + 1}: the steps are too large; try a smaller --learning-rate`))
  }
  if (quiet) return
  print(`Time of training: ${(durationMs / 1000).toFixed(1)} s`)
  if (checkpoint !== undefined && outcome === 'interrupted')
    print(`To go on, say the same again: ${history.loss.length} epochs are in ${checkpoint}`)
  for (const file of files) print(`Picture: ${file}`)
  print(colors.dim(`Reproduce: ${reproduce}`))
}

function tellTraining(terminal: Terminal, { history, test, resumedAt, stoppedEarly }: MnistRun): void {
  const { colors, print, width, ascii } = terminal
  const { batchLoss, loss, accuracy, validation } = history
  if (resumedAt !== null) print(`\nWent on from the checkpoint, after epoch ${resumedAt}`)
  if (batchLoss.length > 0 && width >= 40) {
    print(`\n${terminalCurve(smoothed(batchLoss), { width: Math.min(width, 72), ascii, color: colors.isColorSupported, xLabel: 'batch' })}`)
  }
  const epochs = loss.map((value, i) => [
    ` ${i + 1}`,
    lossText(value),
    percent(accuracy[i]!),
    lossText(validation.loss[i]!),
    percent(validation.accuracy[i]!),
  ])
  const head = [' epoch', 'loss', 'accuracy', `${validation.of} loss`, 'accuracy']
  if (epochs.length > 0) print(`\n${frameless(head, ['left', 'right', 'right', 'right', 'right'], epochs)}`)
  if (stoppedEarly) print(`Stopped after epoch ${loss.length}, as the validation loss had stopped falling; the best weights are kept`)
  print('\nRows: what a digit is, columns: what it was taken for')
  print(confusionTable(terminal, test.confusion))
  const worst = mistakes(test.confusion).slice(0, 5)
  if (worst.length > 0) print('\nMost often taken for another:')
  for (const { digit, other, count, total } of worst) print(` ${digit} for ${other}: ${count} of ${total}`)
  print()
}

function confusionTable({ colors }: Terminal, confusion: readonly (readonly number[])[]): string {
  const rows = confusion.map((counts, digit) => [
    ` ${digit}`,
    ...counts.map((count, other) => (other === digit ? colors.green(count) : count === 0 ? colors.dim('·') : String(count))),
  ])
  const digits = confusion.map((_, digit) => String(digit))
  return frameless([' ', ...digits], ['left', ...digits.map(() => 'right' as const)], rows)
}

/** Each loss as the mean of it and some before: a hundredth of them, as the losses of single batches would fill the curve. */
function smoothed(losses: readonly number[]): number[] {
  const size = Math.ceil(losses.length / 100)
  let sum = 0
  return losses.map((loss, i) => {
    sum += loss - (i < size ? 0 : losses[i - size]!)
    return sum / Math.min(i + 1, size)
  })
}

/** Which digits were taken for which others, the most frequent first. */
function mistakes(confusion: readonly (readonly number[])[]) {
  const list = confusion.flatMap((counts, digit) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    return counts.flatMap((count, other) => (other === digit || count === 0 ? [] : [{ digit, other, count, total }]))
  })
  return list.sort((a, b) => b.count - a.count)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

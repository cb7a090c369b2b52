import { terminalCurve } from '@gradus/plot'
import { parameterCount } from '../experiments/experiment.ts'
import type { MnistExperiment, MnistRun, MnistSettings } from '../experiments/mnist.ts'
import { lossText } from './numbers.ts'
import { frameless, layerTable } from './tables.ts'
import type { Terminal } from './terminal.ts'

/** One object; only `durationMs` differs between two runs. */
export function mnistJson(run: MnistRun, { seed, ...config }: MnistSettings, files: readonly string[]) {
  const { layers, samples, history, test, outcome, durationMs } = run
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
    durationMs,
    files,
  }
}

/** What to read above the run. */
export function mnistTitle({ net, hidden, optimizer, learningRate, batchSize, seed }: MnistSettings): string[] {
  const network = net === 'dense' ? `${[784, ...hidden, 10].join('-')} relu` : 'two convolutions'
  return ['MNIST', network, `${optimizer} ${learningRate}`, `batches of ${batchSize}`, `seed ${seed}`]
}

/** Network and data, before training. */
export function beginMnist(terminal: Terminal, settings: MnistSettings, { layers, samples }: MnistExperiment): void {
  const { colors, print, tell } = terminal
  const [name, ...rest] = mnistTitle(settings)
  tell([colors.bold(name!), ...rest].join(' · '))
  print(layerTable(terminal, layers))
  print(`${samples.train} digits to train on, ${samples.test} to test on`)
}

/** Loss curve, epochs, what each digit was taken for, and how many of those that were not trained on are read right. */
export function tellMnist(
  terminal: Terminal,
  run: MnistRun,
  { quiet, files, reproduce }: { quiet: boolean; files: readonly string[]; reproduce: string },
): void {
  const { colors, print, tell } = terminal
  const { history, test, outcome, samples } = run
  if (!quiet) {
    const { width, ascii } = terminal
    const { batchLoss, loss, accuracy } = history
    if (batchLoss.length > 0 && width >= 40) {
      print(`\n${terminalCurve(batchLoss, { width: Math.min(width, 72), ascii, color: colors.isColorSupported, xLabel: 'batch' })}`)
    }
    const epochs = loss.map((value, i) => [` ${i + 1}`, lossText(value), percent(accuracy[i]!)])
    if (epochs.length > 0) print(`\n${frameless([' epoch', 'loss', 'accuracy'], ['left', 'right', 'right'], epochs)}`)
    print(`\n${confusionTable(terminal, test.confusion)}`)
    const worst = mostFrequentMistake(test.confusion)
    if (worst) print(`Most often ${worst.digit} is taken for ${worst.other}: ${worst.count} of ${worst.total}`)
    print()
  }
  const right = `${percent(test.accuracy)} of ${samples.test} digits that it was not trained on are read right (loss ${lossText(test.loss)})`
  if (outcome === 'finished') tell(colors.green(`✓ ${right}`))
  if (outcome === 'interrupted') tell(colors.yellow(`■ Interrupted after ${history.batchLoss.length} batches: ${right}`))
  if (outcome === 'diverged') {
    tell(colors.red(`✗ Diverged in batch ${history.batchLoss.length + 1}: the steps are too large; try a smaller --learning-rate`))
  }
  if (quiet) return
  for (const file of files) print(`Loss curve: ${file}`)
  print(colors.dim(`Reproduce: ${reproduce}`))
}

function confusionTable({ colors }: Terminal, confusion: readonly (readonly number[])[]): string {
  const rows = confusion.map((counts, digit) => [
    ` ${digit}`,
    ...counts.map((count, other) => (other === digit ? colors.green(count) : count === 0 ? colors.dim('·') : String(count))),
  ])
  const digits = confusion.map((_, digit) => String(digit))
  return frameless([' is, taken for', ...digits], ['left', ...digits.map(() => 'right' as const)], rows)
}

function mostFrequentMistake(confusion: readonly (readonly number[])[]) {
  let worst: { digit: number; other: number; count: number; total: number } | undefined
  confusion.forEach((counts, digit) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    counts.forEach((count, other) => {
      if (other !== digit && count > (worst?.count ?? 0)) worst = { digit, other, count, total }
    })
  })
  return worst
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

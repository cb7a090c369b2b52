import { neurons, weightsAndBiases } from '../experiments/dot.ts'
import { shortText } from '../output/numbers.ts'
import { createTerminal, type Terminal } from '../output/terminal.ts'
import { exitCodes } from './exit-codes.ts'
import type { OutputOptions } from './options.ts'

/** `gradus-demo dot`: what three neurons make of four inputs. Gives the exit code. */
export function dotCommand(options: OutputOptions): number {
  const terminal = createTerminal(options)
  const start = performance.now()
  const outputs = weightsAndBiases()
  const durationMs = performance.now() - start
  if (options.json) terminal.print(JSON.stringify({ schemaVersion: 1, experiment: 'dot', config: neurons, outputs, durationMs }))
  else if (options.quiet) terminal.print(list(outputs))
  else printNeurons(terminal, outputs)
  return exitCodes.solved
}

function printNeurons({ colors, print }: Terminal, outputs: readonly number[]): void {
  const { inputs, weights, biases } = neurons
  print(`${colors.bold('Weights and biases')} · outputs = W x + b`)
  print()
  print(`x = ${list(inputs)}`)
  const sums = weights.map((row, i) => {
    const products = row.map((weight, k) => `${weight < 0 ? '−' : '+'} ${shortText(Math.abs(weight))} × ${shortText(inputs[k]!)}`)
    return `${products.join(' ')} + ${shortText(biases[i]!)}`.replace(/^\+ /, '').replace(/^− /, '−')
  })
  const width = sums.reduce((most, sum) => Math.max(most, sum.length), 0)
  sums.forEach((sum, i) => {
    print(`neuron ${i + 1}: ${sum.padEnd(width)} = ${colors.bold(shortText(outputs[i]!))}`)
  })
  print()
  print(`outputs = ${list(outputs)}`)
}

function list(values: readonly number[]): string {
  return `[${values.map(shortText).join(', ')}]`
}

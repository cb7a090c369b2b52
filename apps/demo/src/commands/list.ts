import { gates } from '../experiments/names.ts'
import { toys } from '../experiments/toy-names.ts'
import { createTerminal } from '../output/terminal.ts'
import { exitCodes } from './exit-codes.ts'
import type { OutputOptions } from './options.ts'

/** Everything that can be run. */
export const experiments = [
  { command: 'dot', summary: 'Weights and biases: what three neurons make of four inputs' },
  { command: 'xor --scratch', summary: 'XOR with nothing but tensors: forward and backward pass written by hand' },
  { command: 'and --scratch', summary: 'AND the same way: fails, for want of a bias; solved with --bias' },
  ...Object.entries(gates).map(([name, rule]) => ({ command: name, summary: `${name.toUpperCase()}, ${rule}: dense layers` })),
  ...Object.entries(toys).map(([name, { rule }]) => ({
    command: name,
    summary: `${rule[0]!.toUpperCase()}${rule.slice(1)}: a decision boundary`,
  })),
  { command: 'odds xor', summary: 'How many initial weights lead to a solution, for several networks' },
  { command: 'race xor', summary: 'Optimizers from the same initial weights: who solves it first' },
  { command: 'step xor --scratch', summary: 'One step of training, each equation with its numbers' },
  { command: 'mnist', summary: 'Handwritten digits: dense layers or convolutions' },
]

/** `gradus-demo list`. Gives the exit code. */
export function listCommand(programName: string, options: OutputOptions): number {
  const { colors, print } = createTerminal(options)
  if (options.json) {
    print(JSON.stringify({ schemaVersion: 1, experiments }))
    return exitCodes.solved
  }
  const width = experiments.reduce((most, { command }) => Math.max(most, command.length), 0)
  for (const { command, summary } of experiments) print(`${colors.bold(command.padEnd(width))}  ${summary}`)
  if (!options.quiet) print(`\nRun one: ${programName} xor    All its options: ${programName} xor --help`)
  return exitCodes.solved
}

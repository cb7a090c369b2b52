import type { LogicGate } from '@gradus/datasets'
import type { Command } from 'commander'
import { type GateName, optimizerRates } from '../experiments/names.ts'
import type { Step } from '../experiments/step.ts'
import { createTerminal } from '../output/terminal.ts'
import { badUsage, refuse } from './bad-usage.ts'
import { exitCodes } from './exit-codes.ts'
import { reproduce } from './reproduce.ts'
import type { StepOptions } from './step-options.ts'

/** Gradients are right to so many digits; differences of the loss are worth no more. */
const tolerance = 1e-7

/** `gradus-demo step xor`: one step of training, taken apart. Gives the exit code. */
export async function stepCommand(name: GateName, options: StepOptions, command: Command): Promise<number> {
  const start = performance.now()
  if (options.scratch) refuse(command, notFromScratch)
  const { gateNamed } = await import('../experiments/gate-named.ts')
  const gate = gateNamed(name)
  const { row = 1 } = options
  if (row >= gate.size) badUsage(command, `--row is ${row}, but ${gate.displayName} has the rows 0 to ${gate.size - 1}.`)
  const seed = options.seed ?? (options.scratch ? 42 : 7)
  const step = await takeStep(gate, { ...options, row, seed }, command)
  const agrees = step.check.maxDifference < tolerance

  const terminal = createTerminal(options)
  const { stepJson, tellStep, tellCheck } = await import('../output/step-report.ts')
  const durationMs = performance.now() - start
  if (options.json) terminal.print(JSON.stringify(stepJson(step, agrees, durationMs)))
  else if (options.quiet) tellCheck(terminal, step, agrees)
  else tellStep(terminal, step, { agrees, reproduce: reproduce(command, seed) })
  return agrees ? exitCodes.solved : exitCodes.unsolved
}

async function takeStep(gate: LogicGate, options: StepOptions & { row: number; seed: number }, command: Command): Promise<Step> {
  const { scratch, row, seed, after } = options
  if (scratch) {
    const { hidden = [2], bias = false, learningRate = 0.1 } = options
    const [units, ...others] = hidden
    if (units === undefined || others.length > 0 || units > 8) {
      badUsage(command, 'the network from scratch has one hidden layer, of which up to 8 neurons can be shown: write --hidden 2.')
    }
    const { scratchStep } = await import('../experiments/scratch-step.ts')
    return scratchStep({ gate, hidden: units, bias, learningRate, seed, after, row })
  }
  const { hidden = [10, 10], activation = 'relu', bias = true, optimizer = 'adam' } = options
  const { learningRate = optimizerRates[optimizer] } = options
  const sizes = [gate.inputShape[0], ...hidden, 1]
  const count = sizes.reduce((sum, size, i) => sum + size * (sizes[i + 1] ?? 0), 0)
  if (count > mostWeights) badUsage(command, `these are ${count} weights; each is checked, so at most ${mostWeights} are.`)
  const { layersStep } = await import('../experiments/layers-step.ts')
  return layersStep({ gate, hidden, activation, bias, optimizer, learningRate, seed, after, row })
}

const mostWeights = 5000

const notFromScratch = {
  optimizer: 'with --scratch the update is written by hand: plain gradient descent.',
  activation: 'with --scratch the activation is the sigmoid, whose derivative is part of the backward pass.',
}

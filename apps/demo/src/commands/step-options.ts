import { Option } from 'commander'
import { type ActivationName, activationNames, type OptimizerName, optimizerNames } from '../experiments/names.ts'
import { group, hiddenSizes, integer, mostEpochs, oneOf, positive } from './option-parsers.ts'
import { type OutputOptions, outputOptions } from './options.ts'

/** What `gradus-demo step xor …` was told; undefined where it was not. */
export interface StepOptions extends OutputOptions {
  readonly scratch?: boolean
  readonly hidden?: readonly number[]
  readonly activation?: ActivationName
  readonly bias?: boolean
  readonly optimizer?: OptimizerName
  readonly learningRate?: number
  readonly seed?: number
  readonly after: number
  readonly row?: number
}

/** Every option of `step`, in the order and the groups of its help. */
export function stepOptions(): Option[] {
  return [
    ...group('Network:', [
      new Option('--scratch', 'one hidden layer of sigmoids, its backward pass written by hand: each equation with its numbers'),
      new Option('--hidden <sizes>', 'neurons in each hidden layer, or none (default: 10,10; 2 with --scratch)').argParser(hiddenSizes),
      new Option('--activation <name>', `of the hidden layers: ${activationNames.join(', ')} (default: relu)`).argParser(
        oneOf('activation', activationNames),
      ),
      new Option('--bias', 'neurons have a bias (default, but for --scratch)'),
      new Option('--no-bias', 'neurons have none (default with --scratch)'),
    ]),
    ...group('Training:', [
      new Option('--optimizer <name>', `${optimizerNames.join(', ')} (default: adam)`).argParser(oneOf('optimizer', optimizerNames)),
      new Option('--learning-rate <number>', 'size of a step (default: what the optimizer usually has; 0.1 with --scratch)').argParser(
        positive,
      ),
      new Option('--seed <number>', 'where the initial weights come from (default: 7; 42 with --scratch)').argParser(
        integer(0, 4_294_967_295),
      ),
      new Option('--after <steps>', 'steps to take before the one that is shown').argParser(integer(0, mostEpochs)).default(0),
      new Option('--row <number>', 'the row of the truth table that is written out, counted from 0 (default: 1)').argParser(integer(0, 3)),
    ]),
    ...group('Output:', outputOptions()),
  ]
}

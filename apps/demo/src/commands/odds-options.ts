import { Argument, Option } from 'commander'
import { type ActivationName, activationNames, type GateName, gateNames, type OptimizerName, optimizerNames } from '../experiments/names.ts'
import { type NetName, netNames } from '../experiments/nets.ts'
import { group, integer, listOfHiddenSizes, mostEpochs, oneOf, positive, someOf } from './option-parsers.ts'
import { type OutputOptions, outputOptions } from './options.ts'

/** What `gradus-demo odds xor …` was told; undefined where it was not. */
export interface OddsOptions extends OutputOptions {
  readonly net?: readonly NetName[]
  readonly hidden?: readonly (readonly number[])[]
  readonly activation?: readonly ActivationName[]
  readonly optimizer?: readonly OptimizerName[]
  readonly learningRate?: number
  readonly epochs?: number
  readonly bias?: boolean
  readonly runs: number
  readonly seed: number
}

/** The gate that a command is about. */
export function gateArgument(): Argument {
  return new Argument('<gate>', gateNames.join(', ')).argParser<GateName>(oneOf('gate', gateNames))
}

/** Every option of `odds`, in the order and the groups of its help. */
export function oddsOptions(): Option[] {
  return [
    ...group('Networks:', [
      new Option('--net <names>', `${netNames.join(', ')} (default: small with the flags below, without them ten to compare)`).argParser(
        someOf('network', netNames),
      ),
      new Option('--hidden <list>', 'hidden layers of each network, such as none,1,2,10x10').argParser(listOfHiddenSizes),
      new Option('--activation <names>', `of the hidden layers: ${activationNames.join(', ')}`).argParser(
        someOf('activation', activationNames),
      ),
      new Option('--bias', 'neurons have a bias (default, but for article)'),
      new Option('--no-bias', 'neurons have none (default for article)'),
    ]),
    ...group('Training:', [
      new Option('--epochs <count>', 'updates of each run; each sees all rows').argParser(integer(1, mostEpochs)),
      new Option('--learning-rate <number>', 'size of a step').argParser(positive),
      new Option('--optimizer <names>', optimizerNames.join(', ')).argParser(someOf('optimizer', optimizerNames)),
      new Option('--runs <count>', 'how many seeds to try').argParser(integer(1, 100_000)).default(200),
      new Option('--seed <number>', 'the first of them').argParser(integer(0, 4_294_867_295)).default(0),
    ]),
    ...group('Output:', outputOptions()),
  ]
}

import { Option } from 'commander'
import {
  type ActivationName,
  activationNames,
  defaultEpochs,
  type GateName,
  gateNames,
  type OptimizerName,
  optimizerNames,
} from '../experiments/names.ts'
import { group, hiddenSizes, integer, mostEpochs, oneOf, positive } from './option-parsers.ts'

/** What `gradus-demo xor …` was told; undefined where it was not. */
export interface GateOptions extends OutputOptions {
  readonly hidden?: readonly number[]
  readonly activation?: ActivationName
  readonly bias?: boolean
  readonly epochs?: number
  readonly learningRate?: number
  readonly optimizer?: OptimizerName
  readonly seed?: number
  readonly untilSolved?: boolean
  readonly scratch?: boolean
  readonly gate?: GateName
  readonly iterations?: number
  readonly autograd?: boolean
  readonly plot?: string
  readonly ndjson?: boolean
}

/** What commands that only print can be told. */
export interface OutputOptions {
  readonly json?: boolean
  readonly quiet?: boolean
  readonly ascii?: boolean
  readonly color: boolean
}

/** Every option of a gate, in the order and the groups of its help. */
export function gateOptions(gate: GateName): Option[] {
  return [
    ...group('Network:', [
      new Option('--hidden <sizes>', 'neurons in each hidden layer, or none (default: 10,10; 2 with --scratch)').argParser(hiddenSizes),
      new Option('--activation <name>', `of the hidden layers: ${activationNames.join(', ')} (default: relu)`).argParser(
        oneOf('activation', activationNames),
      ),
      new Option('--bias', 'neurons have a bias (default, but for --scratch)'),
      new Option('--no-bias', 'neurons have none (default with --scratch)'),
    ]),
    ...group('Training:', [
      new Option('--epochs <count>', `how often to go through the truth table (default: ${defaultEpochs(gate)})`).argParser(
        integer(1, mostEpochs),
      ),
      new Option('--learning-rate <number>', 'size of a step (default: what the optimizer usually has; 0.1 with --scratch)').argParser(
        positive,
      ),
      new Option('--optimizer <name>', `${optimizerNames.join(', ')} (default: adam)`).argParser(oneOf('optimizer', optimizerNames)),
      new Option('--seed <number>', 'where the initial weights come from (default: 7; 42 with --scratch)').argParser(
        integer(0, 4294967295),
      ),
      new Option('--until-solved', 'stop as soon as all rows are right'),
    ]),
    ...group('From scratch:', [
      new Option('--scratch', 'one hidden layer of sigmoids with nothing but tensors, its backward pass written by hand'),
      new Option('--gate <name>', `another gate: ${gateNames.join(', ')}`).argParser(oneOf('gate', gateNames)),
      new Option('--iterations <count>', 'how many updates (default: 10000)').argParser(integer(1, mostEpochs)),
      new Option('--autograd', 'leave the backward pass to automatic differentiation'),
    ]),
    ...group('Output:', [
      new Option('--plot <file>', 'write the loss curve as an SVG'),
      new Option('--json', 'print one JSON object with everything').conflicts(['ndjson']),
      new Option('--ndjson', 'print a JSON object per epoch, and one at the end').conflicts(['json']),
      ...outputOptions().filter(({ long }) => long !== '--json'),
    ]),
  ]
}

/** The options of training, hidden: a command that does not train can say why it refuses them. */
export function trainingOptions(): Option[] {
  const own = outputOptions().map(({ long }) => long)
  return gateOptions('xor')
    .filter(({ long }) => !own.includes(long))
    .map((option) => option.hideHelp())
}

/** The options of commands that only print. */
export function outputOptions(): Option[] {
  return [
    new Option('--json', 'print one JSON object'),
    new Option('--quiet', 'print only what came out'),
    new Option('--ascii', 'print only characters that every terminal has'),
    new Option('--no-color', 'print without colours'),
  ]
}

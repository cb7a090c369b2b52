import { readFileSync } from 'node:fs'
import { Command, CommanderError, type Option } from 'commander'
import { refuse } from './commands/bad-usage.ts'
import { exitCodes } from './commands/exit-codes.ts'
import { type MnistCommandOptions, mnistOptions } from './commands/mnist-options.ts'
import { gateArgument, type OddsOptions, oddsOptions } from './commands/odds-options.ts'
import { type GateOptions, gateOptions, type OutputOptions, outputOptions, trainingOptions } from './commands/options.ts'
import { type RaceOptions, raceOptions } from './commands/race-options.ts'
import { type StepOptions, stepOptions } from './commands/step-options.ts'
import { type ToyOptions, toyOptions } from './commands/toy-options.ts'
import { type GateName, gateNames, gates } from './experiments/names.ts'
import { type ToyName, toyNames, toys } from './experiments/toy-names.ts'

/** Runs the command line without the program's own name, and gives the exit code. Without a command it learns XOR. */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.solved
  const program = createProgram((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(args.length === 0 ? ['xor'] : args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? 0 : exitCodes.badUsage
  }
  return exitCode
}

function createProgram(done: (exitCode: number) => void): Command {
  const name = process.env.npm_lifecycle_event === 'demo' ? 'pnpm demo' : 'gradus-demo'
  const program = new Command(name)
    .description('Small neural networks that learn in the terminal: logic gates, points in the plane, digits. Without a command: xor.')
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .showHelpAfterError(`(see ${name} --help)`)
  addWithoutTraining(program, 'list', 'Everything that can be run', 'nothing is run.')
    .addHelpText('after', examples([`${name} list`, `${name} list --json`]))
    .action(async (options: OutputOptions) => done((await import('./commands/list.ts')).listCommand(name, options)))
  addWithoutTraining(program, 'dot', 'What three neurons make of four inputs: W x + b', 'these neurons do not learn.')
    .addHelpText('after', examples([`${name} dot`, `${name} dot --json`]))
    .action(async (options: OutputOptions) => done((await import('./commands/dot.ts')).dotCommand(options)))
  for (const gate of gateNames) {
    add(program, gate, `Learn ${gate.toUpperCase()}: ${gates[gate]}`, gateOptions(gate))
      .addHelpText('after', gateHelp(`${name} ${gate}`))
      .action(async (options: GateOptions, command: Command) => {
        done(await (await import('./commands/gate.ts')).gateCommand(gate, options, command))
      })
  }
  for (const toy of toyNames) {
    add(program, toy, `Part points in the plane: ${toys[toy].rule}`, toyOptions(toy))
      .addHelpText('after', `${examples(toyExamples(toy).map((line) => `${name} ${toy} ${line}`.trim()))}\n\n${toyExitCodes}`)
      .action(async (options: ToyOptions, command: Command) => {
        done(await (await import('./commands/toy.ts')).toyCommand(toy, options, command))
      })
  }
  add(program, 'odds', 'How many initial weights lead to a solution, for several networks', oddsOptions())
    .addArgument(gateArgument())
    .addHelpText(
      'after',
      `${examples(oddsExamples.map((line) => `${name} odds ${line}`))}\n\nExit codes: 0 measured, 2 bad usage, 130 interrupted`,
    )
    .action(async (gate: GateName, options: OddsOptions, command: Command) => {
      done(await (await import('./commands/odds.ts')).oddsCommand(gate, options, command))
    })
  add(program, 'race', 'Optimizers from the same initial weights: who solves a gate first', raceOptions())
    .addArgument(gateArgument())
    .addHelpText('after', `${examples(raceExamples.map((line) => `${name} race ${line}`))}\n\n${raceExitCodes}`)
    .action(async (gate: GateName, options: RaceOptions, command: Command) => {
      done(await (await import('./commands/race.ts')).raceCommand(gate, options, command))
    })
  add(program, 'step', 'One step of training, taken apart: each equation with its numbers, its gradients checked', stepOptions())
    .addArgument(gateArgument())
    .addHelpText('after', `${examples(stepExamples.map((line) => `${name} step ${line}`))}\n\n${stepExitCodes}`)
    .action(async (gate: GateName, options: StepOptions, command: Command) => {
      done(await (await import('./commands/step.ts')).stepCommand(gate, options, command))
    })
  add(program, 'mnist', 'Learn to read handwritten digits, those of MNIST', mnistOptions())
    .addHelpText('after', `${examples(mnistExamples.map((line) => `${name} mnist ${line}`.trim()))}\n\n${mnistExitCodes}`)
    .action(async (options: MnistCommandOptions, command: Command) => {
      done(await (await import('./commands/mnist.ts')).mnistCommand(options, command))
    })
  return program.addHelpText('after', examples([`${name} xor`, `${name} and --scratch --bias`, `${name} xor --hidden 4 --activation tanh`]))
}

function add(program: Command, name: string, description: string, options: readonly Option[]): Command {
  const command = program.command(name).description(description).helpOption('-h, --help', 'print this help')
  for (const option of options) command.addOption(option)
  return command.showHelpAfterError(`(see ${program.name()} ${name} --help)`)
}

function addWithoutTraining(program: Command, name: string, description: string, reason: string): Command {
  const unfit = trainingOptions()
  const reasons = Object.fromEntries(unfit.map((option) => [option.attributeName(), reason]))
  return add(program, name, description, [...outputOptions(), ...unfit]).hook('preAction', (command) => refuse(command, reasons))
}

function toyExamples(toy: ToyName): string[] {
  return ['', `--boundary ${toy}.svg`, '--hidden 4 --activation relu --seed 3', '--noise 0.3 --samples 1000 --json']
}

const toyExitCodes = 'Exit codes: 0 solved (99 % of other points are right), 1 not solved, 2 bad usage, 3 diverged, 130 interrupted'

const oddsExamples = ['xor', 'and --net article,article-bias --runs 500', 'xor --hidden 1,2,3,4,8 --activation tanh,relu']

const raceExamples = ['xor', 'xor --optimizers sgd:0.5,momentum:0.1,adam --plot race.svg', 'and --learning-rate 0.05 --batch-size 1 --json']

const raceExitCodes = 'Exit codes: 0 one solved it, 1 none did, 2 bad usage, 3 all diverged, 130 interrupted'

const stepExamples = ['xor --scratch', 'and --scratch --bias --after 10000 --row 3', 'xor --hidden 3 --activation tanh', 'xor --json']

const stepExitCodes = 'Exit codes: 0 the gradients agree with differences of the loss, 1 they do not, 2 bad usage'

const mnistExamples = ['', '--net cnn --data digits', '--hidden 64,32 --samples 10000 --epochs 5 --plot loss.svg', '--json']

const mnistExitCodes = 'Exit codes: 0 finished, 2 bad usage or no digits, 3 diverged, 130 interrupted'

function gateHelp(call: string): string {
  const lines = ['', '--seed 3 --until-solved', '--hidden 4 --activation tanh --learning-rate 0.05', '--scratch --plot loss.svg', '--json']
  return `${examples(lines.map((flags) => `${call} ${flags}`.trim()))}

Exit codes: 0 solved, 1 not solved, 2 bad usage, 3 diverged, 130 interrupted`
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}

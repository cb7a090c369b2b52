import type { Command } from 'commander'
import type { GateName } from '../experiments/names.ts'
import { type Net, netNamed, usualNets } from '../experiments/nets.ts'
import type { Odds } from '../experiments/odds.ts'
import type { OddsReport } from '../output/odds-report.ts'
import { createProgress } from '../output/progress.ts'
import { createTerminal, type Terminal } from '../output/terminal.ts'
import { badUsage } from './bad-usage.ts'
import { exitCodes } from './exit-codes.ts'
import { interruptible } from './interruptible.ts'
import type { OddsOptions } from './odds-options.ts'
import { reproduce } from './reproduce.ts'

/** `gradus-demo odds xor`: how many initial weights lead to a solution. Gives the exit code. */
export async function oddsCommand(name: GateName, options: OddsOptions, command: Command): Promise<number> {
  const nets = netsOf(name, options, command)
  const terminal = createTerminal(options)
  const start = performance.now()
  const { odds, interrupted } = await interruptible((signal) => measure(terminal, name, nets, options, signal))
  const report: OddsReport = {
    gate: name,
    seeds: { first: options.seed, count: options.runs },
    odds,
    interrupted,
    reproduce: reproduce(command, options.seed),
    durationMs: performance.now() - start,
  }
  const { oddsJson, tellOdds } = await import('../output/odds-report.ts')
  if (options.json) terminal.print(JSON.stringify(oddsJson(report)))
  else tellOdds(terminal, report, { quiet: options.quiet === true, program: command.parent!.name() })
  return interrupted ? exitCodes.interrupted : exitCodes.solved
}

async function measure(
  terminal: Terminal,
  name: GateName,
  nets: readonly Net[],
  { runs, seed, json, quiet }: OddsOptions,
  signal: AbortSignal,
): Promise<{ odds: Odds[]; interrupted: boolean }> {
  const [{ measureOdds }, { gateNamed }] = await Promise.all([import('../experiments/odds.ts'), import('../experiments/gate-named.ts')])
  const seeds = Array.from({ length: runs }, (_, i) => seed + i)
  const progress = json || quiet ? undefined : await createProgress(terminal, { label: 'Runs', total: nets.length * runs, unit: 'run' })
  const odds: Odds[] = []
  let done = 0
  try {
    for (const net of nets) {
      const onRun = (): void => progress?.update(++done, '')
      odds.push(await measureOdds(net, { gate: gateNamed(name), seeds, onRun, signal }))
      if (signal.aborted) break
    }
  } finally {
    progress?.stop()
  }
  return { odds: odds.filter(({ runs }) => runs.length > 0), interrupted: signal.aborted }
}

/** The networks that were asked for: named ones, each in all the ways that the flags state. */
function netsOf(name: GateName, options: OddsOptions, command: Command): Net[] {
  const { net, hidden, activation, bias, optimizer, learningRate, epochs } = options
  const varied = [hidden, activation, bias, optimizer, learningRate, epochs].some((value) => value !== undefined)
  if (net === undefined && !varied) return usualNets(name)
  const nets = (net ?? (['small'] as const)).flatMap((named) => {
    const base = netNamed(named, name)
    if (base.scratch) refuseFromScratch(named, options, command)
    return (hidden ?? [base.hidden]).flatMap((layers) =>
      (activation ?? [base.activation]).flatMap((f) =>
        (optimizer ?? [base.optimizer]).map(
          (update): Net => ({
            ...base,
            hidden: layers,
            activation: f,
            optimizer: update,
            bias: bias ?? base.bias,
            learningRate: learningRate ?? base.learningRate,
            epochs: epochs ?? base.epochs,
          }),
        ),
      ),
    )
  })
  if (nets.length > mostNets) badUsage(command, `these are ${nets.length} networks; at most ${mostNets} can be compared at once.`)
  return nets
}

const mostNets = 100

/** The network from scratch has one layer of sigmoids and gradient descent. */
function refuseFromScratch(named: string, { hidden, activation, optimizer }: OddsOptions, command: Command): void {
  if (activation) badUsage(command, `--activation does not apply to --net ${named}: its activation is the sigmoid.`)
  if (optimizer) badUsage(command, `--optimizer does not apply to --net ${named}: its update is plain gradient descent.`)
  if (hidden?.some((layers) => layers.length !== 1)) {
    badUsage(command, `--net ${named} has one hidden layer: write its neurons, such as --hidden 2,3,4.`)
  }
}

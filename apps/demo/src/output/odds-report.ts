import type { GateName } from '../experiments/names.ts'
import type { Net } from '../experiments/nets.ts'
import type { Odds, SeedRun } from '../experiments/odds.ts'
import { wilsonInterval } from '../experiments/wilson.ts'
import type { Terminal } from './terminal.ts'

/** All that `odds` found out. */
export interface OddsReport {
  readonly gate: GateName
  readonly seeds: { readonly first: number; readonly count: number }
  readonly odds: readonly Odds[]
  readonly interrupted: boolean
  readonly reproduce: string
  readonly durationMs: number
}

/** One object; only `durationMs` differs between two runs. */
export function oddsJson({ gate, seeds, odds, interrupted, durationMs }: OddsReport) {
  return {
    schemaVersion: 1,
    experiment: 'odds',
    gate,
    seeds,
    confidence: { level: 0.95, method: 'wilson' },
    networks: odds.map(({ net, runs }) => {
      const { solved, coinTosses, stuck, diverged, medianEpoch } = count(runs)
      const [low, high] = wilsonInterval(solved, runs.length)
      return {
        network: sizes(gate, net),
        config: net,
        runs: runs.length,
        solved,
        share: solved / runs.length,
        interval: { low, high },
        coinTosses,
        stuck,
        diverged,
        medianFirstSolvedEpoch: medianEpoch,
        unsolvedSeeds: runs.filter(({ ending }) => ending !== 'solved').map(({ seed }) => seed),
      }
    }),
    interrupted,
    durationMs,
  }
}

/** A bar for each network, grouped by how they were trained, and what the numbers mean. */
export function tellOdds(terminal: Terminal, report: OddsReport, { quiet, program }: { quiet: boolean; program: string }): void {
  const { colors, print, tell } = terminal
  const { gate, seeds, odds, interrupted } = report
  const names = odds.map(({ net }) => networkText(gate, net))
  const width = names.reduce((most, name) => Math.max(most, name.length), 'Network'.length + 2)
  // What stands beside the bar takes 46 columns.
  const bar = Math.max(8, Math.min(20, terminal.width - width - 46))
  if (!quiet) {
    const last = seeds.first + seeds.count - 1
    tell(`${colors.bold(gate.toUpperCase())} · which share of the seeds ${seeds.first} … ${last} ends with all rows right`)
    print()
    print(colors.dim(`${'Network'.padEnd(width)}  ${'Solved'.padEnd(bar + 10)} 95 % interval  coin toss  stuck`))
  }
  odds.forEach(({ net, runs }, i) => {
    const training = trainingText(net)
    const isNew = i === 0 || trainingText(odds[i - 1]!.net) !== training
    if (isNew && !quiet) print(colors.bold(training))
    print(`${names[i]!.padEnd(width)}  ${bars(terminal, runs, bar)}`)
  })
  if (interrupted)
    tell(
      colors.yellow(
        `${quiet ? '' : '\n'}■ Interrupted: ${odds.length} networks were begun, the last with ${odds.at(-1)?.runs.length ?? 0} runs`,
      ),
    )
  if (quiet) return
  print()
  for (const sentence of meaning(report)) tell(sentence)
  const failed = odds.find(({ runs }) => runs.some(({ ending }) => ending !== 'solved'))
  if (failed) print(`One that fails: ${runCommand(program, gate, failed)}`)
  print(colors.dim(`Reproduce: ${report.reproduce}`))
}

function bars({ colors }: Terminal, runs: readonly SeedRun[], width: number): string {
  const { solved, coinTosses, stuck, diverged } = count(runs)
  const full = Math.floor((solved / runs.length) * width + 0.5)
  const [low, high] = wilsonInterval(solved, runs.length)
  const share = `${percent(solved / runs.length)} %`.padStart(9)
  const interval = `${percent(low).padStart(5)} – ${percent(high).padStart(5)} %`
  const rest = `${String(coinTosses).padStart(9)}  ${String(stuck).padStart(5)}${diverged > 0 ? `  diverged ${diverged}` : ''}`
  return `${colors.green('█'.repeat(full))}${colors.dim('░'.repeat(width - full))}${share}  ${interval}  ${rest}`
}

function* meaning({ odds }: OddsReport): Generator<string> {
  yield 'Solved: after the last update all rows are right. The interval holds the share of all seeds with 95 % confidence (Wilson).'
  const endings = new Set(odds.flatMap(({ runs }) => runs.map(({ ending }) => ending)))
  if (endings.has('coin toss')) {
    yield 'Coin toss: the loss is still about 0.693 (log 2), that of answering ½ to everything; the run has not left the plateau on which it began.'
  }
  if (endings.has('stuck')) yield 'Stuck: the loss fell, but the weights ended where some row is answered wrong.'
  if (endings.has('diverged')) yield 'Diverged: the steps were too large, and the loss is no longer a number.'
}

/** A command that shows one failed run of a network by itself. */
function runCommand(program: string, gate: GateName, { net, runs }: Odds): string {
  const { seed } = runs.find(({ ending }) => ending !== 'solved')!
  const { scratch, hidden, activation, bias, optimizer, learningRate, epochs } = net
  const flags = scratch
    ? ['--scratch', bias && '--bias', hidden[0] !== 2 && `--hidden ${hidden[0]}`, epochs !== 10_000 && `--iterations ${epochs}`]
    : [
        `--hidden ${hidden.join(',') || 'none'}`,
        activation !== 'relu' && hidden.length > 0 && `--activation ${activation}`,
        !bias && '--no-bias',
        optimizer !== 'adam' && `--optimizer ${optimizer}`,
        `--epochs ${epochs}`,
      ]
  const rate = (!scratch || learningRate !== 0.1) && `--learning-rate ${learningRate}`
  return [program, gate, ...flags, rate, `--seed ${seed}`].filter(Boolean).join(' ')
}

function networkText(gate: GateName, net: Net): string {
  const { hidden, activation, bias } = net
  return `  ${sizes(gate, net)}${hidden.length > 0 ? ` ${activation}` : ''}${bias ? '' : ' without bias'}`
}

function sizes(gate: GateName, { hidden }: Net): string {
  return [gate === 'not' ? 1 : 2, ...hidden, 1].join('-')
}

function trainingText({ scratch, optimizer, learningRate, epochs }: Net): string {
  const update = scratch ? 'gradient descent' : optimizer
  return `${update} ${learningRate} · ${epochs} ${scratch ? 'iterations · from scratch' : 'epochs'}`
}

function count(runs: readonly SeedRun[]) {
  const ended = (what: SeedRun['ending']): number => runs.filter(({ ending }) => ending === what).length
  const epochs = runs
    .filter(({ ending }) => ending === 'solved')
    .map(({ firstSolvedEpoch }) => firstSolvedEpoch)
    .filter((epoch) => epoch !== null)
    .sort((a, b) => a - b)
  return {
    solved: ended('solved'),
    coinTosses: ended('coin toss'),
    stuck: ended('stuck'),
    diverged: ended('diverged'),
    /** The lower of the two in the middle, where there are two. */
    medianEpoch: epochs[Math.ceil(epochs.length / 2) - 1] ?? null,
  }
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}

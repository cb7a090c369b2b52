import { terminalCurves } from '@gradus/plot'
import { sizesText } from '../experiments/dense-network.ts'
import type { Course, Lane } from '../experiments/race.ts'
import { lossText } from './numbers.ts'
import { frameless } from './tables.ts'
import type { Terminal } from './terminal.ts'

/** All that `race` found out. */
export interface RaceReport {
  readonly course: Course
  /** In the order in which they were listed. */
  readonly lanes: readonly Lane[]
  /** In the order in which they solved the gate. */
  readonly ranked: readonly Lane[]
  readonly interrupted: boolean
  readonly files: readonly string[]
  readonly reproduce: string
}

/** One object; only `durationMs` differs between two runs. */
export function raceJson({ course, lanes, ranked, interrupted, files }: RaceReport) {
  const { gate, ...config } = course
  return {
    schemaVersion: 1,
    experiment: 'race',
    gate: gate.name,
    config,
    lanes: lanes.map(({ losses, ...lane }) => ({ ...lane, history: { loss: losses } })),
    ranking: ranked.map((lane) => lanes.indexOf(lane)),
    interrupted,
    files,
  }
}

/** What to read above the race. */
export function raceTitle({ gate, hidden, activation, bias, epochs, batchSize, seed }: Course): string[] {
  const network = `${sizesText(gate.inputShape[0], hidden)} ${activation}${bias ? '' : ' without bias'}`
  const batches = batchSize < gate.size ? [`batches of ${batchSize}`] : []
  return [`${gate.displayName}: race of optimizers`, network, `${epochs} epoch${epochs === 1 ? '' : 's'}`, ...batches, `seed ${seed}`]
}

/** `sgd 0.01`. */
export function laneName({ optimizer, learningRate }: Lane): string {
  return `${optimizer} ${learningRate}`
}

/** How a race is told. */
export interface RaceView {
  readonly quiet: boolean
  /** Of the losses. */
  readonly scale: 'linear' | 'log'
}

/** The curves in one frame, a table in the order of arrival, and who won. */
export function tellRace(terminal: Terminal, report: RaceReport, { quiet, scale }: RaceView): void {
  const { colors, print, tell } = terminal
  const { course, ranked, interrupted, files } = report
  if (!quiet) {
    const [title, ...rest] = raceTitle(course)
    tell([colors.bold(title!), ...rest].join(' · '))
    const curves = raceCurves(terminal, report, scale)
    if (curves !== undefined) print(`\n${curves}`)
    print(`\n${raceTable(terminal, report)}\n`)
  }
  if (interrupted) tell(colors.yellow(`■ Interrupted: ${report.lanes.length} optimizers had begun`))
  const winner = ranked[0]
  if (winner?.outcome === 'solved')
    tell(
      colors.green(`✓ ${laneName(winner)} solves it first${winner.firstSolvedEpoch === null ? '' : `: epoch ${winner.firstSolvedEpoch}`}`),
    )
  else if (!interrupted) tell(colors.red(`✗ No optimizer solves it in ${course.epochs} epochs`))
  if (quiet) return
  for (const file of files) print(`Loss curves: ${file}`)
  print(colors.dim(`Reproduce: ${report.reproduce}`))
}

/** Undefined where there is nothing to draw, or no room. */
function raceCurves({ width, ascii, colors }: Terminal, { lanes }: RaceReport, scale: RaceView['scale']): string | undefined {
  if (width < 40 || lanes.every(({ losses }) => losses.length === 0)) return undefined
  // A run that diverges at once has nothing to show, but keeps its letter.
  const series = lanes.map((lane) => ({ name: laneName(lane), values: lane.losses.length > 0 ? lane.losses : [NaN] }))
  return terminalCurves(series, { width: Math.min(width, 72), height: 11, ascii, scale, color: colors.isColorSupported })
}

function raceTable({ colors }: Terminal, { lanes, ranked, course: { gate } }: RaceReport): string {
  const rows = ranked.map((lane) => {
    const { optimizer, learningRate, outcome, finalLoss, right, firstSolvedEpoch, durationMs } = lane
    const mark = outcome === 'solved' ? colors.green('✓') : colors.red('✗')
    return [
      'abcdefghijklmnopqrstuvwxyz'[lanes.indexOf(lane)]!,
      optimizer,
      learningRate,
      finalLoss === null ? outcome : lossText(finalLoss),
      `${right}/${gate.size} ${mark}`,
      firstSolvedEpoch ?? 'never',
      `${durationMs.toFixed(0)} ms`,
    ]
  })
  const head = ['', 'optimizer', 'learning rate', 'final loss', 'rows', 'first all-correct', 'time']
  return frameless(head, ['left', 'left', 'right', 'right', 'left', 'right', 'right'], rows)
}

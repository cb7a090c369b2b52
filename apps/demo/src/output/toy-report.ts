import { terminalCurve } from '@gradus/plot'
import { parameterCount } from '../experiments/experiment.ts'
import { type ToyExperiment, type ToyRun, type ToySettings, testSize } from '../experiments/toy.ts'
import { solvedShare } from '../experiments/toy-names.ts'
import { lossText } from './numbers.ts'
import { layerTable } from './tables.ts'
import type { Terminal } from './terminal.ts'

/** One object; only `durationMs` differs between two runs. */
export function toyJson({ layers }: ToyExperiment, run: ToyRun, { toy, seed, turns, ...config }: ToySettings, files: readonly string[]) {
  const { history, test, outcome, durationMs } = run
  return {
    schemaVersion: 1,
    experiment: toy,
    config: { ...config, ...(toy === 'spirals' && { turns }) },
    seed,
    layers: layers.map(({ name, outputShape, parameters }) => ({ name, outputShape, parameters })),
    parameterCount: parameterCount(layers),
    history,
    test,
    outcome,
    solved: outcome === 'solved',
    durationMs,
    files,
  }
}

/** Network and points, before training. */
export function beginToy(terminal: Terminal, { title, layers }: ToyExperiment): void {
  const { colors, print, tell } = terminal
  const [name, ...rest] = title
  tell([colors.bold(name!), ...rest].join(' · '))
  print(layerTable(terminal, layers))
}

/** What is told besides the run. */
export interface ToyView {
  readonly quiet: boolean
  /** The plane as text. */
  readonly plane: string | undefined
  readonly files: readonly string[]
  readonly reproduce: string
}

/** Loss curve, the plane, and how many of the points that were not trained on are right. */
export function tellToy(terminal: Terminal, run: ToyRun, settings: ToySettings, { quiet, plane, files, reproduce }: ToyView): void {
  const { colors, print, tell, width, ascii } = terminal
  const { history, test, outcome } = run
  if (!quiet) {
    if (history.loss.length > 0 && width >= 40) {
      print(`\n${terminalCurve(history.loss, { width: Math.min(width, 72), ascii, color: colors.isColorSupported })}`)
    }
    if (plane !== undefined && outcome !== 'diverged') print(`\n${plane}\n`)
  }
  const right = `${(test.accuracy * 100).toFixed(1)} % of ${testSize} points that it was not trained on are right (loss ${lossText(test.loss)})`
  if (outcome === 'solved') tell(colors.green(`✓ Solved: ${right}`))
  if (outcome === 'unsolved') {
    tell(colors.red(`✗ Not solved: ${right}, ${solvedShare * 100} % are wanted`))
    tell(adviceOf(run, settings))
  }
  if (outcome === 'interrupted') tell(colors.yellow(`■ Interrupted after ${history.loss.length} epochs: ${right}`))
  if (outcome === 'diverged') {
    tell(colors.red(`✗ Diverged in epoch ${history.loss.length + 1}: the steps are too large; try a smaller --learning-rate`))
  }
  if (quiet) return
  for (const file of files) print(`Picture: ${file}`)
  print(colors.dim(`Reproduce: ${reproduce}`))
}

/** One sentence on why a run failed and what to try. */
function adviceOf({ history }: ToyRun, { toy, hidden, activation }: ToySettings): string {
  if (toy !== 'blobs' && (hidden.length === 0 || activation === 'linear')) {
    return 'What is left without a hidden layer that bends is one straight line, and none parts these points: try --hidden 16,16 with tanh.'
  }
  const trained = history.accuracy.at(-1)!
  if (trained >= solvedShare) {
    return 'The points that it was trained on are right, those between them are not: try more --samples, or less --noise.'
  }
  return 'The points that it was trained on are not right either: try more --epochs, more neurons in --hidden, or less --noise.'
}

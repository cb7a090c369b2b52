import { terminalCurve } from '@gradus/plot'
import type { Experiment } from '../experiments/experiment.ts'
import type { Run } from '../experiments/run.ts'
import { advice } from './advice.ts'
import { lossText } from './numbers.ts'
import { createProgress, type Progress } from './progress.ts'
import type { Reporter, ReportOptions } from './reporter.ts'
import { layerTable, truthTable } from './tables.ts'
import type { Terminal } from './terminal.ts'

/** The whole story: network, progress, loss curve, truth table, verdict. */
export function textReporter(terminal: Terminal, { reproduce }: ReportOptions): Reporter {
  const { colors, print, tell } = terminal
  let progress: Progress | undefined
  return {
    async begin(experiment) {
      const [name, ...rest] = experiment.title
      tell([colors.bold(name!), ...rest].join(' · '))
      print(layerTable(terminal, experiment.layers))
      progress = await createProgress(terminal, { label: 'Training', total: experiment.epochs, unit: experiment.unit })
    },
    onEpoch: ({ epoch, loss, binaryAccuracy }) => progress?.update(epoch, `loss ${lossText(loss)}  accuracy ${binaryAccuracy.toFixed(2)}`),
    release: () => progress?.stop(),
    end(run, files) {
      const curve = lossCurve(terminal, run.history.loss, run.experiment)
      if (curve !== undefined) print(`\n${curve}\n`)
      print(`${truthTable(terminal, run)}\n`)
      tellVerdict(terminal, run)
      for (const file of files) print(`Loss curve: ${file}`)
      print(colors.dim(`Reproduce: ${reproduce}`))
    },
  }
}

/** Only the verdict, and what to try after a failure. */
export function quietReporter(terminal: Terminal): Reporter {
  return { end: (run) => tellVerdict(terminal, run) }
}

function tellVerdict({ colors, tell }: Terminal, run: Run): void {
  const { experiment, outcome, history, right, firstSolvedEpoch } = run
  const { unit, epochs, gate } = experiment
  const rows = `${right}/${gate.size}`
  const done = history.loss.length
  const units = `${unit}${done === 1 ? '' : 's'}`
  const first = firstSolvedEpoch === null ? '' : ` (first all-correct: ${unit} ${firstSolvedEpoch})`
  if (outcome === 'solved') tell(colors.green(`✓ Solved ${rows}${first}`))
  if (outcome === 'unsolved') tell(colors.red(`✗ Not solved: ${rows} rows are right after ${done} ${units}${first}`))
  if (outcome === 'diverged') tell(colors.red(`✗ Diverged in ${unit} ${done + 1}`))
  if (outcome === 'interrupted') tell(colors.yellow(`■ Interrupted after ${done} of ${epochs} ${unit}s: ${rows} rows are right${first}`))
  const sentence = advice(run)
  if (sentence !== undefined) tell(sentence)
}

/** Undefined where there is nothing to draw, or no room. */
function lossCurve({ width, ascii, colors }: Terminal, losses: readonly number[], { unit }: Experiment): string | undefined {
  if (losses.length === 0 || width < 40) return undefined
  return terminalCurve(losses, { width: Math.min(width, 72), ascii, color: colors.isColorSupported, xLabel: unit })
}

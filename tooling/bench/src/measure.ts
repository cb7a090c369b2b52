import { median, rounded } from './median.ts'
import type { Contender, Row, Unit, Work } from './work.ts'

/** Has work done elsewhere. */
export interface Workers {
  /** Loads what a contender needs, which is no part of its work; throws as {@link Workers.sample} does. */
  prepare(contender: Contender): Promise<void>
  /** Lets a contender do its work once; throws {@link Absent} where the machine lacks the library. */
  sample(contender: Contender, firstCall: boolean): Promise<number>
}

/** What is told while measuring. */
export interface Observer {
  /** A contender that cannot take part: it is absent, or it failed. */
  dropped(work: Work, contender: Contender, error: Error): void
  now(): number
}

/** Odd, so that the median is one of them. */
const usualRounds = 9

/** A contender that needs longer than this for a sample, in milliseconds, takes part in every third round. */
const slow = 1_500

/** And one that needs longer than this only warms up, which is then its one sample: of so much time little is spent on warming up. */
const verySlow = 12_000

const scale: Readonly<Record<Unit, number>> = { ns: 1e6, µs: 1e3, ms: 1, kB: 1 }

interface Entry {
  readonly work: Work
  readonly contender: Contender
  /** By round; undefined where it did not take part. */
  readonly samples: (number | undefined)[]
  stride: number
  dropped: boolean
}

/**
 * Measures contenders in turn: after one round to warm up, each round runs every one of them once, so that a machine that slows down
 * slows them all. The ratios are medians of the rounds' ratios, in which such weather cancels out.
 */
export async function measure(works: readonly Work[], workers: Workers, observer: Observer): Promise<Row[]> {
  const entries = works.flatMap((work) =>
    work.contenders.map((contender): Entry => ({ work, contender, samples: [], stride: 1, dropped: false })),
  )
  for (const entry of entries) {
    if (!entry.work.firstCall) await unlessDropped(entry, observer, () => workers.prepare(entry.contender))
  }
  const roundsOf = ({ work }: Entry): number => work.rounds ?? usualRounds
  for (let round = -1; round < Math.max(0, ...entries.map(roundsOf)); round++) {
    for (const entry of entries) {
      if (round >= roundsOf(entry) || (round >= 0 && !takesPart(entry, round))) continue
      await unlessDropped(entry, observer, async () => {
        const start = observer.now()
        const sample = await workers.sample(entry.contender, entry.work.firstCall ?? false)
        if (round < 0) entry.stride = strideFor(observer.now() - start)
        if (round >= 0 || entry.stride === Infinity) entry.samples[Math.max(round, 0)] = sample
      })
    }
  }
  return entries.filter(({ dropped }) => !dropped).flatMap((entry) => rowOf(entry, entries))
}

async function unlessDropped(entry: Entry, observer: Observer, run: () => Promise<void>): Promise<void> {
  if (entry.dropped) return
  try {
    await run()
  } catch (error) {
    entry.dropped = true
    observer.dropped(entry.work, entry.contender, error as Error)
  }
}

/** By three, so that the slow ones meet in the same rounds, and all meet in the first. */
function takesPart({ stride }: Entry, round: number): boolean {
  return stride !== Infinity && round % stride === 0
}

function strideFor(taken: number): number {
  if (taken > verySlow) return Infinity
  return taken > slow ? 3 : 1
}

/** Nothing where ours is missing: there is nothing to compare with. */
function rowOf({ work, contender, samples }: Entry, entries: readonly Entry[]): Row[] {
  const ours = entries.find((entry) => entry.work === work)!
  if (ours.dropped) return []
  const taken = samples.filter((sample) => sample !== undefined)
  const ratios = samples.flatMap((sample, round) => {
    const own = ours.samples[round]
    return sample === undefined || own === undefined ? [] : [sample / own]
  })
  const best = Math.min(...taken)
  return [
    {
      work: work.name,
      library: contender.library,
      median: rounded(median(taken) * scale[work.unit]),
      best: rounded(best * scale[work.unit]),
      unit: work.unit,
      ratioToOurs: rounded(median(ratios)),
      bestRatioToOurs: rounded(best / Math.min(...ours.samples.filter((sample) => sample !== undefined))),
    },
  ]
}

import type { Unit, Work } from './work.ts'

/** How one contender did at one piece of work. */
export interface Row {
  readonly work: string
  readonly library: string
  readonly median: number
  readonly unit: Unit
  /** Its time over ours: above 1 we are faster. */
  readonly ratioToOurs: number
}

/** Odd, so that the median is one of them. */
const rounds = 9

/**
 * Measures contenders in turn: after one round to warm up, each round runs every one of them once, so that a machine that slows down
 * slows them all. The ratios are medians of the rounds' ratios, in which such weather cancels out.
 */
export async function measure(works: readonly Work[]): Promise<Row[]> {
  const entries = works.flatMap((work) => work.contenders.map((contender) => ({ work, contender, samples: [] as number[] })))
  for (let round = -1; round < rounds; round++) {
    for (const { contender, samples } of entries) {
      const sample = await contender.sample()
      if (round >= 0) samples.push(sample)
    }
  }
  return entries.map(({ work, contender, samples }) => {
    const ours = entries.find((entry) => entry.work === work)!.samples
    return {
      work: work.name,
      library: contender.library,
      median: rounded(median(samples) * (work.unit === 'µs' ? 1000 : 1)),
      unit: work.unit,
      ratioToOurs: rounded(median(samples.map((sample, round) => sample / ours[round]!))),
    }
  })
}

/** The middle of some numbers; of an even count the lower of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!
}

/** Four digits: more are noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

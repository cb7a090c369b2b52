import { describe, expect, it } from 'vitest'
import { Absent } from './absent.ts'
import { measure, type Observer, type Workers } from './measure.ts'
import type { Work } from './work.ts'

/** Contenders by name that give these samples, one after the other, in a time of their own on a clock that stands still otherwise. */
function machine(samples: Record<string, readonly number[]>, seconds: Record<string, number> = {}) {
  const turns: string[] = []
  const dropped: string[] = []
  let clock = 0
  const workers: Workers = {
    async prepare() {},
    async sample({ library }) {
      turns.push(library)
      clock += 1000 * (seconds[library] ?? 0)
      const sample = samples[library]?.[turns.filter((turn) => turn === library).length - 1]
      if (sample === undefined) throw new Absent('nowhere')
      return sample
    },
  }
  const observer: Observer = {
    now: () => clock,
    dropped: (work, { library }, error) => dropped.push(`${work.name} ${library} ${error.message}`),
  }
  return { turns, dropped, measure: (works: readonly Work[]) => measure(works, workers, observer) }
}

const work = (name: string, libraries: readonly string[], more: Partial<Work> = {}): Work => {
  return { name, unit: 'ms', contenders: libraries.map((library) => ({ library, file: '' })), ...more }
}

const times = (count: number, sample: number): number[] => Array.from({ length: count }, () => sample)

it('lets contenders take turns, warms up once, and gives medians, bests, and the median of the ratios of rounds', async () => {
  // The first time is that of the warm-up. In one round the machine was ten times slower.
  const { turns, measure } = machine({
    ours: [900, 1, 2, 3, 20, 2, 2, 1, 3, 2],
    theirs: [1, 3, 6, 9, 60, 6, 6, 3, 9, 5],
  })
  const rows = await measure([work('work', ['ours', 'theirs'], { unit: 'µs' })])
  expect(turns).toEqual(Array.from({ length: 10 }, () => ['ours', 'theirs']).flat())
  expect(rows).toEqual([
    { work: 'work', library: 'ours', median: 2000, best: 1000, unit: 'µs', ratioToOurs: 1, bestRatioToOurs: 1 },
    { work: 'work', library: 'theirs', median: 6000, best: 3000, unit: 'µs', ratioToOurs: 3, bestRatioToOurs: 3 },
  ])
})

it('goes through all works in each round where they are measured together', async () => {
  const { turns, measure } = machine({ a: times(4, 1), b: times(4, 1) })
  await measure([work('first', ['a'], { rounds: 3 }), work('second', ['b'], { rounds: 3 })])
  expect(turns).toEqual(['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b'])
})

describe('who is slow', () => {
  it('takes part in every third round, and is compared in those', async () => {
    const { turns, measure } = machine({ ours: [1, 1, 9, 9, 2, 9, 9, 3, 9, 9], slow: [0, 10, 40, 90] }, { slow: 2 })
    const rows = await measure([work('work', ['ours', 'slow'])])
    expect(turns.filter((turn) => turn === 'slow')).toHaveLength(4)
    // 10 / 1, 40 / 2, 90 / 3
    expect(rows[1]).toMatchObject({ median: 40, best: 10, ratioToOurs: 20 })
  })

  it('does the work once, without warming up, when it is very slow', async () => {
    const { turns, measure } = machine({ ours: [7, 2, 3, 3, 3, 3, 3, 3, 3, 3], slow: [100] }, { slow: 60 })
    const rows = await measure([work('work', ['ours', 'slow'])])
    expect(turns.filter((turn) => turn === 'slow')).toHaveLength(1)
    expect(rows[1]).toMatchObject({ median: 100, ratioToOurs: 50 })
  })
})

describe('who cannot take part', () => {
  it('is left out, and told once', async () => {
    const { turns, dropped, measure } = machine({ ours: times(10, 1) })
    const rows = await measure([work('work', ['ours', 'theirs'])])
    expect(rows.map(({ library }) => library)).toEqual(['ours'])
    expect(turns.filter((turn) => turn === 'theirs')).toHaveLength(1)
    expect(dropped).toEqual(['work theirs nowhere'])
  })

  it('takes the whole work with it when it is ours: there is nothing to compare with', async () => {
    const { measure } = machine({ theirs: times(10, 1) })
    expect(await measure([work('work', ['ours', 'theirs'])])).toEqual([])
  })

  it('is left out also when it fails on the way', async () => {
    const { dropped, measure } = machine({ ours: times(10, 1), theirs: [1, 1] })
    expect(await measure([work('work', ['ours', 'theirs'])])).toHaveLength(1)
    expect(dropped).toHaveLength(1)
  })
})

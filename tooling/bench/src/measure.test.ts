import { expect, it } from 'vitest'
import { measure } from './measure.ts'

it('lets contenders take turns, warms up once, and gives medians and the median of the ratios of rounds', async () => {
  const turns: string[] = []
  const contender = (library: string, times: readonly number[]) => ({
    library,
    sample() {
      turns.push(library)
      return times[turns.filter((turn) => turn === library).length - 1]!
    },
  })
  // The first time is that of the warm-up. In one round the machine was ten times slower.
  const ours = contender('ours', [900, 1, 2, 3, 20, 2, 2, 1, 3, 2])
  const theirs = contender('theirs', [1, 3, 6, 9, 60, 6, 6, 3, 9, 5])
  const rows = await measure([{ name: 'work', unit: 'µs', contenders: [ours, theirs] }])
  expect(turns).toEqual(Array.from({ length: 10 }, () => ['ours', 'theirs']).flat())
  expect(rows).toEqual([
    { work: 'work', library: 'ours', median: 2000, unit: 'µs', ratioToOurs: 1 },
    { work: 'work', library: 'theirs', median: 6000, unit: 'µs', ratioToOurs: 3 },
  ])
})

// Protects: the shares are those that others find, and each run is the one that its seed gives by itself.
import { describe, expect, it } from 'vitest'
import { gateExperiment } from './gate.ts'
import { gateNamed } from './gate-named.ts'
import type { GateName } from './names.ts'
import { type Net, netNamed, usualNets } from './nets.ts'
import { measureOdds } from './odds.ts'
import { run } from './run.ts'
import { scratchExperiment } from './scratch-experiment.ts'
import { wilsonInterval } from './wilson.ts'

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
const alone = { onEpoch: () => undefined, untilSolved: false, signal: new AbortController().signal }

/** The article's networks and small ones in NumPy and Keras' manner: how many of 500 seeds solved the gate. */
const measured: [gate: GateName, net: Net, solvedOf500: number][] = [
  ['xor', netNamed('article', 'xor'), 415],
  ['and', netNamed('article', 'and'), 65],
  ['or', netNamed('article', 'or'), 330],
  ['xor', netNamed('article-bias', 'xor'), 475],
  ['and', netNamed('article-bias', 'and'), 500],
  ['or', netNamed('article-bias', 'or'), 500],
  ['xnor', netNamed('article-bias', 'xnor'), 285],
  ['and', netNamed('keras', 'and'), 485],
  ['xor', netNamed('keras', 'xor'), 490],
  ...(
    [
      [[], 0],
      [[1], 0],
      [[2], 245],
      [[3], 420],
      [[4], 490],
      [[8], 500],
    ] as const
  ).map(([hidden, solved]): [GateName, Net, number] => ['xor', { ...netNamed('small', 'xor'), hidden }, solved]),
  ['xor', { ...netNamed('small', 'xor'), activation: 'relu' }, 85],
]

describe('the share of solved runs', { timeout: 60_000 }, () => {
  it.each(measured)('%s, %o: as measured with 500 seeds elsewhere (%i)', async (gate, net, expected) => {
    const { runs } = await measureOdds(net, { gate: gateNamed(gate), seeds: seeds(150) })
    const solved = runs.filter(({ ending }) => ending === 'solved').length
    const [low, high] = wilsonInterval(solved, runs.length)
    const [least, most] = wilsonInterval(expected, 500)
    expect(low).toBeLessThanOrEqual(most)
    expect(high).toBeGreaterThanOrEqual(least)
  })
})

describe('each run', () => {
  it('of layers has the bits that it has alone', async () => {
    for (const net of [...usualNets('xor').slice(2), { ...netNamed('small', 'xor'), bias: false, optimizer: 'momentum' as const }]) {
      const { runs } = await measureOdds({ ...net, epochs: 200 }, { gate: gateNamed('xor'), seeds: [3, 8] })
      for (const { seed, loss, firstSolvedEpoch, ending } of runs) {
        const single = await run(gateExperiment({ ...net, epochs: 200, gate: gateNamed('xor'), seed }), alone)
        expect([single.history.loss.at(-1), single.firstSolvedEpoch, single.solved]).toEqual([loss, firstSolvedEpoch, ending === 'solved'])
      }
    }
  })

  it('from scratch has the digits that it has alone', async () => {
    for (const net of [netNamed('article', 'and'), { ...netNamed('article-bias', 'xor'), hidden: [3] }]) {
      const gate = gateNamed(net.bias ? 'xor' : 'and')
      const { runs } = await measureOdds({ ...net, epochs: 2000 }, { gate, seeds: [0, 42] })
      for (const { seed, loss, firstSolvedEpoch, ending } of runs) {
        const settings = { gate, hidden: net.hidden[0]!, bias: net.bias, learningRate: 0.1, iterations: 2000, autograd: false, seed }
        const single = await run(scratchExperiment(settings), alone)
        expect(Math.abs(single.history.loss.at(-1)! - loss!)).toBeLessThan(1e-9)
        expect([single.firstSolvedEpoch, single.solved]).toEqual([firstSolvedEpoch, ending === 'solved'])
      }
    }
  })

  it('that diverges leaves the next as it is', async () => {
    const net: Net = { ...netNamed('keras', 'xor'), learningRate: 1e30, epochs: 20 }
    const { runs } = await measureOdds(net, { gate: gateNamed('xor'), seeds: seeds(4) })
    expect(runs.map(({ ending, loss }) => [ending, loss])).toContainEqual(['diverged', null])
    for (const single of runs) {
      const { runs: alone } = await measureOdds(net, { gate: gateNamed('xor'), seeds: [single.seed] })
      expect(alone).toEqual([single])
    }
  })
})

it('tells of each run, and ends when it is told to', async () => {
  const interruption = new AbortController()
  const told: number[] = []
  const { runs } = await measureOdds(netNamed('small', 'xor'), {
    gate: gateNamed('xor'),
    seeds: seeds(50),
    onRun: ({ seed }) => {
      told.push(seed)
      if (seed === 4) interruption.abort()
    },
    signal: interruption.signal,
  })
  expect(told.slice(0, 5)).toEqual([0, 1, 2, 3, 4])
  expect(runs.map(({ seed }) => seed)).toEqual(told)
  expect(runs.length).toBeLessThan(50)
})

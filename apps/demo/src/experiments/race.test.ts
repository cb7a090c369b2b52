import { expect, it } from 'vitest'
import { gateNamed } from './gate-named.ts'
import { type Lane, ranking, runLane } from './race.ts'

const course = { gate: gateNamed('xor'), hidden: [4], activation: 'tanh', bias: true, epochs: 400, batchSize: 4, seed: 3 } as const

it('ends when it is told to, with what was reached', async () => {
  const interruption = new AbortController()
  interruption.abort()
  const lane = await runLane(course, { optimizer: 'sgd', learningRate: 0.1 }, interruption.signal)
  expect(lane).toMatchObject({ outcome: 'interrupted' })
  expect(lane.losses.length).toBeLessThan(400)
})

it('ranks by the epoch of the solution, then by the loss; who failed comes last', () => {
  const lane = (changes: Partial<Lane>): Lane => ({
    optimizer: 'sgd',
    learningRate: 1,
    outcome: 'solved',
    losses: [],
    finalLoss: 0.5,
    right: 4,
    firstSolvedEpoch: 10,
    durationMs: 0,
    ...changes,
  })
  const lanes = [
    lane({ outcome: 'diverged', finalLoss: null }),
    lane({ outcome: 'unsolved', firstSolvedEpoch: 1, finalLoss: 0.7 }),
    lane({ outcome: 'unsolved', firstSolvedEpoch: null, finalLoss: 0.6 }),
    // Solved by the last update alone.
    lane({ firstSolvedEpoch: null }),
    lane({ finalLoss: 0.5 }),
    lane({ finalLoss: 0.4 }),
    lane({ firstSolvedEpoch: 9, finalLoss: 0.6 }),
  ]
  expect(ranking(lanes)).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => lanes[i]))
})

import { and, not, xor } from '@gradus/datasets'
import { expect, it } from 'vitest'
import type { Epoch, Observer } from './experiment.ts'
import { run } from './run.ts'
import { type ScratchExperimentSettings, scratchExperiment } from './scratch-experiment.ts'

const settings: ScratchExperimentSettings = {
  gate: xor(),
  hidden: 2,
  bias: false,
  learningRate: 0.1,
  seed: 42,
  iterations: 10_000,
  autograd: false,
}

const patient = (): Observer => ({ onEpoch: () => {}, untilSolved: false, signal: new AbortController().signal })

it('solves XOR without a bias, and AND only with one', async () => {
  expect((await run(scratchExperiment(settings), patient())).outcome).toBe('solved')
  expect((await run(scratchExperiment({ ...settings, gate: and() }), patient())).outcome).toBe('unsolved')
  expect((await run(scratchExperiment({ ...settings, gate: and(), bias: true }), patient())).outcome).toBe('solved')
})

it('measures each iteration before its update, and the end after the last', async () => {
  const { history, weights, predictions } = await run(scratchExperiment({ ...settings, iterations: 2 }), patient())
  const { history: longer } = await run(scratchExperiment({ ...settings, iterations: 3 }), patient())
  expect(history.loss).toEqual(longer.loss.slice(0, 2))
  expect(weights.final).not.toEqual(weights.initial)
  const loss = -predictions.map((p, row) => (xor().targets.data[row] === 1 ? Math.log(p) : Math.log(1 - p))).reduce((a, b) => a + b) / 4
  expect(loss).toBeCloseTo(longer.loss[2]!, 12)
})

it('stops until solved at the first iteration with all rows right', async () => {
  const { outcome, history, firstSolvedEpoch } = await run(scratchExperiment(settings), { ...patient(), untilSolved: true })
  expect([outcome, history.loss.length]).toEqual(['solved', firstSolvedEpoch])
})

it('names its weights, and the biases only where there are some', () => {
  expect(Object.keys(scratchExperiment(settings).weights())).toEqual(['w1', 'w2'])
  const { layers, ...experiment } = scratchExperiment({ ...settings, bias: true, hidden: 3 })
  expect(Object.keys(experiment.weights())).toEqual(['w1', 'w2', 'b1', 'b2'])
  expect(layers.map(({ parameters }) => parameters)).toEqual([9, 4])
})

it('takes a gate of one input', async () => {
  const { predictions } = await run(scratchExperiment({ ...settings, gate: not() }), patient())
  expect(predictions.map((p) => p > 0.5)).toEqual([true, false])
})

it('ends when it is interrupted', async () => {
  const interruption = new AbortController()
  const onEpoch = ({ epoch }: Epoch) => {
    if (epoch === 3) interruption.abort()
  }
  const { outcome, history } = await run(scratchExperiment(settings), { ...patient(), onEpoch, signal: interruption.signal })
  expect(outcome).toBe('interrupted')
  expect(history.loss.length).toBeLessThan(10_000)
})

it('says that it diverged', async () => {
  const { outcome, history } = await run(scratchExperiment({ ...settings, learningRate: 1000 }), patient())
  expect(outcome).toBe('diverged')
  expect(history.loss.every(Number.isFinite)).toBe(true)
})

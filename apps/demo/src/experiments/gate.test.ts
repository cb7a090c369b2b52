import { and, xor } from '@gradus/datasets'
import { describe, expect, it } from 'vitest'
import type { Epoch, Observer } from './experiment.ts'
import { type GateSettings, gateExperiment } from './gate.ts'
import { activationNames, optimizerNames } from './names.ts'
import { run } from './run.ts'

const settings: GateSettings = {
  gate: xor(),
  hidden: [10, 10],
  activation: 'relu',
  bias: true,
  optimizer: 'adam',
  learningRate: 0.001,
  epochs: 1000,
  seed: 7,
}

const patient = (): Observer => ({ onEpoch: () => {}, untilSolved: false, signal: new AbortController().signal })

describe('the network of the article', () => {
  it('has 30 + 110 + 11 = 151 parameters', () => {
    const { layers } = gateExperiment(settings)
    expect(layers).toEqual([
      { name: 'dense', activation: 'relu', outputShape: [null, 10], parameters: 30 },
      { name: 'dense_1', activation: 'relu', outputShape: [null, 10], parameters: 110 },
      { name: 'dense_2', activation: 'sigmoid', outputShape: [null, 1], parameters: 11 },
    ])
  })

  it.each([
    { gate: xor(), epochs: 1000 },
    { gate: and(), epochs: 500 },
  ])('learns $gate.displayName in $epochs epochs', async ({ gate, epochs }) => {
    const { outcome, right, history, predictions } = await run(gateExperiment({ ...settings, gate, epochs }), patient())
    expect([outcome, right, history.loss.length]).toEqual(['solved', 4, epochs])
    for (const [row, target] of gate.targets.data.entries()) expect(Math.abs(predictions[row]! - target)).toBeLessThan(0.1)
    expect(history.loss.at(-1)!).toBeLessThan(history.loss[0]! / 10)
  })

  it('says which epoch was the first to begin with all rows right', async () => {
    const { firstSolvedEpoch, history } = await run(gateExperiment(settings), patient())
    expect(history.binaryAccuracy[firstSolvedEpoch! - 1]).toBe(1)
    expect(history.binaryAccuracy.slice(0, firstSolvedEpoch! - 1)).not.toContain(1)
  })
})

it('gives the same run for the same seed, and another one for another', async () => {
  const short = { ...settings, epochs: 20 }
  const [a, b, c] = await Promise.all([short, short, { ...short, seed: 8 }].map((each) => run(gateExperiment(each), patient())))
  expect([a!.history, a!.weights, a!.predictions]).toEqual([b!.history, b!.weights, b!.predictions])
  expect(a!.history.loss[0]).not.toBe(c!.history.loss[0])
})

it('stops until solved with all rows right', async () => {
  const { outcome, right, history } = await run(gateExperiment({ ...settings, gate: and() }), { ...patient(), untilSolved: true })
  expect([outcome, right]).toEqual(['solved', 4])
  expect(history.loss.length).toBeLessThan(500)
})

it('ends when it is interrupted, with what was reached', async () => {
  const interruption = new AbortController()
  const onEpoch = ({ epoch }: Epoch) => {
    if (epoch === 3) interruption.abort()
  }
  const { outcome, history, predictions } = await run(gateExperiment(settings), { ...patient(), onEpoch, signal: interruption.signal })
  expect([outcome, history.loss.length, predictions.length]).toEqual(['interrupted', 3, 4])
})

it('says that it diverged, and keeps numbers that can be read', async () => {
  const { outcome, solved, predictions } = await run(gateExperiment({ ...settings, learningRate: 1e30 }), patient())
  expect([outcome, solved]).toEqual(['diverged', false])
  expect(predictions.every(Number.isFinite)).toBe(true)
})

it('cannot part XOR by a straight line', async () => {
  const { outcome } = await run(gateExperiment({ ...settings, hidden: [] }), patient())
  expect(outcome).toBe('unsolved')
})

it.each(optimizerNames)('trains with %s', async (optimizer) => {
  const { history } = await run(gateExperiment({ ...settings, optimizer, learningRate: 0.01, epochs: 300 }), patient())
  expect(history.loss.at(-1)!).toBeLessThan(history.loss[0]!)
})

it.each(activationNames)('trains with %s', async (activation) => {
  const experiment = gateExperiment({ ...settings, gate: and(), activation, epochs: 50 })
  const { history } = await run(experiment, patient())
  expect(experiment.layers[0]!.activation).toBe(activation)
  expect(history.loss.at(-1)!).toBeLessThan(history.loss[0]!)
})

it('takes momentum as gradient descent that remembers: the first step is the same, the second is not', async () => {
  const [sgd, momentum] = await Promise.all(
    (['sgd', 'momentum'] as const).map((optimizer) => run(gateExperiment({ ...settings, optimizer, epochs: 3 }), patient())),
  )
  expect(sgd!.history.loss.slice(0, 2)).toEqual(momentum!.history.loss.slice(0, 2))
  expect(sgd!.history.loss[2]).not.toBe(momentum!.history.loss[2])
})

it('leaves the biases out', async () => {
  const experiment = gateExperiment({ ...settings, bias: false })
  expect(Object.keys(experiment.weights())).toEqual(['dense.kernel', 'dense_1.kernel', 'dense_2.kernel'])
  expect(experiment.layers.map(({ parameters }) => parameters)).toEqual([20, 100, 10])
})

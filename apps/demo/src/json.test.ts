import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { gateNames } from './experiments/names.ts'
import { toyNames } from './experiments/toy-names.ts'

const number = expect.any(Number)

/** Every key of schema version 1, and what is behind it. */
const schema = {
  schemaVersion: 1,
  experiment: expect.stringMatching(/^(xor|and|or|nand|nor|xnor|not)$/),
  config: expect.objectContaining({
    scratch: expect.any(Boolean),
    gate: expect.any(String),
    learningRate: number,
    bias: expect.any(Boolean),
  }),
  seed: number,
  layers: expect.any(Array),
  parameterCount: number,
  history: { loss: expect.any(Array), binaryAccuracy: expect.any(Array) },
  weights: { initial: expect.any(Object), final: expect.any(Object) },
  predictions: expect.any(Array),
  outcome: expect.stringMatching(/^(solved|unsolved|diverged|interrupted)$/),
  solved: expect.any(Boolean),
  firstSolvedEpoch: expect.toSatisfy((epoch) => epoch === null || Number.isInteger(epoch)),
  durationMs: number,
  files: [],
}

describe.each(gateNames)('%s', (gate) => {
  it.each([
    ['--epochs', '30'],
    ['--scratch', '--iterations', '30'],
    ['--scratch', '--bias', '--autograd', '--iterations', '30'],
  ])('gives one object with everything: %s %s %s', async (...flags) => {
    const { stdout, stderr, exitCode } = await call(gate, ...flags, '--json')
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stderr).toBe('')
    const report = JSON.parse(stdout)
    expect(report).toEqual(schema)
    expect(report.experiment).toBe(gate)
    expect(exitCode).toBe(report.solved ? 0 : 1)
    expect([report.history.loss.length, report.history.binaryAccuracy.length]).toEqual([30, 30])
    expect(report.predictions).toHaveLength(gate === 'not' ? 2 : 4)
    for (const { input, target, probability, rounded } of report.predictions) {
      expect(input).toHaveLength(gate === 'not' ? 1 : 2)
      expect([0, 1]).toContain(target)
      expect(rounded).toBe(probability > 0.5 ? 1 : 0)
    }
    const sizes = report.layers.map(({ name, outputShape, parameters }: { name: string; outputShape: unknown; parameters: number }) => {
      expect([name, outputShape]).toEqual([expect.any(String), expect.arrayContaining([null])])
      return parameters
    })
    expect(sizes.reduce((a: number, b: number) => a + b)).toBe(report.parameterCount)
    const numbers = Object.values<number[][]>(report.weights.final).flat(2)
    expect(numbers).toHaveLength(report.parameterCount)
    expect(report.weights.initial).not.toEqual(report.weights.final)
  })
})

it('is the same each time, but for the duration', async () => {
  for (const args of [
    ['xor', '--epochs', '50'],
    ['xor', '--scratch', '--iterations', '50'],
  ]) {
    const [a, b] = [await call(...args, '--json'), await call(...args, '--json')].map(({ stdout }) => ({
      ...JSON.parse(stdout),
      durationMs: 0,
    }))
    expect(a).toEqual(b)
  }
})

it('tells nothing that is no number', async () => {
  const { stdout, exitCode } = await call('xor', '--learning-rate', '1e30', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'diverged', solved: false })
  expect(exitCode).toBe(3)
})

it('gives an event for each epoch, and one at the end', async () => {
  for (const args of [
    ['xor', '--epochs', '12'],
    ['xor', '--scratch', '--iterations', '12'],
  ]) {
    const events = (await call(...args, '--ndjson')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const { history } = JSON.parse((await call(...args, '--json')).stdout)
    expect(events.slice(0, -1)).toEqual(
      history.loss.map((loss: number, i: number) => ({ event: 'epoch', epoch: i + 1, loss, binaryAccuracy: history.binaryAccuracy[i] })),
    )
    const { history: told, ...rest } = schema
    expect(events.at(-1)).toEqual({ event: 'end', epochs: 12, ...rest })
  }
})

it('lists the experiments', async () => {
  const { stdout } = await call('list', '--json')
  const { schemaVersion, experiments } = JSON.parse(stdout)
  expect(schemaVersion).toBe(1)
  expect(experiments.map(({ command }: { command: string }) => command)).toEqual([
    'dot',
    'xor --scratch',
    'and --scratch',
    ...gateNames,
    ...toyNames,
    'odds xor',
    'race xor',
    'step xor --scratch',
    'mnist',
  ])
})

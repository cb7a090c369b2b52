// Protects: the numbers of a step are those of training, and those of the same program in NumPy.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gateExperiment } from './gate.ts'
import { gateNamed } from './gate-named.ts'
import { layersStep } from './layers-step.ts'
import { optimizerNames } from './names.ts'
import { scratchStep } from './scratch-step.ts'

interface NumpyRun {
  readonly gate: 'xor' | 'and'
  readonly seed: number
  readonly bias: boolean
  readonly initial: Record<string, number[][]>
  readonly everyHundredthLoss: number[]
}

const runs: NumpyRun[] = JSON.parse(readFileSync(new URL('__fixtures__/scratch.json', import.meta.url), 'utf8'))
const flat = (values: unknown): number[] => ([values] as unknown[]).flat(Infinity) as number[]
const distance = (a: unknown, b: unknown): number => {
  const [x, y] = [flat(a), flat(b)]
  expect(x).toHaveLength(y.length)
  return x.reduce((most, value, i) => Math.max(most, Math.abs(value - y[i]!)), 0)
}

describe('from scratch', () => {
  it.each(runs)(
    '$gate, seed $seed, bias $bias: begins as in NumPy and has its losses',
    ({ gate, seed, bias, initial, everyHundredthLoss }) => {
      const settings = { gate: gateNamed(gate), hidden: 2, bias, learningRate: 0.1, seed, row: 0 }
      const first = scratchStep({ ...settings, after: 0 })
      for (const { name, before, byAutograd, gradient, after } of first.parameters) {
        expect(before).toEqual(initial[name])
        expect(distance(gradient, byAutograd)).toBeLessThan(1e-15)
        expect(
          distance(
            flat(before).map((w, i) => w - 0.1 * flat(gradient)[i]!),
            after,
          ),
        ).toBeLessThan(1e-15)
      }
      for (const hundreds of [0, 1, 3]) {
        const step = scratchStep({ ...settings, after: 100 * hundreds })
        expect(Math.abs(step.loss.before - everyHundredthLoss[hundreds]!)).toBeLessThan(1e-12)
        expect(step.check.maxDifference).toBeLessThan(1e-9)
        const next = scratchStep({ ...settings, after: 100 * hundreds + 1 })
        expect(Math.abs(next.loss.before - step.loss.after)).toBeLessThan(1e-14)
      }
    },
  )

  it('writes numbers that give the value beside them', () => {
    for (const gate of ['xor', 'not'] as const) {
      for (const row of [0, 1]) {
        for (const hidden of [1, 3, 8]) {
          const { equations } = scratchStep({ gate: gateNamed(gate), hidden, bias: true, learningRate: 0.5, seed: 3, row, after: 40 })
          expect(equations.map(({ name }) => name)).toEqual([
            'z1',
            'a1',
            'z2',
            'a2',
            'L',
            'dz2',
            'dw2',
            'dz1',
            'dw1',
            'db2',
            'db1',
            'w2',
            'w1',
            'b2',
            'b1',
          ])
          for (const { written } of equations) {
            for (const { numbers, value } of written) {
              if (numbers.includes('…')) continue
              // Four decimals of each factor, up to nine terms.
              expect(Math.abs(calculated(numbers) - value)).toBeLessThan(2e-3)
            }
          }
        }
      }
    }
  })
})

/** What a formula of numbers gives, read from left to right by the rules of arithmetic. */
function calculated(text: string): number {
  const tokens = text.replaceAll('−', '-').match(/exp|[\d.]+|[-+·/()]/g)!
  let at = 0
  const factor = (): number => {
    const token = tokens[at++]!
    if (token === '-') return -factor()
    if (token === 'exp') return Math.exp(factor())
    if (token !== '(') return Number(token)
    const inner = sum()
    at++
    return inner
  }
  const product = (): number => {
    let value = factor()
    while (tokens[at] === '·' || tokens[at] === '/') value = tokens[at++] === '·' ? value * factor() : value / factor()
    return value
  }
  const sum = (): number => {
    let value = product()
    while (tokens[at] === '+' || tokens[at] === '-') value = tokens[at++] === '+' ? value + product() : value - product()
    return value
  }
  const value = sum()
  expect(at).toBe(tokens.length)
  return value
}

describe('of layers', () => {
  const usual = {
    gate: gateNamed('xor'),
    hidden: [4, 3],
    activation: 'tanh',
    bias: true,
    optimizer: 'adam',
    learningRate: 0.01,
    seed: 7,
    row: 1,
  } as const

  it('begins with the weights of the gate, to float32', async () => {
    const { parameters } = await layersStep({ ...usual, after: 0 })
    const weights = gateExperiment({ ...usual, epochs: 1 }).weights()
    for (const { name, before } of parameters) expect(distance(before, weights[name])).toBeLessThan(1e-7)
  })

  it.each(optimizerNames)('goes on as training with %s does', async (optimizer) => {
    const settings = { ...usual, optimizer }
    const step = await layersStep({ ...settings, after: 5 })
    const next = await layersStep({ ...settings, after: 6 })
    expect(next.parameters.map(({ before }) => before)).toEqual(step.parameters.map(({ after }) => after))
    expect(next.loss.before).toBe(step.loss.after)
    expect(step.check.maxDifference).toBeLessThan(1e-9)
  })

  it('has a derivative for each result, and every result by a name', async () => {
    const { equations } = await layersStep({ ...usual, after: 0 })
    const forward = equations.filter(({ phase }) => phase === 'forward')
    const backward = equations.filter(({ phase }) => phase === 'backward')
    expect(backward.map(({ name }) => name).reverse()).toEqual(forward.map(({ name }) => `∂L/∂${name}`))
    for (const { value, gradient } of forward) expect(flat(gradient)).toHaveLength(flat(value).length)
    for (const [i, { gradient }] of forward.entries()) expect(backward.at(-1 - i)!.value).toEqual(gradient)
    expect(forward.slice(1, 3).map(({ formula }) => formula)).toEqual(['#1 + dense.bias', 'tanh(#2)'])
  })
})

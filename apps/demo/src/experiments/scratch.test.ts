import { readFileSync } from 'node:fs'
import { and, type LogicGate, xor } from '@gradus/datasets'
import { describe, expect, it } from 'vitest'
import { learnByAutograd } from './autograd.ts'
import { learnFromScratch, type ScratchStep } from './scratch.ts'

/** What `scratch.py` writes of a run. */
interface NumpyRun {
  readonly gate: 'xor' | 'and'
  readonly seed: number
  readonly bias: boolean
  readonly initial: Record<'w1' | 'w2', number[][]>
  readonly final: Record<'w1' | 'w2' | 'b1' | 'b2', number[][] | undefined>
  readonly everyHundredthLoss: number[]
  readonly lastLoss: number
  readonly sumOfEachHundred: number[]
  readonly predictions: number[]
}

const runs: NumpyRun[] = JSON.parse(readFileSync(new URL('__fixtures__/scratch.json', import.meta.url), 'utf8'))
const gates: Record<NumpyRun['gate'], () => LogicGate> = { xor, and }

describe.each([
  { pass: 'written by hand', learn: learnFromScratch },
  { pass: 'by autograd', learn: learnByAutograd },
])('10,000 iterations, the backward pass $pass', ({ learn }) => {
  it.each(runs)('equal NumPy: $gate, seed $seed, bias $bias', ({ gate, seed, bias, ...numpy }) => {
    const steps = learn({ gate: gates[gate](), hidden: 2, bias, learningRate: 0.1, seed })
    const first = steps.next().value
    const initial = { w1: first.weights.w1.toArray(), w2: first.weights.w2.toArray() }
    const losses = [first.loss.item()]
    while (losses.length < 10_000) losses.push(steps.next().value.loss.item())
    const last = steps.next().value

    expect(initial).toEqual({ w1: numpy.initial.w1, w2: numpy.initial.w2 })
    for (const [i, loss] of numpy.everyHundredthLoss.entries()) near(losses[i * 100]!, loss)
    for (const [i, sum] of numpy.sumOfEachHundred.entries()) {
      near(
        losses.slice(i * 100, i * 100 + 100).reduce((a, b) => a + b),
        sum,
      )
    }
    near(losses[9_999]!, numpy.lastLoss)
    for (const [i, prediction] of last.a2.toTypedArray().entries()) near(prediction, numpy.predictions[i]!)
    for (const name of bias ? (['w1', 'w2', 'b1', 'b2'] as const) : (['w1', 'w2'] as const)) {
      const expected = numpy.final[name]!.flat()
      for (const [i, weight] of last.weights[name].toTypedArray().entries()) near(weight, expected[i]!)
    }
  })
})

it('begins with the loss that the article prints, and ends with its own', () => {
  const losses = Array.from(take(10_000, learnFromScratch({ gate: xor(), hidden: 2, bias: false, learningRate: 0.1, seed: 42 })))
  near(losses[0]!, 0.6974000979685913)
  near(losses[9_999]!, 0.33634324888150985)
})

it('leaves biases out: they stay zero', () => {
  for (const learn of [learnFromScratch, learnByAutograd]) {
    const steps = learn({ gate: xor(), hidden: 2, bias: false, learningRate: 0.1, seed: 1 })
    for (let i = 0; i < 3; i++) steps.next()
    const { b1, b2 } = steps.next().value.weights
    expect([b1.toArray(), b2.toArray()]).toEqual([[[0], [0]], [[0]]])
  }
})

function* take(count: number, steps: Iterator<ScratchStep>): Generator<number> {
  for (let i = 0; i < count; i++) yield steps.next().value.loss.item()
}

/** The same to 1e-12 relative. */
function near(actual: number, expected: number): void {
  if (Math.abs(actual - expected) <= 1e-12 * Math.abs(expected)) return
  expect(actual).toBe(expected)
}

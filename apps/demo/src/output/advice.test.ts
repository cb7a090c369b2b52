import { and, type LogicGate, xor } from '@gradus/datasets'
import { expect, it } from 'vitest'
import type { Experiment, Traits } from '../experiments/experiment.ts'
import type { Outcome, Run } from '../experiments/run.ts'
import { advice } from './advice.ts'

interface Case {
  readonly what: string
  readonly outcome?: Outcome
  readonly gate?: LogicGate
  readonly traits?: Partial<Traits>
  readonly loss?: number[]
  readonly says: RegExp
}

const falling = Array.from({ length: 100 }, (_, i) => 0.6 - i * 0.003)

const cases: Case[] = [
  { what: 'large steps', outcome: 'diverged', traits: { learningRate: 0.3 }, says: /smaller --learning-rate, such as 0\.03/ },
  { what: 'no hidden layer', traits: { hidden: [] }, says: /straight line.*XOR.*--hidden/ },
  { what: 'a hidden layer that does not bend', traits: { activation: 'linear' }, says: /straight line/ },
  { what: 'the plateau', loss: [0.7, 0.6935, 0.6932], says: /coin toss.*--seed/ },
  {
    what: 'no bias, from scratch',
    gate: and(),
    traits: { bias: false, scratch: true, activation: 'sigmoid' },
    says: /0 0 with σ\(0\) = ½.*add --bias/,
  },
  { what: 'no bias, with softplus', gate: and(), traits: { bias: false, activation: 'softplus' }, says: /softplus\(0\) = log 2/ },
  { what: 'no bias, with hardSigmoid', gate: and(), traits: { bias: false, activation: 'hardSigmoid' }, says: /hardSigmoid\(0\) = ½/ },
  { what: 'no bias, with relu', gate: and(), traits: { bias: false }, says: /input 0 0 is 0.*leave out --no-bias/ },
  { what: 'no bias and no hidden layer', gate: and(), traits: { bias: false, hidden: [] }, says: /σ\(0\) = ½.*leave out --no-bias/ },
  { what: 'a dead end', loss: [0.7, ...Array(100).fill(0.477)], says: /stopped falling at 0\.477.*--seed/ },
  { what: 'too few epochs', says: /still falling.*--epochs/ },
]

it.each(cases)('finds the reason: $what', ({ outcome = 'unsolved', gate = xor(), traits, loss = falling, says }) => {
  const sentence = advice(failed(outcome, gate, traits, loss))!
  expect(sentence).toMatch(says)
  expect(sentence).toMatch(/^[^\n]*\.$/)
})

it.each(['solved', 'interrupted'] as const)('has nothing to say of a run that was %s', (outcome) => {
  expect(advice(failed(outcome, xor(), {}, falling))).toBeUndefined()
})

function failed(outcome: Outcome, gate: LogicGate, traits: Partial<Traits> | undefined, loss: number[]): Run {
  const experiment = {
    gate,
    unit: 'epoch',
    traits: { scratch: false, hidden: [10, 10], activation: 'relu', bias: true, learningRate: 0.001, ...traits },
  } as Partial<Experiment> as Experiment
  return { experiment, outcome, history: { loss, binaryAccuracy: [] } } as Partial<Run> as Run
}

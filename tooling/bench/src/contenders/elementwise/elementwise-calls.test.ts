import { expect, it } from 'vitest'
import { elementwiseCalls } from './elementwise-calls.ts'

it('finds elementwise operations that have a gradient, and no others', () => {
  const names = elementwiseCalls().map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['add', 'power', 'relu', 'sigmoid', 'leakyRelu', 'where', 'clip']))
  // The whole vector, a view of it, or bools.
  for (const name of ['softmax', 'cumulativeSum', 'clone', 'flip', 'less', 'sum', 'Tensor']) expect(names).not.toContain(name)
})

it('calls them on tensors that all get a gradient', () => {
  for (const { name, inputs, call } of elementwiseCalls()) {
    expect(inputs.length, name).toBeGreaterThan(0)
    expect(call().requiresGradient, name).toBe(true)
  }
})

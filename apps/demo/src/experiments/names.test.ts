import { logicGates } from '@gradus/datasets'
import * as optimizers from '@gradus/optimizers'
import * as tensor from '@gradus/tensor'
import { expect, it } from 'vitest'
import { createOptimizer } from './create-optimizer.ts'
import { activationNames, gateNames, optimizerNames, optimizerRates } from './names.ts'

it('has every gate of the library', () => {
  expect([...gateNames].sort()).toEqual(logicGates.map((gate) => gate().name).sort())
})

it('has activations of the library, beside none at all', () => {
  const operations: Readonly<Record<string, unknown>> = { ...tensor }
  for (const name of activationNames) if (name !== 'linear') expect(operations[name]).toHaveProperty('name', name)
})

it('has every optimizer of the library, with its learning rate, beside two forms of sgd', () => {
  // What else the package exports throws without arguments, or makes no optimizer.
  const created = Object.entries(optimizers).flatMap(([name, factory]) => {
    try {
      const made = (factory as () => optimizers.Optimizer)()
      return typeof made.initialize === 'function' ? [[name, made.learningRate(0)] as const] : []
    } catch {
      return []
    }
  })
  const known = Object.entries(optimizerRates).filter(([name]) => name !== 'momentum' && name !== 'nesterov')
  expect(created.sort()).toEqual(known.sort())
  for (const name of optimizerNames) expect(createOptimizer(name, 0.25).learningRate(0)).toBe(0.25)
})

import { logicGates } from '@gradus/datasets'
import * as tensor from '@gradus/tensor'
import { expect, it } from 'vitest'
import { activationNames, gateNames } from './names.ts'

it('has every gate of the library', () => {
  expect([...gateNames].sort()).toEqual(logicGates.map((gate) => gate().name).sort())
})

it('has activations of the library, beside none at all', () => {
  const operations: Readonly<Record<string, unknown>> = { ...tensor }
  for (const name of activationNames) if (name !== 'linear') expect(operations[name]).toHaveProperty('name', name)
})

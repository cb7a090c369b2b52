import { tensor } from '@gradus/tensor'
import { repeated } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { elementwiseCalls } from './elementwise-calls.ts'

const found = elementwiseCalls()
const gradient = tensor([1, 2, 3, 4, 5, 6, 7, 8])

export function prepare(operation: string, direction: string): Sample {
  const { call, inputs } = found.find(({ name }) => name === operation)!
  if (direction === 'forward') return repeated(call)
  return repeated(() => {
    call().backward({ gradient })
    for (const input of inputs) input.zeroGradient()
  })
}

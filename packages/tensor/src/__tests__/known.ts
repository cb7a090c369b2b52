import fixture from '../ops/__fixtures__/elementwise.json' with { type: 'json' }
import type { Known } from './op-suite.ts'
import { type Plain, plain } from './plain.ts'

type Numbers = readonly (number | string)[]

/** What PyTorch says of a function of one tensor: its values, and its gradients for an upstream gradient of ones. */
export function knownUnary(name: keyof typeof fixture, more: Partial<Known> = {}): Known[] {
  const { x, y, gradient } = fixture[name] as { x: Numbers; y: Numbers; gradient: Numbers }
  return [{ inputs: [numbers(x)], value: numbers(y), gradients: [numbers(gradient)], dtypes: ['float64'], ...more }]
}

/** What PyTorch, or NumPy, which has no gradients, says of a function of two tensors. */
export function knownBinary(name: keyof typeof fixture, more: Partial<Known> = {}): Known[] {
  const { a, b, y, gradientA, gradientB } = fixture[name] as Record<'a' | 'b' | 'y', Numbers> & Record<string, Numbers | undefined>
  const gradients = gradientA && gradientB && { gradients: [numbers(gradientA), numbers(gradientB)] }
  return [{ inputs: [numbers(a), numbers(b)], value: numbers(y), ...gradients, dtypes: ['float64'], ...more }]
}

/** What NumPy says of division rounded down. */
export function knownDivision(result: 'quotient' | 'remainder'): Known[] {
  const floats = fixture.division
  const integers = fixture['integer division']
  return [
    { inputs: [numbers(floats.a), numbers(floats.b)], value: numbers(floats[result]), dtypes: ['float64'], tolerance: { relative: 0 } },
    { inputs: [numbers(integers.a), numbers(integers.b)], value: numbers(integers[result]), dtypes: ['int32'] },
  ]
}

/** JSON writes what is not finite as text. */
function numbers(list: Numbers): Plain {
  return plain(list.map(Number))
}

import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownDivision } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { floorDivide } from './floor-divide.ts'

// JavaScript's % is exact, so that a less it is a multiple of b.
function reference(a: number, b: number): number {
  const rest = a % b
  if (Number.isNaN(rest) || Math.abs(a / b) >= 2 ** 53) return Math.trunc(a / b)
  const whole = Math.round((a - rest) / b) || Math.trunc(a / b)
  return rest !== 0 && rest < 0 !== b < 0 ? whole - 1 : whole
}

testOp(
  'floorDivide',
  floorDivide,
  elementwise({
    reference,
    integers: (a, b) => (b === 0 ? 0 : Math.floor(a! / b!) | 0),
    smooth: (x) => Math.abs(x) > 0.3,
    smoothTogether: (a, b) => Math.abs(a / b - Math.round(a / b)) > 0.01,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownDivision('quotient'),
  }),
)

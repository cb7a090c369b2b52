import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownDivision } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { modulo } from './modulo.ts'

// JavaScript's % is exact; it has the sign of a.
function remainder(a: number, b: number): number {
  const rest = a % b
  if (rest === 0) return b < 0 ? -0 : 0
  return rest < 0 !== b < 0 ? rest + b : rest
}

function reference(a: number, b: number): number {
  return Math.abs(Math.trunc(a / b)) < 2 ** 53 ? remainder(a, b) : NaN
}

testOp(
  'modulo',
  modulo,
  elementwise({
    reference,
    integers: (a, b) => (b === 0 ? 0 : remainder(a!, b!)),
    smooth: (x) => Math.abs(x) > 0.3,
    smoothTogether: (a, b) => Math.abs(a / b - Math.round(a / b)) > 0.01,
    dtypes: ['float32', 'float64', 'int32'],
    known: knownDivision('remainder'),
  }),
)

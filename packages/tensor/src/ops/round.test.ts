import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { round } from './round.ts'

function toEven(x: number): number {
  const below = Math.floor(x)
  return x - below === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)
}

testOp(
  'round',
  round,
  elementwise({ reference: toEven, smooth: (x) => Math.abs(x - Math.floor(x) - 0.5) > 0.05, known: knownUnary('round') }),
)

import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownBinary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { power } from './power.ts'

// IEEE 754's power: where the base is 1 or the exponent 0 the result is 1, unlike in JavaScript.
function reference(a: number, b: number): number {
  return a === 1 || b === 0 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b
}

testOp('power', power, elementwise({ reference, domain: [0.3, 2], known: knownBinary('power') }))

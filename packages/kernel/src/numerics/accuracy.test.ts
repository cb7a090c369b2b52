import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { input } from '../expression.ts'
import { evaluate } from './evaluate.ts'
import { cos, erf, exp, expm1, log, log1p, power, sigmoid, sin, tan, tanh } from './index.ts'

// Made by __fixtures__/make-tables.py with mpmath.
interface Table {
  readonly arguments: readonly (readonly number[])[]
  readonly results: readonly number[]
  /** What the true value has beyond the result, in units of its last place. */
  readonly rests: readonly number[]
}

/** The accuracy that each docstring states for float64, in units of the last place. */
const stated = {
  exp: 0.78,
  expm1: 1.21,
  log: 0.82,
  log1p: 0.84,
  power: 0.99,
  sin: 0.85,
  cos: 0.88,
  tan: 1.56,
  tanh: 1.01,
  erf: 1.4,
  sigmoid: 1.82,
} as const

const formulas = { cos, erf, exp, expm1, log, log1p, power, sigmoid, sin, tan, tanh }

const double = new Float64Array(1)
const words = new BigInt64Array(double.buffer)

/** The unit in the last place of x. */
function ulp(x: number, dtype: 'float32' | 'float64'): number {
  double[0] = Math.abs(x)
  const exponent = Number(words[0]! >> 52n) - 1023
  return dtype === 'float64' ? 2 ** Math.max(exponent - 52, -1074) : 2 ** Math.max(exponent - 23, -149)
}

function worstError(name: keyof typeof stated, dtype: 'float32' | 'float64'): { error: number; at: readonly number[] } {
  const file = readFileSync(new URL(`./__fixtures__/${name}.json`, import.meta.url), 'utf8')
  const table: Table = JSON.parse(file)[dtype]
  const inputs = table.arguments.map((_, index) => input(index, dtype))
  const body = formulas[name](...inputs)
  let worst = { error: 0, at: [] as readonly number[] }
  for (const [i, expected] of table.results.entries()) {
    const at = table.arguments.map((column) => column[i]!)
    const error = Math.abs((evaluate(body, at) - expected) / ulp(expected, dtype) - table.rests[i]!)
    if (!(error <= worst.error)) worst = { error, at }
  }
  return worst
}

describe('elementary functions on tables of hard arguments', () => {
  it.each(Object.entries(stated) as [keyof typeof stated, number][])('%s in float64 is within %f ulp', (name, bound) => {
    const { error, at } = worstError(name, 'float64')
    expect(error, `at ${at}`).toBeLessThan(bound)
  })

  it.each(Object.keys(stated) as (keyof typeof stated)[])('%s in float32 is within 0.501 ulp', (name) => {
    const { error, at } = worstError(name, 'float32')
    expect(error, `at ${at}`).toBeLessThan(0.501)
  })
})

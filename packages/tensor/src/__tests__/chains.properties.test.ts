// Protects: whatever operations follow one another, and whether their arguments fit or not, every way to run them agrees: eagerly on each backend,
// recorded and compiled all give the same bits, forward and backward, or throw the same code.
import { cpu } from '@gradus/cpu'
import { GradusError } from '@gradus/kernel'
import { wasm } from '@gradus/wasm'
import fc from 'fast-check'
import { anyNumber, runs, shapes } from 'tooling-properties'
import { afterAll, expect, it } from 'vitest'
import { expectCompiled } from '../__fixtures__/index.ts'
import { backend } from '../backend.ts'
import { gradients, setBackend, type Tensor, tensor } from '../index.ts'
import { record } from '../record/record.ts'
import { drawFrom, links } from './links.ts'
import { expectSameBits } from './plain.ts'

const usual = backend()
afterAll(() => setBackend(usual))

interface Chain {
  readonly shape: readonly number[]
  readonly values: readonly number[]
  readonly dtype: 'float32' | 'float64' | 'int32'
  readonly names: readonly (keyof typeof links)[]
  readonly choices: readonly number[]
}

const chains: fc.Arbitrary<Chain> = fc.record({
  shape: shapes({ most: 100 }),
  values: fc.array(anyNumber, { minLength: 1, maxLength: 24 }),
  dtype: fc.constantFrom('float32' as const, 'float32' as const, 'float64' as const, 'int32' as const),
  names: fc.array(fc.constantFrom(...Object.keys(links)), { minLength: 1, maxLength: 6 }),
  choices: fc.array(fc.nat(1000), { minLength: 1, maxLength: 24 }),
})

function start({ shape, values, dtype }: Chain): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  const data = Float64Array.from({ length: count }, (_, i) => values[i % values.length]!)
  return tensor(dtype === 'int32' ? Int32Array.from(data) : data, { shape, dtype, requiresGradient: dtype !== 'int32' }) as Tensor
}

/** The end of the chain, and the gradient of its beginning where it has one. More elements than a test has time for count as none. */
function follow({ names, choices }: Chain, x: Tensor): Tensor[] {
  const draw = drawFrom(choices)
  let y = x
  for (const name of names) {
    y = links[name]!(y, draw)
    if (y.size > 3000) return [x]
  }
  if (!y.requiresGradient) return [y]
  const upstream = tensor(Float64Array.from({ length: y.size }, (_, i) => ((i * 7) % 13) - 6), { shape: y.shape, dtype: y.dtype }) as Tensor // biome-ignore format: as one
  return [y, ...gradients(y, [x], { gradient: upstream })]
}

/** What an action gives, or the code of what it throws. Anything but a GradusError is a fault. */
function outcome<T>(action: () => T): T | string {
  try {
    return action()
  } catch (error) {
    if (error instanceof GradusError) return error.code
    throw error
  }
}

let [succeeded, refused] = [0, 0]

function agrees(chain: Chain): void {
  setBackend(cpu)
  const expected = outcome(() => follow(chain, start(chain)))
  setBackend(wasm)
  const x = start(chain)
  const eager = outcome(() => follow(chain, x))
  if (typeof expected === 'string') {
    refused++
    expect(eager, 'eager on wasm').toBe(expected)
    // The checks of values are made when a program runs.
    if (expected !== 'range') expect(outcome(() => record(() => follow(chain, x), { states: [x] })), 'recorded').toBe(expected) // biome-ignore format: as one
    return
  }
  succeeded++
  expect(eager, 'eager on wasm').not.toBeTypeOf('string')
  expected.forEach((result, i) => {
    expectSameBits((eager as Tensor[])[i]!, result, `eager on wasm, result ${i}`)
  })
  expectCompiled('chain', [x], () => follow(chain, x))
}

it('chains of operations', () => {
  fc.assert(fc.property(chains, agrees), runs(300))
  expect(succeeded).toBeGreaterThan(100)
  expect(refused).toBeGreaterThan(20)
})

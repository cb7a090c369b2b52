// Protects: where WebAssembly is missing, old or barred the same programs run without it, and say why.
import type { Program } from '@gradus/kernel'
import { denseView, expression } from '@gradus/kernel'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createWasmBackend } from './backend.ts'
import { hasRelaxedSimd, reasonAgainst } from './support.ts'

const original = WebAssembly

/** WebAssembly with other parts. */
const withParts = (parts: object): object => Object.create(original, Object.getOwnPropertyDescriptors(parts))

class Barred {
  constructor() {
    throw new EvalError("'wasm-unsafe-eval' is not allowed")
  }
}

class BarredInOtherWords {
  constructor() {
    throw 'no code here'
  }
}

const hosts: readonly (readonly [what: string, host: unknown, reason: string])[] = [
  ['has none', undefined, 'there is no WebAssembly here'],
  ['has no SIMD', withParts({ validate: () => false }), 'WebAssembly has no SIMD here'],
  ['bars code', withParts({ Module: Barred }), "WebAssembly may not be compiled here ('wasm-unsafe-eval' is not allowed)"],
  ['bars code in other words', withParts({ Module: BarredInOtherWords }), 'WebAssembly may not be compiled here (no code here)'],
]

afterEach(() => void vi.unstubAllGlobals())

describe.each(hosts)('a host that %s', (_, host, reason) => {
  it('says so, and has no relaxed SIMD', () => {
    vi.stubGlobal('WebAssembly', host)
    expect(reasonAgainst()).toBe(reason)
    expect(hasRelaxedSimd()).toBe(false)
  })

  it('runs programs all the same', () => {
    vi.stubGlobal('WebAssembly', host)
    const backend = createWasmBackend({ relaxedSimd: true })
    expect(backend.name).toBe('wasm')
    const executable = backend.compile!(doubling, [])
    expect(executable.reason).toBe(reason)
    executable.write(0, Float32Array.of(1, -2, 0.5))
    expect(executable.run()).toBe(true)
    expect(executable.read(0)).toEqual(Float32Array.of(2, -4, 1))
    expect(executable.readNumber(0)).toBe(2)
    const target = new Float32Array(5)
    executable.readInto(0, target, 2)
    expect(target).toEqual(Float32Array.of(0, 0, 2, -4, 1))
  })
})

it('a usual host has nothing against it', () => {
  expect(reasonAgainst()).toBeUndefined()
})

const view = denseView([3])

/** y = x + x. */
const doubling: Program = {
  values: [
    { dtype: 'float32', length: 3 },
    { dtype: 'float32', length: 3 },
  ],
  inputs: [0],
  states: [],
  steps: [
    {
      kernel: {
        kind: 'map',
        name: 'double',
        shape: [3],
        inputs: [view],
        body: expression.add(expression.input(0, 'float32'), expression.input(0, 'float32')),
        output: view,
      },
      inputs: [0],
      output: 1,
      scope: '',
    },
  ],
  outputs: [1],
  updates: [],
}

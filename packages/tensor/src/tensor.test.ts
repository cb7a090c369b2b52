// Protects: values come from a backend whichever way it can give them.
import { cpu } from '@gradus/cpu'
import type { Backend } from '@gradus/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import { backend, setBackend } from './backend.ts'
import { tensor } from './creation/tensor.ts'
import { transpose } from './ops/transpose.ts'

const usual = backend()
afterEach(() => setBackend(usual))

/** A tensor on the reference backend, as it is with other ways to read. */
function on(changes: Partial<Backend>) {
  const { readNumber, ...bare } = cpu
  setBackend({ ...bare, name: 'bare', ...changes })
  return tensor([
    [1, 2],
    [3, 4],
  ])
}

describe('read', () => {
  it('gives the elements in row-major order, where the backend reads at once', async () => {
    const x = on({})
    expect(await x.read()).toEqual(Float32Array.of(1, 2, 3, 4))
    expect(await transpose(x).read()).toEqual(Float32Array.of(1, 3, 2, 4))
  })

  it('waits for a backend that cannot', async () => {
    const refuse = () => {
      throw new Error('only later')
    }
    const readAsync: Backend['readAsync'] = async (buffer) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return cpu.read(buffer)
    }
    const x = on({ read: refuse, readAsync })
    expect(await x.read()).toEqual(Float32Array.of(1, 2, 3, 4))
    expect(() => x.toTypedArray()).toThrow('only later')
  })
})

describe('item', () => {
  it('reads the buffer where a backend reads no single number', () => {
    on({})
    expect(tensor([[7]]).item()).toBe(7)
  })

  it('takes the number where it does', () => {
    on({ readNumber: () => 8 })
    expect(tensor([[7]]).item()).toBe(8)
  })
})

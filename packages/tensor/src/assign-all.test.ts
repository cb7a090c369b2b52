import { cpu } from '@gradus/cpu'
import { describe, expect, it } from 'vitest'
import { backend } from './backend.ts'
import { assignAll, multiply, setBackend, type Tensor, tensor } from './index.ts'

describe('assignAll', () => {
  it('gives every tensor its next value', () => {
    const [a, b] = [tensor([1]), tensor([1, 2])]
    assignAll([
      [a, tensor([3])],
      [b, tensor([4, 5])],
    ])
    expect([a.toArray(), b.toArray()]).toEqual([[3], [4, 5]])
  })

  const computed = multiply(tensor([1], { requiresGradient: true }), 2) as Tensor
  it.each([
    ['a value of another shape', () => [tensor([1, 2]), tensor([1])], 'f: the next b has shape [1], expected [2]'],
    [
      'a value of another dtype',
      () => [tensor([1]), tensor([1], { dtype: 'float64' })],
      'f: the next b is float64, expected float32; use cast',
    ],
    ['the result of an operation', () => [computed, tensor([1])], 'f: the result of multiply cannot be assigned to; assign to a parameter'],
    ['no value', () => [tensor([1]), undefined], 'f: the next b must be a tensor, got undefined'],
  ] as const)('changes nothing for %s', (_, last, message) => {
    const a = tensor([1])
    const [target, value] = last() as unknown as readonly [Tensor, Tensor]
    const before = target.toArray()
    const updates = [
      [a, tensor([3])],
      [target, value, 'the next b'],
    ] as const
    expect(() => assignAll(updates, 'f')).toThrow(message)
    expect([a.toArray(), target.toArray()]).toEqual([[1], before])
  })

  it('refuses a value of another backend', () => {
    const target = tensor([1])
    const before = backend()
    setBackend({ ...cpu, name: 'other' })
    try {
      const value = tensor([2])
      expect(() => target.assign(value)).toThrow(
        expect.objectContaining({ code: 'state', message: `assign: the value lives on backend other, the tensor on ${before.name}` }),
      )
    } finally {
      setBackend(before)
    }
    expect(target.toArray()).toEqual([1])
  })

  it('calls a value the value where it has no label', () => {
    expect(() => assignAll([[tensor([1]), tensor([1, 2])]])).toThrow('assignAll: the value has shape [2], expected [1]')
  })
})

import { describe, expect, it } from 'vitest'
import { checkGradients, requireRange, tensor, walk } from './index.ts'

describe('requireRange', () => {
  const unit = { label: 'share', min: 0, max: 1 }

  it('gives the same elements and passes gradients on', () => {
    const x = tensor(Float64Array.of(0, 0.5, 1))
    expect(requireRange('f', x, unit).toArray()).toEqual([0, 0.5, 1])
    checkGradients((inside) => requireRange('f', inside, unit), [tensor(Float64Array.of(0.25, 0.5))])
  })

  it('names operation, label, position and value, and the hint', () => {
    const x = tensor([
      [0, 1],
      [2, 0],
    ])
    expect(() => requireRange('f', x, { ...unit, hint: 'try less' })).toThrow('f: share[1,0] = 2 out of range [0,1]; try less')
    expect(() => requireRange('g', x, { ...unit, label: 'part' })).toThrow('g: part[1,0] = 2 out of range [0,1]')
    expect(requireRange('f', x, { ...unit, max: 2 }).toArray()).toEqual(x.toArray())
  })

  it('tells requirements apart that differ in one thing', () => {
    const x = tensor([0.5, Number.NaN])
    expect(() => requireRange('f', x, unit)).toThrow('share[1] = NaN')
    expect(requireRange('f', x, { ...unit, allowNaN: true }).toArray()).toEqual([0.5, Number.NaN])
    expect(() => requireRange('f', x, { ...unit, allowNaN: true, integer: true })).toThrow('share[0] = 0.5 is no integer in [0,1]')
  })

  it('refuses what is no tensor', () => {
    expect(() => requireRange('f', [1] as never, unit)).toThrow('f: share must be a tensor, got [1]')
  })

  it('shows what it requires', () => {
    expect(walk(() => requireRange('f', tensor([1]), unit)).nodes[0]!.formula).toBe('a, which must lie in [0, 1]')
  })
})

// Protects: who calls one function hears of that one; a fault of our own, or of the caller's code, stays what it is.
import { GradusError } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { inTheNameOf } from './in-the-name-of.ts'

describe('inTheNameOf', () => {
  it('renames an error of ours, and keeps its code and the error itself', () => {
    const cause = new GradusError('range', 'readIdx: cut off')
    const call = () =>
      inTheNameOf('mnist', 'readIdx', () => {
        throw cause
      })
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code: 'range', message: 'mnist: cut off', cause }))
  })

  it('passes on any other, and every result', () => {
    const bug = new TypeError('x is not a function')
    const call = () =>
      inTheNameOf('mnist', 'readIdx', () => {
        throw bug
      })
    expect(call).toThrow(bug)
    expect(inTheNameOf('mnist', 'readIdx', () => 7)).toBe(7)
  })
})

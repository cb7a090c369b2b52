// Protects: a gradient that is wrong is found, also where the loss has a corner.
import { gradients, relu, sum, type Tensor, tensor } from '@gradus/tensor'
import { expect, it } from 'vitest'
import { checkByDifferences } from './finite-differences.ts'

const weights = (values: number[]) => tensor(values, { dtype: 'float64', requiresGradient: true }) as Tensor

it('finds right gradients right and wrong ones wrong', () => {
  const w = weights([0.5, -2, 3])
  const loss = () => sum(w.multiply(w).multiply(w)) as Tensor
  const [gradient] = gradients(loss(), [w])
  const right = checkByDifferences(() => loss().item(), [{ name: 'w', tensor: w, gradient: gradient! }])
  expect(right).toMatchObject({ elements: 3, kinks: 0, epsilon: 1e-5 })
  expect(right.maxDifference).toBeLessThan(1e-9)
  expect(right.parameters[0]!.elements.map(({ place, gradient }) => [place, gradient])).toEqual([
    [[0], 0.75],
    [[1], 12],
    [[2], 27],
  ])
  const wrong = checkByDifferences(() => loss().item(), [{ name: 'w', tensor: w, gradient: gradient!.add(0.001) }])
  expect(Math.abs(wrong.maxDifference - 0.001)).toBeLessThan(1e-8)
  expect(w.toArray()).toEqual([0.5, -2, 3])
})

it('takes any slope between those on both sides of a corner, and no other', () => {
  const w = weights([0, 1])
  const loss = () => (sum(relu(w)) as Tensor).item()
  const check = (slope: number) =>
    checkByDifferences(loss, [{ name: 'w', tensor: w, gradient: tensor([slope, 1], { dtype: 'float64' }) as Tensor }])
  for (const slope of [0, 0.3, 1]) {
    expect(check(slope).kinks).toBe(1)
    expect(check(slope).maxDifference).toBeLessThan(1e-9)
  }
  expect(Math.abs(check(1.5).maxDifference - 0.5)).toBeLessThan(1e-9)
  expect(Math.abs(check(-0.25).maxDifference - 0.25)).toBeLessThan(1e-9)
})

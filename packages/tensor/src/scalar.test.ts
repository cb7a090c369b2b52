import { expect, it } from 'vitest'
import { tensor } from './creation/tensor.ts'
import { add } from './ops/add.ts'
import { divide } from './ops/divide.ts'
import { multiply } from './ops/multiply.ts'

it('takes the dtype of the tensor beside it', () => {
  expect(add(tensor([0.1], { dtype: 'float64' }), 0.2).toArray()).toEqual([0.1 + 0.2])
  expect(add(tensor([0.1]), 0.2).toArray()).toEqual([Math.fround(Math.fround(0.1) + Math.fround(0.2))])
  expect(multiply(3, tensor([2], { dtype: 'int32' })).dtype).toBe('int32')
})

it('keeps −0 apart from 0, and NaN', () => {
  const one = tensor([1])
  expect(divide(one, 0).item()).toBe(Infinity)
  expect(divide(one, -0).item()).toBe(-Infinity)
  expect(divide(one, 0).item()).toBe(Infinity)
  expect(add(one, NaN).item()).toBeNaN()
})

it('forgets numbers before there are too many, and is right after that', () => {
  const one = tensor([1], { dtype: 'float64' })
  for (let i = 0; i < 3000; i++) expect(add(one, i).item()).toBe(i + 1)
})

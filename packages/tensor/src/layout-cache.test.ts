import { expect, it } from 'vitest'
import { zeros } from './creation/zeros.ts'
import { LayoutCache } from './layout-cache.ts'
import type { Tensor } from './tensor.ts'

const [a, b, c] = [zeros([2]), zeros([3]), zeros([4])] as Tensor[] as [Tensor, Tensor, Tensor]

function counting() {
  const cache = new LayoutCache<string>()
  let built = 0
  const get = (inputs: Tensor[], option: string | number = ''): [string, number] => [
    cache.get(inputs, option, (layouts) => {
      built++
      return layouts.map((layout) => layout.shape.join()).join('|')
    }),
    built,
  ]
  return get
}

it('builds once for the same layouts, in whatever order they come', () => {
  const get = counting()
  expect(get([a])).toEqual(['2', 1])
  expect(get([b])).toEqual(['3', 2])
  expect(get([zeros([2])])).toEqual(['2', 2])
})

it('tells apart numbers of inputs, their order, and options', () => {
  const get = counting()
  const calls: [Tensor[], (string | number)?][] = [
    [[a]],
    [[a, a]],
    [[a, b]],
    [[b, a]],
    [[a, b, c]],
    [[a, b, c, a]],
    [[a], 'x'],
    [[a], 0],
    [[a], 1],
    [[]],
  ]
  const first = calls.map(([inputs, option]) => get(inputs, option)[0])
  expect(first).toEqual(['2', '2|2', '2|3', '3|2', '2|3|4', '2|3|4|2', '2', '2', '2', ''])
  const again = calls.map(([inputs, option]) => get(inputs, option)[1])
  expect(again).toEqual(calls.map(() => calls.length))
})

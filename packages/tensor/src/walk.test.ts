import { expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { tensor } from './creation/tensor.ts'
import { noGradient } from './history.ts'
import { add } from './ops/add.ts'
import { matmul } from './ops/matmul.ts'
import { multiply } from './ops/multiply.ts'
import { sigmoid } from './ops/sigmoid.ts'
import { subtract } from './ops/subtract.ts'
import { sum } from './ops/sum.ts'
import type { Tensor } from './tensor.ts'
import { walk } from './walk.ts'

// One neuron: σ(x·w + b) against a target, squared error. All numbers below are worked out by hand.
const x = tensor([[1, 2]])
const w = tensor([[0.5], [-0.25]], { requiresGradient: true })
const b = tensor([0], { requiresGradient: true })

it('shows a step in order: formula, inputs, value, gradient', () => {
  const { value, nodes } = walk(() => {
    const error = subtract(sigmoid(add(matmul(x, w), b)), 1)
    return sum(multiply(error, error))
  })
  expect(nodes.map(({ index, op, formula }) => [index, op, formula])).toEqual([
    [0, 'matmul', 'Σₖ aᵢₖ bₖⱼ'],
    [1, 'add', 'a + b'],
    [2, 'sigmoid', '1 / (1 + exp(−a))'],
    [3, 'subtract', 'a − 1'],
    [4, 'multiply', 'a · b'],
    [5, 'sum', 'Σ a'],
  ])
  expect(nodes.map(({ inputs }) => inputs.map(({ node }) => node))).toEqual([
    [undefined, undefined],
    [0, undefined],
    [1],
    [2, undefined],
    [3, 3],
    [4],
  ])
  expect(nodes.map((node) => [...node.value.toTypedArray()])).toEqual([[0], [0], [0.5], [-0.5], [0.25], [0.25]])
  expect(value.item()).toBe(0.25)
  // d/de e² = 2e = −1; through the sigmoid ·½·½.
  expect(nodes.map((node) => [...node.gradient!.toTypedArray()])).toEqual([[-0.25], [-0.25], [-1], [-1], [1], [1]])
  const [first] = nodes
  expect(first!.inputs[0]!.gradient).toBeUndefined()
  expect(first!.inputs[0]!.value).toBe(x)
  expect(first!.inputs[1]!.gradient!.toArray()).toEqual([[-0.25], [-0.5]])
})

it('changes nothing', () => {
  walk(() => sum(multiply(w, w)))
  expect(w.gradient).toBeUndefined()
  expect(multiply(x, 2).node).toBeUndefined()
})

it('shows operations that are not differentiated, without gradients', () => {
  const { nodes } = walk(() => noGradient(() => multiply(w, 2)))
  expect(nodes.map(({ op, gradient }) => [op, gradient])).toEqual([['multiply', undefined]])
})

it('shows no gradients for a value that is no scalar', () => {
  const { nodes } = walk(() => multiply(w, 2))
  expect(nodes[0]!.gradient).toBeUndefined()
})

it('takes in what was computed before', () => {
  const y = multiply(w, 3)
  const { nodes } = walk(() => sum(y))
  expect(nodes.map(({ op }) => op)).toEqual(['sum'])
  expect(nodes[0]!.inputs[0]!.gradient!.toArray()).toEqual([[1], [1]])
})

it('calls tensors by their labels, numbers by their digits, results as the computation says', () => {
  const labels: Record<string, Tensor> = { x, w }
  const { nodes } = walk(
    () => {
      const z = add(matmul(x, w), b)
      labels.z = z
      return sum(multiply(subtract(sigmoid(z), -0.5), 1))
    },
    { labels },
  )
  expect(nodes.map(({ label, formula }) => [label, formula])).toEqual([
    [undefined, 'Σₖ xᵢₖ wₖⱼ'],
    ['z', 'a + b'],
    [undefined, '1 / (1 + exp(−z))'],
    [undefined, 'a − (−0.5)'],
    [undefined, 'a · 1'],
    [undefined, 'Σ a'],
  ])
  expect(nodes.slice(0, 4).map(({ inputs }) => inputs.map(({ label }) => label))).toEqual([
    ['x', 'w'],
    [undefined, undefined],
    ['z'],
    [undefined, '−0.5'],
  ])
})

it.each<[string, unknown, string]>([
  ['a map', new Map([[w, 'w']]), 'walk: labels must be an object of tensors by their names, got a Map'],
  ['an array', [w], 'walk: labels must be an object of tensors by their names, got [a Tensor]'],
  ['null', null, 'walk: labels must be an object of tensors by their names, got null'],
  ['a name for a tensor', { w: 'w' }, 'walk: label "w" must be a tensor, got "w"'],
])('refuses %s as labels, before it runs anything', (_, labels, message) => {
  const error = caught(() =>
    walk(
      () => {
        throw new Error('ran')
      },
      { labels: labels as never },
    ),
  )
  expect([error.code, error.message]).toEqual(['type', message])
})

it('refuses to nest, and a result that is no tensor', () => {
  const nested = caught(() => walk(() => walk(() => sum(w)).value))
  expect([nested.code, nested.message]).toEqual(['state', 'walk: already walking; a walk cannot contain another'])
  const number = caught(() => walk(() => 3 as never))
  expect([number.code, number.message]).toEqual(['type', "walk: the callback's result must be a tensor, got 3"])
})

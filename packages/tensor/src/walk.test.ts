import { describe, expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { gradients } from './backward.ts'
import { tensor } from './creation/tensor.ts'
import { zeros } from './creation/zeros.ts'
import { noGradient } from './history.ts'
import { add } from './ops/add.ts'
import { averagePool2d } from './ops/average-pool2d.ts'
import { conv2d } from './ops/conv2d.ts'
import { cumulativeSum } from './ops/cumulative-sum.ts'
import { matmul } from './ops/matmul.ts'
import { maxPool2d } from './ops/max-pool2d.ts'
import { multiply } from './ops/multiply.ts'
import { sigmoid } from './ops/sigmoid.ts'
import { squeeze } from './ops/squeeze.ts'
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

describe('formulas', () => {
  const image = tensor(new Float32Array(16), { shape: [1, 4, 4, 1], requiresGradient: true })
  const kernel = tensor(new Float32Array(4), { shape: [2, 2, 1, 1], requiresGradient: true })
  const matrix = tensor([[1, 2], [3, 4]]) // biome-ignore format: as a matrix
  /** What a walk writes of a computation, and of its gradients where it has some. */
  const formulasOf = (compute: () => Tensor, tensors: readonly Tensor[] = []): string[] =>
    walk(() => {
      const value = sum(compute())
      const given = tensors.length === 0 ? [] : gradients(value, tensors, { createGraph: true })
      return given.map((each) => sum(each)).reduce((a, b) => add(a, b), value)
    }).nodes.map(({ formula }) => formula)

  it.each<[what: string, compute: () => Tensor, formula: string, tensors?: readonly Tensor[]]>([
    ['a running sum', () => cumulativeSum(matrix), 'Σ a up to here along axis 1'],
    ['a running sum from the end, without the element itself', () => cumulativeSum(matrix, 0, { reverse: true, exclusive: true }), 'Σ a from here, exclusive, along axis 0'],
    ['a sum over an axis', () => sum(matrix, 1), 'Σ a over axis 1'],
    ['a sum over no axis', () => sum(matrix, []), 'Σ a over no axis'],
    ['an axis that goes', () => squeeze(zeros([2, 1]), 1), 'a without axis 1'],
    ['axes of which none goes', () => squeeze(matrix), 'a'],
    ['the mean of windows', () => averagePool2d(image, 2), 'a / 4'],
    ['the mean of windows that reach over the edge', () => averagePool2d(image, 3, { padding: 'same' }), 'a / elements of its window'],
    ['the gradient of a mean of windows', () => averagePool2d(image, 2), 'Σ a over the windows of 2×2 that cover the element', [image]],
    ['the gradient of a convolution for its kernel', () => conv2d(image, kernel), 'Σ a · b over all places of windows of 2×2', [kernel]],
    ['the gradient of a convolution for its image', () => conv2d(image, kernel), 'Σ a · b over all windows of 2×2 that cover the element', [image]],
  ])('of %s', (_, compute, formula, tensors) => {
    expect(formulasOf(compute, tensors)).toContain(formula)
  }) // biome-ignore format: as a table

  it('of a maximum of windows say how its place is found and how the gradient goes back', () => {
    const gradient = (): Tensor => {
      const y = maxPool2d(image, 2)
      return gradients(sum(multiply(y, y)), [image], { createGraph: true })[0]!
    }
    // The gradient of a gradient picks what the gradient has spread.
    const formulas = formulasOf(gradient, [image])
    for (const formula of [
      'first place of b in windows of 2×2 of a',
      'a + the position of its window',
      'Σ a where the window has its maximum here, at b',
    ])
      expect(formulas).toContain(formula)
  })
})

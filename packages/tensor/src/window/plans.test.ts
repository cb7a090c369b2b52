// Protects: the form of the kernels, by which backends recognise contractions and guards cost only where something is padded.
import type { Guard, MapKernel } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
// Vitest cannot enter the circle of Tensor and its operations at any place.
import '../index.ts'
import { layoutOf } from '../layout.ts'
import type { Plan } from '../plan.ts'
import { type Conv2dOptions, convolutionOf } from './convolution.ts'
import { convolutionPlan, imageGradientPlan, kernelGradientPlan } from './convolution-plans.ts'
import { firstMaximumPlan } from './first-maximum.ts'
import { type Pool2dOptions, poolingOf } from './pooling.ts'
import { poolPlan, spreadPlan } from './pooling-plans.ts'

const dense = (shape: readonly number[]) => layoutOf('float32', shape)
const kernelOf = (plan: Plan): MapKernel => plan.kernel as MapKernel
const guardsOf = (plan: Plan): (readonly Guard[])[] => kernelOf(plan).inputs.map(({ guards = [] }) => guards)

function convolution(x: readonly number[], kernel: readonly number[], options: Conv2dOptions = {}) {
  const sizes = convolutionOf('conv2d', x, kernel, options)
  const [image, weights, output] = [sizes.x, sizes.kernel, sizes.output].map(dense)
  return {
    forward: convolutionPlan(sizes, image!, weights!),
    kernelGradient: kernelGradientPlan(sizes, image!, output!),
    imageGradient: imageGradientPlan(sizes, output!, weights!),
  }
}

function pooling(x: readonly number[], size: number, options: Pool2dOptions = {}) {
  const sizes = poolingOf('maxPool2d', x, size, options)
  const spread = [{ layout: dense(sizes.output), fill: 0, ends: false }]
  return {
    forward: poolPlan('maxPool2d', sizes, dense(x), 'maximum', -Infinity),
    first: firstMaximumPlan(sizes, dense(x), dense(sizes.output)),
    spread: spreadPlan('maxUnpool2d', sizes, spread, (offset) => offset),
  }
}

describe('a convolution and its gradients', () => {
  it.each(['forward', 'kernelGradient', 'imageGradient'] as const)('%s: a product of two views, summed in index order', (which) => {
    const kernel = kernelOf(convolution([32, 28, 28, 8], [3, 3, 8, 16], { padding: 'same' })[which])
    expect(kernel).toMatchObject({
      body: { kind: 'binary', operation: 'multiply', a: { kind: 'input', index: 0 }, b: { kind: 'input', index: 1 } },
      reduce: { operation: 'sum', axes: 3, order: 'sequential' },
      output: { offset: 0 },
    })
    expect(kernel.shape).toEqual(
      {
        forward: [32, 28, 28, 16, 3, 3, 8],
        kernelGradient: [3, 3, 8, 16, 32, 28, 28],
        imageGradient: [32, 28, 28, 8, 3, 3, 16],
      }[which],
    )
  })

  it('have an axis of groups before those within a group', () => {
    const { forward, kernelGradient, imageGradient } = convolution([2, 5, 6, 4], [3, 2, 2, 6], { groups: 2 })
    expect(kernelOf(forward).shape).toEqual([2, 3, 5, 2, 3, 3, 2, 2])
    expect(kernelOf(kernelGradient).shape).toEqual([3, 2, 2, 2, 3, 2, 3, 5])
    expect(kernelOf(imageGradient).shape).toEqual([2, 5, 6, 2, 2, 3, 2, 3])
  })

  it('with channels first keep the order of their own result', () => {
    const { forward, imageGradient } = convolution([2, 4, 5, 6], [3, 2, 4, 7], { layout: 'channelsFirst' })
    expect(kernelOf(forward).shape).toEqual([2, 7, 3, 5, 3, 2, 4])
    expect(kernelOf(imageGradient).shape).toEqual([2, 4, 5, 6, 3, 2, 7])
  })

  it('have no guards where nothing is padded', () => {
    for (const options of [{}, { stride: 2 }, { dilation: 2 }, { groups: 2 }]) {
      const { forward, kernelGradient } = convolution([1, 8, 8, 4], [3, 3, options.groups ? 2 : 4, 2], options)
      expect(guardsOf(forward)).toEqual([[], []])
      expect(guardsOf(kernelGradient)).toEqual([[], []])
    }
  })

  it('guard the axis that is padded, and no other', () => {
    const { forward, kernelGradient, imageGradient } = convolution([1, 8, 8, 4], [1, 3, 4, 2], { padding: 'same' })
    const columns = { start: -1, step: 1, size: 8, stride: 4 }
    expect(guardsOf(forward)).toMatchObject([[{ ...columns, factors: [0, 0, 1, 0, 0, 1, 0] }], []])
    expect(guardsOf(kernelGradient)).toMatchObject([[{ ...columns, factors: [0, 1, 0, 0, 0, 0, 1] }], []])
    expect(guardsOf(imageGradient)).toMatchObject([[{ start: 1, step: 1, size: 8, stride: 2, factors: [0, 0, 1, 0, 0, -1, 0] }], []])
  })

  it('divide by the stride only to find back', () => {
    const { forward, imageGradient } = convolution([1, 9, 9, 4], [3, 3, 4, 2], { stride: [2, 1] })
    expect(guardsOf(forward)).toEqual([[], []])
    expect(guardsOf(imageGradient)[0]!.map(({ step }) => step)).toEqual([2, 1])
  })
})

describe('a pooling and its gradient', () => {
  it('fold windows without guards where nothing is padded', () => {
    const { forward, first } = pooling([32, 28, 28, 8], 2)
    expect(kernelOf(forward)).toMatchObject({ shape: [32, 14, 14, 8, 2, 2], reduce: { operation: 'maximum', axes: 2, order: 'tree' } })
    expect(guardsOf(forward)).toEqual([[]])
    expect(kernelOf(first)).toMatchObject({ shape: [32, 14, 14, 8] })
    expect(kernelOf(first).reduce).toBeUndefined()
    expect(guardsOf(first).flat()).toEqual([])
  })

  it('sum nothing where windows do not overlap', () => {
    const { spread } = pooling([32, 28, 28, 8], 2)
    expect(kernelOf(spread)).toMatchObject({ shape: [32, 14, 2, 14, 2, 8] })
    expect(kernelOf(spread).reduce).toBeUndefined()
    expect(guardsOf(spread)).toEqual([[]])
    expect(spread.output.shape).toEqual([32, 28, 28, 8])
  })

  it('sum over as many windows as overlap, along the axes where they do', () => {
    expect(kernelOf(pooling([2, 9, 9, 3], 3, { stride: 2 }).spread)).toMatchObject({
      shape: [2, 5, 2, 5, 2, 3, 2, 2],
      reduce: { operation: 'sum', axes: 2, order: 'tree' },
    })
    expect(kernelOf(pooling([2, 9, 9, 3], 3, { stride: [3, 1] }).spread)).toMatchObject({
      shape: [2, 3, 3, 9, 1, 3, 3],
      reduce: { axes: 1 },
    })
  })
})

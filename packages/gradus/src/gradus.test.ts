import * as datasets from '@gradus/datasets'
import * as formats from '@gradus/formats'
import * as layers from '@gradus/layers'
import * as losses from '@gradus/losses'
import * as metrics from '@gradus/metrics'
import * as optimizers from '@gradus/optimizers'
import * as plot from '@gradus/plot'
import * as tensor from '@gradus/tensor'
import * as trainer from '@gradus/trainer'
import { describe, expect, it } from 'vitest'
import * as gradus from './index.ts'

describe('a gate, learnt with nothing but the umbrella', () => {
  const { datasets, layers, losses, metrics, optimizers, plot, relu, round, sigmoid, Trainer } = gradus
  const parts = () => ({
    model: layers.sequential([layers.input([2]), layers.dense(8, { activation: relu }), layers.dense(1, { activation: sigmoid })]),
    loss: losses.binaryCrossEntropy(),
    optimizer: optimizers.adam({ learningRate: 0.05 }),
    metrics: [metrics.binaryAccuracy()],
  })

  it('gives its truth table', async () => {
    const { model, ...rest } = parts()
    const learner = new Trainer({ model, ...rest })
    const history = await learner.fit(datasets.xor(), { epochs: 300 })
    expect(history.loss.at(-1)).toBeLessThan(0.01)
    expect(history.binaryAccuracy.at(-1)).toBe(1)
    expect(round(await learner.predict(datasets.xor().inputs)).toArray()).toEqual([[0], [1], [1], [0]])
    expect(await learner.evaluate(datasets.xor())).toMatchObject({ binaryAccuracy: 1 })
    expect(plot.lossCurve({ name: 'loss', values: history.loss })).toMatch(/^<svg /)
    expect(layers.summary(model)).toContain('Total parameters: 33')
  })

  it('is refused with the error that the umbrella exports', async () => {
    const wide = [[0, 0, 0]] as number[][]
    await expect(new Trainer(parts()).fit(wide, [[1]])).rejects.toBeInstanceOf(gradus.GradusError)
  })

  it('is differentiated by functions and by methods alike', () => {
    const x = gradus.tensor([2], { requiresGradient: true })
    gradus.sum(gradus.multiply(x, x)).backward()
    const [dx] = gradus.gradients(x.multiply(x).sum(), [x])
    expect([x.gradient?.toArray(), dx.toArray()]).toEqual([[4], [4]])
  })
})

describe('the umbrella', () => {
  // Of two names that collide in `export *`, JavaScript exports neither, and says nothing.
  it.each([
    ['tensor', tensor],
    ['trainer', trainer],
  ])('passes on all of %s', (_, exported) => {
    expect(gradus).toMatchObject(exported)
  })

  it.each([
    ['datasets', gradus.datasets, datasets],
    ['formats', gradus.formats, formats],
    ['layers', gradus.layers, layers],
    ['losses', gradus.losses, losses],
    ['metrics', gradus.metrics, metrics],
    ['optimizers', gradus.optimizers, optimizers],
    ['plot', gradus.plot, plot],
  ])('has the package %s as a namespace', (_, namespace, exported) => {
    expect(namespace).toBe(exported)
  })

  it('passes on the backends, the default one first', () => {
    const x = gradus.tensor([1, 2])
    gradus.setBackend(gradus.cpu)
    expect(() => x.add(gradus.tensor([1, 2]))).toThrow('add: input 0 lives on backend wasm, input 1 on cpu')
    gradus.setBackend(gradus.wasm)
    expect(x.add(gradus.tensor([1, 2])).toArray()).toEqual([2, 4])
  })

  it('has no state of its own: a tensor of the package is one of the umbrella', () => {
    expect(tensor.tensor([1])).toBeInstanceOf(gradus.Tensor)
  })
})

// Protects: weights of samples and classes, regularizers, frozen layers and accumulated gradients train as in Keras, on every engine.
import { dataset } from '@gradus/datasets'
import { dense, input, regularizers, sequential } from '@gradus/layers'
import { meanSquaredError, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { sgd } from '@gradus/optimizers'
import { relu } from '@gradus/tensor'
import { expect, it } from 'vitest'
import keras from './__fixtures__/keras.json' with { type: 'json' }
import type { FitOptions } from './fit-options.ts'
import { Trainer } from './index.ts'

const { x, values, classes, sampleWeights, start, trainings } = keras
const ofValues = dataset(x, values, { dtype: 'float64', targetDType: 'float64' })
const ofClasses = dataset(x, Int32Array.from(classes), { dtype: 'float64', targetDType: 'int32' })
const meanSquared = { loss: meanSquaredError(), data: ofValues, outputs: 2 }
const crossEntropy = { loss: sparseCategoricalCrossEntropy({ fromLogits: true }), data: ofClasses, outputs: 3 }

interface Setup {
  readonly parts: typeof meanSquared | typeof crossEntropy
  readonly hidden?: Parameters<typeof dense>[1]
  readonly accumulationSteps?: number
  readonly momentum?: number
  readonly fit?: FitOptions
}

const cases: Record<keyof typeof trainings, Setup> = {
  sampleWeights: { parts: meanSquared, fit: { sampleWeights } },
  classWeights: { parts: crossEntropy, fit: { classWeights: [0.5, 2, 1.5] } },
  both: { parts: crossEntropy, fit: { sampleWeights, classWeights: [0.5, 2, 1.5] } },
  regularizers: {
    parts: meanSquared,
    hidden: { kernelRegularizer: regularizers.l2({ factor: 1 / 64 }), biasRegularizer: regularizers.l1({ factor: 1 / 16 }) },
    fit: { validationData: [x.slice(0, 4), values.slice(0, 4)] },
  },
  'regularizers of a frozen layer': {
    parts: meanSquared,
    hidden: { kernelRegularizer: regularizers.l2({ factor: 1 / 64 }), trainable: false },
  },
  accumulation: { parts: meanSquared, accumulationSteps: 3, momentum: 0.875 },
}

for (const engine of ['compiled', 'eager', 'verify'] as const) {
  it.each(Object.entries(cases))(`%s, ${engine}`, async (name, { parts, hidden, accumulationSteps = 1, momentum = 0, fit = {} }) => {
    const { loss, data, outputs } = parts
    const layers = [input([3]), dense(5, { activation: relu, ...hidden }), dense(outputs)] as const
    const model = sequential(layers, { dtype: 'float64' })
    const cut = (flat: readonly number[]) => flat.filter((_, i) => i % 3 < outputs)
    const [w1, b1, w2, b2] = start as [number[], number[], number[], number[]]
    model.setWeights({
      'dense.kernel': Float64Array.from(w1),
      'dense.bias': Float64Array.from(b1),
      'dense_1.kernel': Float64Array.from(cut(w2)),
      'dense_1.bias': Float64Array.from(cut(b2)),
    })
    const trainer = new Trainer({ model, loss, optimizer: sgd({ learningRate: 0.125, momentum }), accumulationSteps, engine } as never)
    const weighted = fit.sampleWeights === undefined ? [data] : [data.inputs, data.targets]
    const history = await trainer.fit(...(weighted as [never, never]), { epochs: 6, batchSize: 4, shuffle: false, ...fit })
    const expected = trainings[name as keyof typeof trainings] as { loss: number[]; validation?: number[]; weights: number[][] }
    expect(history.warnings).toEqual([])
    // Keras adds up the losses of an epoch in float32.
    close(history.loss, expected.loss, 1e-6)
    if (expected.validation) close(history.validation!.loss, expected.validation, 1e-6)
    const ours = [...model.parameters().values()].map(({ tensor }) => Array.from(tensor.toTypedArray() as Float64Array))
    for (const [i, weights] of expected.weights.entries()) close(ours[i]!, weights, 1e-12)
  })
}

function close(ours: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(ours).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(Math.abs(ours[i]! - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value)))
}

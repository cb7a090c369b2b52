import { blobs, dataset, moons, xor } from '@gradus/datasets'
import { randomGenerator } from '@gradus/kernel'
import { activation, createParameter, dense, freeze, initializers, input, type Layer, sequential } from '@gradus/layers'
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError, type SampleLoss, sparseCategoricalCrossEntropy } from '@gradus/losses'
import { adam, sgd } from '@gradus/optimizers'
import { matmul, relu, sigmoid, softmax, type Tensor, tanh } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { type Callback, type Finding, type FitOptions, Trainer, trainingDoctor } from '../index.ts'

/** Trains with a doctor; gives what it found, and with what `fit` failed. */
async function examine(
  parts: { model: unknown; loss: SampleLoss; optimizer?: unknown },
  data: unknown,
  options: FitOptions = {},
): Promise<{ found: Finding[]; codes: string[]; text: string; error: Error | undefined }> {
  const lines: string[] = []
  const trainer = new Trainer({ optimizer: adam(), ...parts } as never)
  const error = await trainer.fit(data as never, { callbacks: [trainingDoctor({ write: (text) => lines.push(text) })], ...options } as never).then(
    () => undefined,
    (error: Error) => error,
  )
  const found = trainer.history.diagnosis
  expect(lines).toHaveLength(found.length)
  return { found, codes: found.map(({ code }) => code), text: lines.join(''), error }
}

const hidden = (act: (x: Tensor) => Tensor = relu) => [input([2]), dense(8, { activation: act as typeof relu })] as const
const classes = () => blobs(60, { seed: 1, classes: 3 } as never)

describe('the twelve planted faults', () => {
  it('a parameter outside the graph', async () => {
    const stray: Layer & { weights?: Map<string, never> } = {
      kind: 'stray',
      outputShapeFor: (shape) => shape,
      build({ dtype }) {
        this.weights = new Map([['scale', createParameter([3], { dtype, initializer: initializers.ones() } as never)]]) as never
      },
      parameters() {
        return this.weights ?? new Map()
      },
      forward: (x) => x,
    }
    const model = sequential([...hidden(), stray, dense(1, { activation: sigmoid })])
    const { found, error } = await examine({ model, loss: binaryCrossEntropy() }, xor())
    expect(found).toMatchObject([{ code: 'noGradient', where: 'stray.scale', epoch: 0 }])
    expect(found[0]!.message).toMatch(/^the loss does not depend on stray\.scale: it lies outside the graph/)
    expect(error?.message).toMatch(/^fit: the loss does not depend on stray\.scale/)
  })
})

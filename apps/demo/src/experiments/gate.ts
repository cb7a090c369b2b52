import type { LogicGate } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { type Activation, dense, input, layerRows, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { adam, type Optimizer, sgd } from '@gradus/optimizers'
import { elu, gelu, leakyRelu, relu, selu, sigmoid, silu, softplus, softsign, tanh, tensor } from '@gradus/tensor'
import { type Callback, Trainer } from '@gradus/trainer'
import { type Experiment, rightRows } from './experiment.ts'
import type { ActivationName, OptimizerName } from './names.ts'

/** A network of dense layers, and how it learns. */
export interface GateSettings {
  readonly gate: LogicGate
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly bias: boolean
  readonly optimizer: OptimizerName
  readonly learningRate: number
  readonly epochs: number
  readonly seed: number
}

/** Dense layers that learn a gate, all rows in every step: what one writes with the library. */
export function gateExperiment(settings: GateSettings): Experiment {
  const { gate, hidden, activation, bias, optimizer, learningRate, epochs, seed } = settings
  const { data, shape } = gate.inputs
  const inputs = gate.inputShape[0]
  const f = activations[activation]
  const model = sequential(
    [
      input([inputs]),
      ...hidden.map((units) => dense(units, { useBias: bias, ...(f && { activation: f }) })),
      dense(1, { useBias: bias, activation: sigmoid }),
    ],
    { seed },
  )
  const trainer = new Trainer({
    model,
    loss: binaryCrossEntropy(),
    optimizer: optimizers[optimizer](learningRate),
    metrics: [binaryAccuracy()],
    seed,
  })
  const predict = (): number[] => Array.from(model.forward(tensor(data, { shape })).toTypedArray())

  return {
    gate,
    epochs,
    unit: 'epoch',
    title: titleOf(settings),
    config: { scratch: false, gate: gate.name, hidden, activation, bias, optimizer, learningRate, epochs, batchSize: gate.size },
    traits: { scratch: false, hidden, activation, bias, learningRate },
    layers: layerRows(model).map(({ name, detail, parameters }, i) => ({
      name,
      activation: detail,
      outputShape: [null, ...model.layers[i]!.outputShape],
      parameters,
    })),
    weights: () => Object.fromEntries(Array.from(model.weights(), ([name, values]) => [name, values.toArray()])),
    predict,
    async learn({ onEpoch, untilSolved, signal }) {
      const callback: Callback<'binaryAccuracy'> = {
        onEpochEnd({ epoch, logs: { loss, binaryAccuracy }, stop }) {
          // The accuracy is that of before the update.
          if (untilSolved && binaryAccuracy === 1 && rightRows(gate, predict()) === gate.size) stop()
          return onEpoch({ epoch: epoch + 1, loss, binaryAccuracy })
        },
      }
      try {
        const { stopped } = await trainer.fit(gate, { epochs, batchSize: gate.size, shuffle: false, callbacks: [callback], signal })
        return stopped === 'aborted' ? 'interrupted' : 'finished'
      } catch (error) {
        if (error instanceof GradusError && error.code === 'range') return 'diverged'
        throw error
      }
    },
  }
}

function titleOf({ gate, hidden, activation, bias, optimizer, learningRate, seed }: GateSettings): string[] {
  const sizes = [...gate.inputShape, ...hidden, 1].join('-')
  const network = `${sizes}${activation === 'relu' ? '' : ` ${activation}`}${bias ? '' : ' without bias'}`
  return [gate.displayName, network, `${optimizer} ${learningRate}`, 'binary cross-entropy', `seed ${seed}`]
}

const optimizers: Record<OptimizerName, (learningRate: number) => Optimizer> = {
  sgd: (learningRate) => sgd({ learningRate }),
  momentum: (learningRate) => sgd({ learningRate, momentum: 0.9 }),
  adam: (learningRate) => adam({ learningRate }),
}

const activations: Record<ActivationName, Activation | undefined> = {
  relu,
  tanh,
  sigmoid,
  leakyRelu,
  elu,
  selu,
  gelu,
  silu,
  softplus,
  softsign,
  linear: undefined,
}

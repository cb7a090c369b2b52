import type { LogicGate } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { layerRows } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { tensor } from '@gradus/tensor'
import { type Callback, Trainer } from '@gradus/trainer'
import { createOptimizer } from './create-optimizer.ts'
import { denseNetwork, sizesText } from './dense-network.ts'
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
  const model = denseNetwork({ ...settings, inputs: gate.inputShape[0] }, { seed })
  const trainer = new Trainer({
    model,
    loss: binaryCrossEntropy(),
    optimizer: createOptimizer(optimizer, learningRate),
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
  const network = `${sizesText(gate.inputShape[0], hidden)}${activation === 'relu' ? '' : ` ${activation}`}${bias ? '' : ' without bias'}`
  return [gate.displayName, network, `${optimizer} ${learningRate}`, 'binary cross-entropy', `seed ${seed}`]
}

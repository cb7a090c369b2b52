import { setImmediate } from 'node:timers/promises'
import { learnByAutograd } from './autograd.ts'
import { type Experiment, rightRows } from './experiment.ts'
import { learnFromScratch, type ScratchSettings, type ScratchStep } from './scratch.ts'

/** The network from scratch as an experiment: who counts its iterations, and who writes its backward pass. */
export interface ScratchExperimentSettings extends ScratchSettings {
  readonly iterations: number
  readonly autograd: boolean
}

/** How long learning may hold the thread, in milliseconds, before an interruption is noticed. */
const turn = 20

/** Runs the mathematics of `scratch.ts` or `autograd.ts`. */
export function scratchExperiment(settings: ScratchExperimentSettings): Experiment {
  const { gate, hidden, bias, learningRate, seed, iterations, autograd } = settings
  const steps = (autograd ? learnByAutograd : learnFromScratch)(settings)
  const inputs = gate.inputShape[0]
  // After the last update comes one more step: what the weights then give.
  let now: ScratchStep = steps.next().value
  const predict = (): number[] => Array.from(now.a2.toTypedArray())

  return {
    gate,
    epochs: iterations,
    unit: 'iteration',
    title: [
      `${gate.displayName} from scratch`,
      `${inputs}-${hidden}-1${bias ? '' : ' without bias'}`,
      `gradient descent ${learningRate}${autograd ? ' by autograd' : ''}`,
      'binary cross-entropy',
      `seed ${seed}`,
    ],
    config: { scratch: true, gate: gate.name, hidden: [hidden], activation: 'sigmoid', bias, learningRate, iterations, autograd },
    traits: { scratch: true, hidden: [hidden], activation: 'sigmoid', bias, learningRate },
    layers: [
      { name: 'hidden', activation: 'sigmoid', outputShape: [hidden, null], parameters: hidden * (inputs + (bias ? 1 : 0)) },
      { name: 'output', activation: 'sigmoid', outputShape: [1, null], parameters: hidden + (bias ? 1 : 0) },
    ],
    weights() {
      const { w1, b1, w2, b2 } = now.weights
      const named = bias ? { w1, w2, b1, b2 } : { w1, w2 }
      return Object.fromEntries(Object.entries(named).map(([name, values]) => [name, values.toArray()]))
    },
    predict,
    async learn({ onEpoch, untilSolved, signal }) {
      let until = performance.now() + turn
      for (let epoch = 1; epoch <= iterations; epoch++) {
        const loss = now.loss.item()
        if (!Number.isFinite(loss)) return 'diverged'
        const right = rightRows(gate, predict())
        const told = onEpoch({ epoch, loss, binaryAccuracy: right / gate.size })
        if (told) await told
        if (untilSolved && right === gate.size) break
        now = steps.next().value
        if (performance.now() < until) continue
        await setImmediate()
        if (signal.aborted) return 'interrupted'
        until = performance.now() + turn
      }
      return 'finished'
    },
  }
}

// The bundle for browsers: the one for Node loads gpu.js, which this network does not use, and its native build.
import { NeuralNetwork } from 'brain.js/dist/browser.js'
import type { Sample } from '../../work.ts'
import { checkLearning, inputs, steps, targets } from './problem.ts'

/** It has biases, a squared error, a momentum of 0.1 that cannot be 0, and updates after each row. */
export function prepare(): Sample {
  const rows = inputs.map((input, row) => ({ input, output: [targets[row]!] }))
  return () => {
    const network = new NeuralNetwork({ hiddenLayers: [2], activation: 'sigmoid' })
    const losses: number[] = []
    const start = performance.now()
    network.train(rows, {
      iterations: steps,
      learningRate: 0.1,
      errorThresh: Number.MIN_VALUE,
      callbackPeriod: 1,
      callback: ({ error }) => {
        losses.push(error)
      },
    })
    const taken = performance.now() - start
    checkLearning(losses, 1)
    return taken
  }
}

import { setImmediate } from 'node:timers/promises'
import type { LogicGate } from '@gradus/datasets'
import { GradusError } from '@gradus/kernel'
import { binaryCrossEntropy } from '@gradus/losses'
import { binaryAccuracy } from '@gradus/metrics'
import { type Tensor, tensor } from '@gradus/tensor'
import { Trainer, type TrainerSnapshot } from '@gradus/trainer'
import { isCoinToss } from './coin-toss.ts'
import { createOptimizer } from './create-optimizer.ts'
import { denseNetwork } from './dense-network.ts'
import { rightRows } from './experiment.ts'
import type { Net } from './nets.ts'
import { initialWeights } from './scratch.ts'

/** How a network fared from many initial weights. */
export interface Odds {
  readonly net: Net
  /** How each seed ended, in their order. */
  readonly runs: readonly SeedRun[]
}

export interface SeedRun {
  readonly seed: number
  readonly ending: 'solved' | 'coin toss' | 'stuck' | 'diverged'
  /** The last epoch's; null where it is no longer a number. */
  readonly loss: number | null
  /** The first epoch at whose beginning all rows were right, counted from 1. */
  readonly firstSolvedEpoch: number | null
}

/** What is tried, and who is told of each run. */
export interface OddsSettings {
  readonly gate: LogicGate
  readonly seeds: readonly number[]
  readonly onRun?: (run: SeedRun) => void
  readonly signal?: AbortSignal
}

/**
 * Trains a network once for each seed, with the bits that each of these runs has by itself. One trainer does it: put back to its beginning with
 * other weights, it need not record and compile its step again.
 *
 * An interruption leaves the run under way out.
 */
export async function measureOdds(net: Net, { gate, seeds, onRun, signal }: OddsSettings): Promise<Odds> {
  const model = createModel(net, gate, 0)
  const trainer = new Trainer({
    model,
    loss: binaryCrossEntropy(),
    optimizer: createOptimizer(net.optimizer, net.learningRate),
    metrics: [binaryAccuracy()],
  })
  const { data, shape } = gate.inputs
  const x = tensor(data, { shape, dtype: model.dtype })
  const plan = { epochs: net.epochs, batchSize: gate.size, shuffle: false, ...(signal && { signal }) } as const
  const beginning = trainer.snapshot()
  const runs: SeedRun[] = []
  let until = performance.now() + turn
  for (const seed of seeds) {
    trainer.restore({ ...beginning, parameters: weightsOf(net, gate, seed) })
    const run = await runOf(seed)
    if (run === undefined) break
    runs.push(run)
    onRun?.(run)
    if (performance.now() < until) continue
    await setImmediate()
    if (signal?.aborted) break
    until = performance.now() + turn
  }
  return { net, runs }

  async function runOf(seed: number): Promise<SeedRun | undefined> {
    try {
      const { stopped, loss, binaryAccuracy } = await trainer.fit(gate, plan)
      if (stopped === 'aborted') return undefined
      const last = loss.at(-1)!
      const isSolved = rightRows(gate, model.forward(x).toTypedArray()) === gate.size
      return {
        seed,
        ending: isSolved ? 'solved' : isCoinToss(last) ? 'coin toss' : 'stuck',
        loss: last,
        firstSolvedEpoch: binaryAccuracy.indexOf(1) + 1 || null,
      }
    } catch (error) {
      if (error instanceof GradusError && error.code === 'range') return { seed, ending: 'diverged', loss: null, firstSolvedEpoch: null }
      throw error
    }
  }
}

/** How long runs may hold the thread, in milliseconds, before an interruption is noticed. */
const turn = 20

function createModel({ scratch, ...architecture }: Net, gate: LogicGate, seed: number) {
  const { hidden, activation, bias } = architecture
  return denseNetwork({ inputs: gate.inputShape[0], hidden, activation, bias }, { seed, dtype: scratch ? 'float64' : 'float32' })
}

/** The weights with which a seed begins: those of the network from scratch, whose matrices lie the other way round, or those of layers. */
function weightsOf(net: Net, gate: LogicGate, seed: number): TrainerSnapshot['parameters'] {
  const { hidden, bias, learningRate, scratch } = net
  if (!scratch) return snapshotOf(createModel(net, gate, seed).weights())
  const { w1, w2, b1, b2 } = initialWeights({ gate, hidden: hidden[0]!, bias, learningRate, seed })
  const kernels = [
    ['dense.kernel', w1.transpose()],
    ['dense_1.kernel', w2.transpose()],
  ] as const
  const biases = [
    ['dense.bias', b1.reshape([hidden[0]!])],
    ['dense_1.bias', b2.reshape([1])],
  ] as const
  return snapshotOf(bias ? [...kernels, ...biases] : kernels)
}

function snapshotOf(weights: Iterable<readonly [string, Tensor]>): TrainerSnapshot['parameters'] {
  return Object.fromEntries(Array.from(weights, ([name, values]) => [name, { data: values.toTypedArray(), shape: values.shape }]))
}

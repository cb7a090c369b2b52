import type { TensorSnapshot } from '../tensor-snapshot.ts'
import type { TrainingView } from '../training-view.ts'
import type { Report } from './report.ts'

/** Copies of weights, and after how many updates they were taken. */
export interface Weights {
  readonly step: number
  readonly values: ReadonlyMap<string, TensorSnapshot>
}

/** An update this many times as large as the weights throws away what they have learnt. */
const tooLarge = 3
/** A table of weights that has moved by no more than this share is where it began. */
const tooSmall = 1e-5
/** Of a larger table only so many elements are looked at. */
const mostElements = 4096
/** Fewer updates need not have moved anything far. */
const fewestUpdates = 10

/** Copies the weights. */
export function copyWeights(training: TrainingView): Weights {
  return { step: training.step, values: training.weights() }
}

/** Finds a single update that is huge beside the weights. */
export function checkUpdate(before: Weights, after: Weights, training: TrainingView, report: Report): void {
  if (report.has('learningRateTooLarge')) return
  let [worst, where] = [0, '']
  for (const [name, { trainable, tensor }] of training.parameters) {
    if (!trainable || tensor.rank < 2) continue
    const share = moved(before.values.get(name)!, after.values.get(name)!)
    if (share > worst) [worst, where] = [share, name]
  }
  if (worst <= tooLarge) return
  report.add(
    'learningRateTooLarge',
    where,
    `one update changed ${where} by ${Number(worst.toPrecision(2))} times its size at a learning rate of ${training.learningRate}; a thousandth is usual: try a rate ${worst > 1000 ? 'many' : 'some'} times smaller, or clipNorm`,
  )
}

/** Finds weights that are where they began. `isStuck` says whether the loss is still that of a guess; asked only on suspicion. */
export function checkMovement(begin: Weights, now: Weights, training: TrainingView, report: Report, isStuck: () => boolean): void {
  const trainable = [...training.parameters].filter(([, parameter]) => parameter.trainable)
  const still = trainable.filter(([name]) => isSame(begin.values.get(name)!, now.values.get(name)!)).map(([name]) => name)
  const { learningRate } = training
  const updates = now.step - begin.step
  if (still.length > 0 && still.length === trainable.length) {
    if (report.has('noUpdate') || !isStuck()) return
    const why =
      learningRate === 0 ? 'the learning rate is 0' : `the learning rate of ${learningRate} is too small for the digits that weights have`
    report.add('noUpdate', undefined, `no weight has changed in ${updates} updates: ${why}; try 0.001 for adam, 0.01 for sgd`)
    return
  }
  if (updates < fewestUpdates) return
  for (const name of still) {
    // What stops gradients was told before.
    if (training.parameters.get(name)!.tensor.rank < 2 || report.has('noGradient', name)) continue
    if (report.has('deadRelu') || report.has('saturated')) continue
    report.add(
      'noUpdate',
      name,
      `${name} has not changed in ${updates} updates, while other weights have; look at its gradient, and at the learning rate of its group`,
    )
  }
  const tables = trainable.filter(([, { tensor }]) => tensor.rank > 1)
  if (tables.length === 0 || still.length > 0) return
  const most = tables.reduce((share, [name]) => Math.max(share, moved(begin.values.get(name)!, now.values.get(name)!)), 0)
  if (most >= tooSmall || !isStuck()) return
  report.add(
    'learningRateTooSmall',
    undefined,
    `${updates} updates moved no table of weights by more than ${Number(most.toPrecision(2))} of its size at a learning rate of ${learningRate}; try a larger one: 0.001 for adam, 0.01 for sgd`,
  )
}

/**
 * The size of a change beside that of the weights, or beside what initial weights of that many inputs would have, whichever is larger: weights that
 * begin near 0 must move far beyond their size.
 */
function moved(before: TensorSnapshot, after: TensorSnapshot): number {
  const [a, b] = [before.data, after.data]
  const stride = Math.max(1, Math.ceil(a.length / mostElements))
  let [change, size, count] = [0, 0, 0]
  for (let i = 0; i < a.length; i += stride) {
    count++
    change += (b[i]! - a[i]!) * (b[i]! - a[i]!)
    size += a[i]! * a[i]!
  }
  const inputs = a.length / before.shape.at(-1)!
  return Math.sqrt(change / Math.max(size, count / inputs))
}

function isSame(before: TensorSnapshot, after: TensorSnapshot): boolean {
  const [a, b] = [before.data, after.data]
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

import type { WalkNode } from '@gradus/tensor'
import { boundsOf, probabilityKind, valuesOf } from './activations.ts'
import { type Look, namesOf, placeOf } from './look.ts'
import type { Report } from './report.ts'

/** Finds a last activation that does not fit the loss, or the targets. */
export function checkLoss(look: Look, report: Report): void {
  const { nodes, all, training } = look
  const end = nodes.at(-1)
  if (end === undefined) return
  const last = valuesOf(end, all)
  const { loss, model } = training
  const kind = probabilityKind(last)
  const tell = (message: string): void => report.add('lossMismatch', placeOf(last), message)
  if (kind !== undefined && loss.expects === 'logits') {
    tell(
      `${loss.name} expects logits and applies its own ${kind === 'rows' ? 'softmax' : 'function'}, but the model ends in ${last.op}, so that two follow each other; leave out the last activation, or pass fromLogits: false`,
    )
  } else if (kind !== undefined && probabilityKind(before(last, all)) !== undefined) {
    tell(
      `${last.op} follows ${before(last, all).op} at the end of the model, which flattens probabilities until nothing is certain; leave out one of the two`,
    )
  } else if (kind === 'rows' && model.outputShape.at(-1) === 1) {
    tell(`${last.op} over one unit is always 1; use sigmoid for one unit, or one unit for each class`)
  } else if (loss.expects === 'probabilities' && kind === undefined && readsParameter(last, look)) {
    const activation = loss.target === 'classIndex' ? 'softmax' : 'sigmoid or softmax'
    tell(
      `${loss.name} expects probabilities, but the model ends in plain sums, which are logits; pass fromLogits: true, or end the model in ${activation}`,
    )
  } else if (kind === 'each' && rewardsOneClass(look)) {
    tell(
      `${loss.name} only rewards the probability of the right class, and ${last.op} lets all of them be 1 at once; end the model in softmax, or use binaryCrossEntropy for classes that do not exclude each other`,
    )
  }
  checkReach(look, last, report)
}

function before(node: WalkNode, all: readonly WalkNode[]): WalkNode {
  const input = node.inputs[0]?.node
  return input === undefined ? node : valuesOf(all[input]!, all)
}

/** Whether an operation has a parameter among its inputs, as the sum with a bias has. */
function readsParameter(node: WalkNode, { training }: Look): boolean {
  const names = namesOf(training.parameters)
  return node.inputs.some(({ value }) => names.has(value))
}

/** Whether the loss has a gradient for the right class alone, of several that exclude each other. */
function rewardsOneClass({ nodes, training, batch, gradients }: Look): boolean {
  const classes = training.model.outputShape.at(-1) ?? 1
  if (classes < 2 || gradients === undefined) return false
  if (training.loss.target === 'classIndex') return training.loss.expects === 'probabilities'
  const slopes = nodes.at(-1)!.gradient?.toTypedArray()
  const { data } = batch.targets
  if (slopes === undefined || slopes.length !== data.length) return false
  let others = 0
  for (let row = 0; row < data.length; row += classes) {
    let ones = 0
    for (let i = row; i < row + classes; i++) {
      if (data[i] === 1) ones++
      else if (data[i] !== 0) return false
      if (data[i] === 0 && slopes[i] !== 0) others++
    }
    if (ones !== 1) return false
  }
  return others === 0
}

/** Targets that the last activation never gives; more than 1 in 20 of those looked at is no outlier. */
const outside = 0.05

function checkReach({ training, batch }: Look, last: WalkNode, report: Report): void {
  const bounds = boundsOf(last.op)
  if (bounds === undefined || training.loss.expects !== 'values') return
  const [least, most] = bounds
  const { data } = batch.targets
  let count = 0
  for (let i = 0; i < data.length; i++) if (data[i]! < least - 1e-6 || data[i]! > most + 1e-6) count++
  if (count <= outside * data.length) return
  report.add(
    'unreachableTargets',
    placeOf(last),
    `${count} of ${data.length} targets looked at lie outside ${least} … ${most}, which is all that ${last.op} at the end of the model can give; leave out the last activation, or scale the targets`,
  )
}

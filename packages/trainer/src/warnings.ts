import type { Shape, TypedArray } from '@gradus/kernel'
import type { SampleLoss } from '@gradus/losses'

/** A sentence about the predictions of a batch, one `sample` after the other, when a loss that expects logits gets what looks like the output of a softmax; undefined when all seems well. */
export function softmaxWarning(loss: SampleLoss, values: TypedArray, sample: Shape): string | undefined {
  const classes = sample.at(-1) ?? 1
  if (loss.expects !== 'logits' || classes < 2) return undefined
  let row = 0
  for (let i = 0; i < values.length; i++) {
    if (!(values[i]! >= 0 && values[i]! <= 1)) return undefined
    row += values[i]!
    if ((i + 1) % classes !== 0) continue
    if (Math.abs(row - 1) > 1e-3) return undefined
    row = 0
  }
  return `${loss.name} expects logits, but every prediction of the first batch is a probability distribution: is there a softmax too many? Leave out the last activation, or pass fromLogits: false`
}

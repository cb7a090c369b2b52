import type { ArrayData, Batch } from '@gradus/datasets'
import type { InputDescription } from '@gradus/tensor'

/** What a recorded step is given of a batch: its inputs and targets, as they lie in the dataset. */
export function describeBatch({ inputs, targets }: Batch): readonly [InputDescription, InputDescription] {
  return [describeArray(inputs), describeArray(targets)]
}

function describeArray({ shape, dtype }: ArrayData): InputDescription {
  return { shape, dtype }
}

import type { Batch } from '@gradus/datasets'
import type { InputDescription } from '@gradus/tensor'
import { arraysOf } from '../tensor-batch.ts'

/** What a recorded step is given of a batch: its arrays, as they lie in the dataset. */
export function describeBatch(batch: Batch): readonly InputDescription[] {
  return arraysOf(batch).map(({ shape, dtype }) => ({ shape, dtype }))
}

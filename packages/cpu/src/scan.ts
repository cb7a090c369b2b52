import { type DType, elementCount, type ScanKernel } from '@gradus/kernel'
import { emptyOperand, nothing } from './operand.ts'
import { Reader } from './reader.ts'
import { blockLength } from './registers.ts'
import type { Run } from './run.ts'
import { Target } from './target.ts'

/** output[…, j] = Σ input[…, 0 … j], from +0 and rounded after each addition. */
export function prepareScan({ name, shape, input, output: view }: ScanKernel, dtype: DType): Run {
  const total = elementCount(shape)
  const length = shape[shape.length - 1]!
  const values = new Reader(name, 0, dtype, shape, input)
  const target = new Target(name, shape, view, dtype)
  const out = emptyOperand()
  return (inputs, output) => {
    values.check(inputs)
    target.check(output)
    let sum = 0
    let left = length
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      const addends = values.read(inputs, start, count)
      target.open(output, start, out)
      for (let k = 0; k < count; k++) {
        // Storing rounds floats and wraps integers, so the sum is read back.
        out.array[out.offset + k] = sum + addends[k]!
        sum = out.array[out.offset + k]!
        if (--left === 0) {
          left = length
          sum = 0
        }
      }
      target.close(output, start, count)
    }
    out.array = nothing
  }
}

import { type DType, elementCount, type ScanKernel } from '@gradus/kernel'
import { blockLength, registerFile, reservedRegister } from '../formulas/registers.ts'
import { layoutOf } from '../views/layout.ts'
import { Source } from '../views/source.ts'
import { Target } from '../views/target.ts'
import type { PreparedKernel } from './prepared-kernel.ts'

/** output[…, j] = Σ input[…, 0 … j], from +0 and rounded after each addition. */
export function prepareScan({ name, shape, input, output: view }: ScanKernel, dtype: DType): PreparedKernel {
  const total = elementCount(shape)
  const length = shape[shape.length - 1]!
  const values = reservedRegister(0)
  const source = new Source(name, 0, dtype, layoutOf(shape, input), total, values)
  const target = new Target(name, shape, view, dtype)
  const file = registerFile[dtype]
  return (inputs, output) => {
    source.check(inputs)
    target.check(output)
    let sum = 0
    let left = length
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      source.load(inputs, start, count)
      for (let k = values; k < values + count; k++) {
        // Storing rounds floats and wraps integers, so the sum is read back.
        file[k] = sum + file[k]!
        sum = file[k]!
        if (--left === 0) {
          left = length
          sum = 0
        }
      }
      target.store(output, start, count, values)
    }
  }
}

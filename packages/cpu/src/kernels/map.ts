import { elementCount, type MapKernel } from '@gradus/kernel'
import { Body } from '../formulas/body.ts'
import { Target } from '../views/target.ts'
import type { PreparedKernel } from './prepared-kernel.ts'

/** Elementwise kernels: the formula block by block. */
export function prepareMap({ name, shape, inputs: views, body: expression, output: view }: MapKernel): PreparedKernel {
  const total = elementCount(shape)
  const body = new Body(name, shape, views, expression)
  const target = new Target(name, shape, view, body.dtype)
  const { blockLength, result } = body
  return (inputs, output) => {
    target.check(output)
    body.begin(inputs)
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      body.evaluate(inputs, start, count)
      target.store(output, start, count, result)
    }
  }
}

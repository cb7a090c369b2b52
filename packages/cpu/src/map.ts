import { elementCount, type MapKernel } from '@gradus/kernel'
import { Body } from './body.ts'
import { blockLength } from './registers.ts'
import type { Run } from './run.ts'
import { Target } from './target.ts'

/** Elementwise kernels: the formula block by block, straight into the output where that is dense. */
export function prepareMap({ name, shape, inputs: views, body: expression, output: view }: MapKernel): Run {
  const total = elementCount(shape)
  const body = new Body(name, shape, views, expression)
  const target = new Target(name, shape, view, body.dtype)
  return (inputs, output) => {
    body.check(inputs)
    target.check(output)
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      target.open(output, start, body.result)
      body.evaluate(inputs, start, count)
      target.close(output, start, count)
    }
    body.release()
  }
}

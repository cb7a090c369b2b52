import { GradusError, sameShape, shapeText } from '@gradus/kernel'
import { argMax, equal, type Tensor } from '@gradus/tensor'
import { checkClasses, defineMeanMetric, type Metric } from './metric.ts'

/**
 * The share of rows whose largest score stands at the target's class number. Of equal scores the first counts.
 *
 * Shape: prediction [batch, …, classes], target [batch, …] of int32
 * Throws: GradusError 'shape' when target does not have one number per row, 'type' when it is no int32.
 *
 * @example
 * const metric = sparseCategoricalAccuracy()
 * metric.value(metric.update(metric.initialize(), tensor([[0.2, 0.8]]), tensor(new Int32Array([1])))) // 1
 */
export function sparseCategoricalAccuracy(): Metric<'sparseCategoricalAccuracy'> {
  return defineMeanMetric({
    name: 'sparseCategoricalAccuracy',
    each: (prediction, target) => equal(argMax(prediction, -1) as Tensor, target) as Tensor,
    check(name, prediction, target) {
      checkClasses(name, prediction)
      const expected = prediction.shape.slice(0, -1)
      if (!sameShape(target.shape, expected)) {
        throw new GradusError(
          'shape',
          `${name}: target has shape ${shapeText(target.shape)}, expected ${shapeText(expected)}: one class number per row`,
        )
      }
      if (target.dtype !== 'int32')
        throw new GradusError('type', `${name}: target is ${target.dtype}, expected int32 class numbers; use cast(target, "int32")`)
    },
  })
}

import { record, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { auc, binaryAccuracy, confusionMatrix, streaming } from './index.ts'

describe('streaming', () => {
  it('adds batches up, and forgets them', () => {
    for (const metric of [streaming(binaryAccuracy()), streaming(auc())]) {
      expect(metric.value()).toBeNaN()
      metric.update(tensor([0.9, 0.8]), tensor([1, 0]))
      metric.update(tensor([0.2]), tensor([0]))
      expect(metric.value()).toBe(metric.name === 'auc' ? 1 : 2 / 3)
      metric.reset()
      expect(metric.value()).toBeNaN()
      metric.update(tensor([0.9, 0.2]), tensor([0, 1]))
      expect(metric.value()).toBe(0)
    }
  })

  it('is as it was when a batch is refused', () => {
    for (const metric of [streaming(binaryAccuracy()), streaming(auc())]) {
      metric.update(tensor([0.9, 0.2]), tensor([1, 0]))
      expect(() => metric.update(tensor([0.9, 0.2]), tensor([1, 2]))).toThrow(/target\[1\] = 2/)
      expect(metric.value()).toBe(1)
    }
  })

  it('keeps values of two objects of one metric apart', () => {
    const metric = auc()
    const [a, b] = [streaming(metric), streaming(metric)]
    a.update(tensor([0.9, 0.2]), tensor([1, 0]))
    expect(b.value()).toBeNaN()
  })

  it('gives the value that the metric has', () => {
    const metric = streaming(confusionMatrix())
    expect(metric.value()).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  it('cannot be part of a step that is recorded', () => {
    for (const metric of [streaming(binaryAccuracy()), streaming(auc())]) {
      const x = tensor([0.9])
      expect(() => {
        record(
          () => {
            metric.update(x, x)
            return [x]
          },
          { states: [x] },
        )
      }).toThrow(/(binaryAccuracy|auc): a step that is being recorded cannot add a batch/)
      metric.update(tensor([0.9, 0.2]), tensor([1, 0]))
      expect(metric.value()).toBe(1)
    }
  })
})

import { defineElementwise, sum, type Tensor } from '@gradus/tensor'

/** Makes the operation that gives targets as they are, after a check that each row is a distribution: its elements in [0, 1], its sum 1 (to a thousandth). */
export function defineDistribution(loss: string): (target: Tensor) => Tensor {
  const checked = defineElementwise({
    name: loss,
    formula: 'a, whose rows must sum to 1',
    forward: (y, _rowSum) => y!,
    checks: [
      { input: 0, min: 0, max: 1, label: 'target', hint: 'targets are one-hot rows, or distributions' },
      {
        input: 1,
        min: 0.999,
        max: 1.001,
        label: 'the sum of target row',
        hint: 'each row is one-hot, or a distribution that sums to 1',
      },
    ],
  })
  return (target) => checked(target, sum(target, -1, { keepDims: true }))
}

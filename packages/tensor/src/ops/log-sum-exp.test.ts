import { expect, it } from 'vitest'
import { testOp } from '../__tests__/op-suite.ts'
import { foldRows, knownRows, reductionSamples, total } from '../__tests__/rows.ts'
import { gradients } from '../backward.ts'
import { tensor } from '../creation/tensor.ts'
import { zeros } from '../creation/zeros.ts'
import { logSumExp } from './log-sum-exp.ts'

testOp('logSumExp', logSumExp, {
  samples: reductionSamples(9),
  reference: ([x], axes, options) => foldRows(x!, axes, options, (row) => Math.log(total(row.map(Math.exp)))),
  tolerance: { float32: { relative: 1e-6, absolute: 1e-6 }, float64: { relative: 1e-14, absolute: 1e-14 } },
  known: knownRows('logSumExp'),
  errors: [['int32', () => logSumExp(zeros([3], { dtype: 'int32' })), 'type', /x is int32, expected float32 or float64/]],
})

it('has gradient 0 where all elements are -Infinity, of second order too', () => {
  const x = tensor([-Infinity, -Infinity], { requiresGradient: true })
  const [slope] = gradients(logSumExp(x), [x], { createGraph: true })
  expect(slope.toArray()).toEqual([0, 0])
  expect(gradients(logSumExp(slope), [x])[0].toArray()).toEqual([0, 0])
})

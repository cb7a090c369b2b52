import { elementwise } from '../__tests__/elementwise-record.ts'
import { knownUnary } from '../__tests__/known.ts'
import { testOp } from '../__tests__/op-suite.ts'
import { zeros } from '../creation/zeros.ts'
import { leakyRelu } from './leaky-relu.ts'

const x = zeros([1])

testOp(
  'leakyRelu',
  leakyRelu,
  elementwise({
    reference: (x, { negativeSlope = 0.01 } = {}) => (x > 0 ? x : negativeSlope * x),
    operands: 1,
    args: [[], [{ negativeSlope: 0.25 }]],
    smooth: (x) => Math.abs(x) > 0.05,
    // The slope itself is rounded to float32.
    tolerance: { float32: { relative: 2 ** -22 } },
    known: [...knownUnary('leakyRelu'), ...knownUnary('leakyRelu 0.2', { args: [{ negativeSlope: 0.2 }] })],
    errors: [
      [
        'a misspelt option',
        () => leakyRelu(x, { negativSlope: 1 } as object),
        'type',
        /unknown option "negativSlope"; did you mean negativeSlope\?/,
      ],
      ['a slope of NaN', () => leakyRelu(x, { negativeSlope: NaN }), 'range', /negativeSlope must be a finite number, got NaN$/],
    ],
  }),
)

import { typeCheck } from 'tooling-type-diagnostics'
import { expect, it } from 'vitest'

const prelude = `
import { zeros } from '@gradus/tensor'
import { meanSquaredError, sparseCategoricalCrossEntropy } from './index.ts'
`

/** Protects: the compiler says of a wrong target what the run-time error says. */
it.each([
  ['meanSquaredError()(zeros([4, 1]), zeros([4]))', 'loss: prediction [4,1] and target [4] must have the same shape'],
  [
    'sparseCategoricalCrossEntropy()(zeros([4, 3]), zeros([4, 3]))',
    'loss: target has shape [4,3], expected [4], one index for each row of prediction [4,3]',
  ],
])('%s', (call, sentence) => {
  const { diagnostics } = typeCheck(prelude + call, import.meta.dirname)
  expect(diagnostics).toHaveLength(1)
  expect(diagnostics[0]).toContain(`is not assignable to parameter of type '"${sentence}"'.`)
})

import { diagnosticsOf } from 'tooling-type-diagnostics'
import { describe, expect, it } from 'vitest'

const prelude = `
import { xor } from '@gradus/datasets'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy } from '@gradus/losses'
import { adam } from '@gradus/optimizers'
import { zeros } from '@gradus/tensor'
import { Trainer } from './trainer.ts'
const model = sequential([input([2]), dense(1)])
export const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam() })
`

/** What is written, and the sentence that the compiler prints in the place of the type that it expected. */
const mistakes = [
  ['trainer.fit(xor(3))', 'inputs expects [*, 2], got [number,3]'],
  ['trainer.fit(zeros([4, 3]), zeros([4, 1]))', 'inputs expects [*, 2], got [4,3]'],
  ['trainer.fit(zeros([4, 2]), zeros([4, 2]))', 'targets expects [*, 1], got [4,2]'],
  ['trainer.predict(zeros([2]))', 'inputs expects [*, 2], got [2]'],
]

describe('the compiler says what does not fit', () => {
  it('and nothing where all fits', () => {
    expect(diagnosticsOf(`${prelude}trainer.fit(xor())\ntrainer.fit(zeros([4, 2]), zeros([4, 1]))`, import.meta.dirname)).toEqual([])
  })

  it.each(mistakes)('%s', (code, sentence) => {
    const diagnostics = diagnosticsOf(`${prelude}${code}`, import.meta.dirname)
    expect(diagnostics.join('\n')).toContain(sentence)
    expect(diagnostics).toHaveLength(1)
  })
})

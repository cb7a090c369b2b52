import { relu, sigmoid, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { leakyRelu } from '../activations/leaky-relu.ts'
import type { Layer } from '../layer.ts'
import { dense } from '../layers/dense.ts'
import { dropout } from '../layers/dropout.ts'
import { input } from '../layers/input.ts'
import { reshape } from '../layers/reshape.ts'
import { sequential } from '../sequential/sequential.ts'
import { layerRows } from './layer-rows.ts'
import { summary } from './summary.ts'

describe('summary', () => {
  it('of the network of the article: 30 + 110 + 11 = 151', () => {
    const model = sequential([
      input([2]),
      dense(10, { activation: relu }),
      dense(10, { activation: relu }),
      dense(1, { activation: sigmoid }),
    ])
    expect(summary(model)).toBe(
      `
Model: "sequential"
┌─────────────────┬─────────┬──────────────┬────────────┐
│ Layer (type)    │ Details │ Output shape │ Parameters │
├─────────────────┼─────────┼──────────────┼────────────┤
│ dense (dense)   │ relu    │ (None, 10)   │         30 │
│ dense_1 (dense) │ relu    │ (None, 10)   │        110 │
│ dense_2 (dense) │ sigmoid │ (None, 1)    │         11 │
└─────────────────┴─────────┴──────────────┴────────────┘
Total parameters: 151 (604 B)
Trainable parameters: 151
Non-trainable parameters: 0`.trim(),
    )
  })

  it('of sizes beyond a thousand', () => {
    const large = sequential([input([1000]), dense(1000, { useBias: true })])
    expect(summary(large).split('\n').at(-3)).toBe('Total parameters: 1,001,000 (3.82 MiB)')
  })

  it('tells what is shared, nested, large and not trained', () => {
    const statistics = { tensor: tensor([1, 2, 3]), trainable: false }
    const shared = dense(64, { activation: (x) => x })
    const frozen: Layer = {
      kind: 'frozen',
      outputShapeFor: (inputShape) => inputShape,
      forward: (x) => x,
      parameters: () => new Map([['statistics', statistics]]),
    }
    const inner = sequential([input([64]), dense(1500)])
    const model = sequential([input([64]), shared, leakyRelu(), shared, inner, dropout(0.5), reshape([15, 100]), frozen], { name: 'large' })
    expect(layerRows(model)).toEqual([
      { name: 'dense', kind: 'dense', detail: 'custom', outputShape: '(None, 64)', parameters: 4160 },
      { name: 'leakyRelu', kind: 'leakyRelu', detail: 'negativeSlope 0.01', outputShape: '(None, 64)', parameters: 0 },
      { name: 'dense', kind: 'dense', detail: 'custom', outputShape: '(None, 64)', parameters: 0 },
      { name: 'sequential', kind: 'sequential', detail: '', outputShape: '(None, 1500)', parameters: 97_500 },
      { name: 'dropout', kind: 'dropout', detail: 'rate 0.5', outputShape: '(None, 1500)', parameters: 0 },
      { name: 'reshape', kind: 'reshape', detail: '', outputShape: '(None, 15, 100)', parameters: 0 },
      { name: 'frozen', kind: 'frozen', detail: '', outputShape: '(None, 15, 100)', parameters: 3 },
    ])
    const lines = summary(model).split('\n')
    expect(lines[0]).toBe('Model: "large"')
    expect(lines).toContain('│ sequential (sequential) │                    │ (None, 1500)    │     97,500 │')
    expect(lines.slice(-3)).toEqual([
      'Total parameters: 101,663 (397.12 KiB)',
      'Trainable parameters: 101,660',
      'Non-trainable parameters: 3',
    ])
  })
})

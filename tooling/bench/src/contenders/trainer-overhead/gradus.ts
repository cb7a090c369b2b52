import { dataset } from '@gradus/datasets'
import { Trainer } from '@gradus/trainer'
import type { Sample } from '../../work.ts'
import { epochs, inputs, smallest, targets } from './problem.ts'

export function prepare(call: string): Sample {
  const trainer = new Trainer(smallest())
  const data = dataset([[inputs[0]![0]!]] as const, [[targets[0]![0]!]] as const)
  return async () => {
    const start = performance.now()
    if (call === 'fit') await trainer.fit(data, { epochs, shuffle: false })
    else for (let i = 0; i < epochs; i++) await trainer.evaluate(data)
    return (performance.now() - start) / epochs
  }
}

import { confusionMatrix, lossCurve } from '@gradus/plot'
import type { MnistRun, MnistSettings } from '../experiments/mnist.ts'
import { mnistTitle } from './mnist-report.ts'

/** How many points the curve has for each epoch. */
const pointsPerEpoch = 25

/** The losses over the epochs: while it trains as means of a few batches, and after each epoch those of digits that it has not seen. Undefined without any. */
export function lossPicture({ history, samples }: MnistRun, settings: MnistSettings, scale: 'linear' | 'log'): string | undefined {
  const { batchLoss, validation } = history
  if (batchLoss.length === 0) return undefined
  const batches = Math.ceil(samples.train / settings.batchSize)
  const size = Math.ceil(batches / pointsPerEpoch)
  const values: number[] = []
  const x: number[] = []
  for (let from = 0; from < batchLoss.length; from += size) {
    const part = batchLoss.slice(from, from + size)
    values.push(part.reduce((sum, loss) => sum + loss, 0) / part.length)
    x.push((from + part.length / 2) / batches)
  }
  const seen = { name: `${validation.of} loss`, values: validation.loss, x: validation.loss.map((_, i) => i + 1) }
  return lossCurve([{ name: 'training loss', values, x }, ...(seen.values.length > 0 ? [seen] : [])], {
    title: titleOf(settings),
    scale,
  })
}

/** What each digit was taken for. */
export function confusionPicture({ test }: MnistRun, settings: MnistSettings): string {
  return confusionMatrix(test.confusion, { title: titleOf(settings), xLabel: 'taken for', yLabel: 'digit' })
}

function titleOf(settings: MnistSettings): string {
  return mnistTitle(settings).slice(0, 3).join(' · ')
}

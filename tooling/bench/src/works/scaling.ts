import { rounded } from '../median.ts'
import type { Row, Work } from '../work.ts'

export const title = 'Whether cost grows with the work'
export const about =
  'One step of `fit` on w-w-w with ReLU, mean squared error and plain gradient descent in float32: widths from 8 to 2048 with batches of 32, and batches ' +
  'from 1 to 1024 of width 64. A step has 5 · batch · width² multiply-adds; the time of one shows where the curve has a step.'

const widths = powersOfTwo(8, 2048).map((width) => ({ width, batch: 32 }))
const batches = powersOfTwo(1, 1024).map((batch) => ({ width: 64, batch }))
const sizes = [...widths, ...batches].map((size) => ({ ...size, name: `one step, width ${size.width}, batch ${size.batch}` }))

export function works(): readonly Work[] {
  const unique = sizes.filter(({ name }, i) => sizes.findIndex((size) => size.name === name) === i)
  return unique.map(({ name, width, batch }) => ({
    name,
    unit: 'µs',
    rounds: 5,
    contenders: [{ library: 'gradus', file: 'scaling/gradus.ts', args: [String(width), String(batch)] }],
  }))
}

/** Both layers forward, both kernels' gradients, and the gradient of what lies between. */
export function summary(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => {
    const { width, batch } = sizes.find(({ name }) => name === row.work)!
    const each = (time: number): number => rounded((1000 * time) / (5 * batch * width * width))
    return [{ ...row, work: `${row.work}: each multiply-add`, unit: 'ns', median: each(row.median), best: each(row.best) }]
  })
}

function powersOfTwo(from: number, to: number): number[] {
  return from > to ? [] : [from, ...powersOfTwo(2 * from, to)]
}

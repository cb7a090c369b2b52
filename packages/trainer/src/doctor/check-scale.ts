import type { Batch } from '@gradus/datasets'
import type { ArrayData } from '@gradus/kernel'
import type { TrainingView } from '../training-view.ts'
import type { Report } from './report.ts'

/** Initial weights assume columns of about 1: more than so many times that, or less than its thousandth, is another unit. */
const large = 30
const small = 1e-3
/** With more columns than this they are told together. */
const mostColumns = 8

/** Finds inputs and targets on scales that initial weights and learning rates are not made for. */
export function checkScale({ model, loss }: TrainingView, { inputs, targets }: Batch, report: Report): void {
  if (model.inputDType === 'float32' || model.inputDType === 'float64') checkInputs(inputs, report)
  if (loss.expects !== 'values' || loss.target !== 'likePrediction') return
  const { root, mean, deviation } = summarize(targets, 0, 1)
  if (root <= large) return
  report.add(
    'unscaledTargets',
    'y',
    `targets have mean ${brief(mean)} and deviation ${brief(deviation)}, so that losses and gradients are huge; try targets scaled to mean 0 and deviation 1, and scale predictions back`,
  )
}

function checkInputs(inputs: ArrayData, report: Report): void {
  const columns = inputs.shape.length === 2 ? inputs.shape[1]! : 1
  const summaries = Array.from({ length: columns }, (_, column) => ({ column, ...summarize(inputs, column, columns) }))
  const varying = summaries.filter(({ deviation }) => deviation > 0)
  const far = summaries.filter(({ root }) => root > large)
  const place = (column: number): string => (columns === 1 ? 'x' : `x[*,${column}]`)
  if (far.length > mostColumns) {
    const { column, mean, deviation } = far.reduce((worst, each) => (each.root > worst.root ? each : worst))
    report.add(
      'unscaledInputs',
      'x',
      `${far.length} of ${columns} columns of the inputs are far from mean 0 and deviation 1, most of all column ${column} with mean ${brief(mean)} and deviation ${brief(deviation)}; ${scaling}`,
    )
    return
  }
  for (const { column, mean, deviation } of far)
    report.add(
      'unscaledInputs',
      place(column),
      `${columns === 1 ? 'the inputs have' : `column ${column} of the inputs has`} mean ${brief(mean)} and deviation ${brief(deviation)}; ${scaling}`,
    )
  if (varying.length > 0 && varying.every(({ most }) => most < small))
    report.add(
      'unscaledInputs',
      'x',
      `no input is larger than ${brief(varying.reduce((largest, { most }) => Math.max(largest, most), 0))}, too small for initial weights to notice; ${scaling}`,
    )
}

const scaling = 'try inputs scaled to mean 0 and deviation 1: subtract the mean, divide by the deviation'

interface Summary {
  readonly mean: number
  readonly deviation: number
  /** √ of the mean square. */
  readonly root: number
  readonly most: number
}

/** Of each element from `first` on, in strides. */
function summarize({ data }: ArrayData, first: number, stride: number): Summary {
  let [count, sum, squares, most] = [0, 0, 0, 0]
  for (let i = first; i < data.length; i += stride) {
    const value = data[i]!
    count++
    sum += value
    squares += value * value
    most = Math.max(most, Math.abs(value))
  }
  const mean = sum / count
  const square = squares / count
  return { mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)), root: Math.sqrt(square), most }
}

/** Three digits that matter. */
function brief(value: number): string {
  return String(Number(value.toPrecision(3)))
}

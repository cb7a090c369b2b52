import { decisionBoundary, type Grid, gridPoints, lossCurve } from '@gradus/plot'
import type { ToyExperiment, ToyRun } from '../experiments/toy.ts'
import type { Terminal } from './terminal.ts'

/** The losses over the epochs: of the points it learns from, and of others. */
export function toyLossPicture({ title }: ToyExperiment, { history }: ToyRun): string | undefined {
  if (history.loss.length === 0) return undefined
  const { loss, test } = history
  const seen = test.loss.length > 0 ? [{ name: 'test loss', values: test.loss }] : []
  return lossCurve([{ name: 'training loss', values: loss }, ...seen], { title: title.slice(0, 3).join(' · '), scale: 'log' })
}

/** What the network answers over the plane, and the points that it learnt from. */
export async function boundaryPicture(experiment: ToyExperiment): Promise<string> {
  const { samples, title } = experiment
  const grid = gridAround(samples.points, 61, 61)
  const values = await experiment.predict(gridPoints(grid))
  return decisionBoundary({ ...grid, values, samples }, { title: title.slice(0, 3).join(' · ') })
}

/** The same as text: the area of class 1 is hatched, points are o and x. Undefined where there is no room. */
export async function boundaryText({ width, colors }: Terminal, experiment: ToyExperiment): Promise<string | undefined> {
  if (width < 40) return undefined
  const { points, labels } = experiment.samples
  const columns = Math.min(width - 2, 60)
  const rows = 22
  const grid = gridAround(points, columns, rows)
  const values = await experiment.predict(gridPoints(grid))
  const cells = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => (values[row * columns + column]! >= 0.5 ? colors.dim('░') : ' ')),
  )
  const place = (value: number, [min, max]: readonly [number, number], count: number): number =>
    Math.floor(((value - min) / (max - min)) * (count - 1) + 0.5)
  for (let i = 0; i < labels.length; i++) {
    const row = place(points[2 * i + 1]!, grid.y, rows)
    cells[row]![place(points[2 * i]!, grid.x, columns)] = labels[i] === 0 ? colors.cyan('o') : colors.yellow('x')
  }
  // The grid begins below, text above.
  return cells
    .reverse()
    .map((line) => ` ${line.join('')}`.trimEnd())
    .join('\n')
}

/** All points with some room around them. */
function gridAround(points: ArrayLike<number>, columns: number, rows: number): Grid {
  const range = (axis: 0 | 1): [number, number] => {
    let [min, max] = [Infinity, -Infinity]
    for (let i = axis; i < points.length; i += 2) {
      min = Math.min(min, points[i]!)
      max = Math.max(max, points[i]!)
    }
    // Points that all lie on one line have a plane around them, too.
    const room = (max - min) * 0.12 || 0.5
    return [min - room, max + room]
  }
  return { x: range(0), y: range(1), columns, rows }
}

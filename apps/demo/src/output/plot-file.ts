import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { Run } from '../experiments/run.ts'

/** Why a loss curve cannot be written to this path, as far as that can be known before. */
export function plotObstacle(path: string): string | undefined {
  if (extname(path).toLowerCase() !== '.svg') return `the loss curve is an SVG, whose name ends in .svg`
  if (!isDirectory(dirname(path))) return `there is no folder ${dirname(path)}`
  if (isDirectory(path)) return `${path} is a folder`
  return undefined
}

/** Draws the loss over the epochs. Gives the files that were written: none after a run without an epoch. */
export async function writePlot(path: string, { experiment: { title, unit }, history: { loss } }: Run): Promise<string[]> {
  if (loss.length === 0) return []
  const { lossCurve } = await import('@gradus/plot')
  await writeFile(path, lossCurve({ name: 'loss', values: loss }, { title: title.slice(0, 3).join(' · '), xLabel: unit }))
  return [path]
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { LossCurveOptions, Series } from '@gradus/plot'

/** Why a picture cannot be written to this path, as far as that can be known before. */
export function plotObstacle(path: string): string | undefined {
  if (extname(path).toLowerCase() !== '.svg') return 'the picture is an SVG, whose name ends in .svg'
  if (!isDirectory(dirname(path))) return `there is no folder ${dirname(path)}`
  if (isDirectory(path)) return `${path} is a folder`
  return undefined
}

/** What became of a plot. */
export interface PlotFiles {
  /** The files that were written: none where there was nothing to draw. */
  readonly files: string[]
  /** Why it could not be written. */
  readonly problem?: string
}

/** Draws losses over the epochs. A plot that cannot be written must not take the run with it. */
export async function writeLossCurves(path: string | undefined, series: readonly Series[], options: LossCurveOptions): Promise<PlotFiles> {
  if (path === undefined || series.every(({ values }) => values.length === 0)) return { files: [] }
  const { lossCurve } = await import('@gradus/plot')
  return writeSvg(path, lossCurve(series, options))
}

/** Writes a picture, named by its flag in what is told of a failure; nothing where there is no path or nothing to draw. */
export async function writePicture(flag: string, path: string | undefined, draw: () => string | undefined): Promise<PlotFiles> {
  const svg = path === undefined ? undefined : draw()
  if (path === undefined || svg === undefined) return { files: [] }
  const { files, problem } = await writeSvg(path, svg)
  return problem === undefined ? { files } : { files, problem: `${flag} cannot write ${path}: ${problem}` }
}

async function writeSvg(path: string, svg: string): Promise<PlotFiles> {
  try {
    await writeFile(path, svg)
    return { files: [path] }
  } catch (error) {
    return { files: [], problem: (error as Error).message }
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

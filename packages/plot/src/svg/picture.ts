import { checkChoice, checkNumber } from '@gradus/kernel'
import { checkText } from '../check-text.ts'
import { fitText } from '../text-width.ts'
import { element, type Markup } from './markup.ts'
import { type Ink, type Paint, paints, type Theme, themes } from './paint.ts'

/** What every picture can be told. */
export interface PictureOptions {
  /** The heading, which is also the picture's name for screen readers. */
  readonly title?: string
  /** What a screen reader tells of the picture; by default the figures in it, in words. */
  readonly description?: string
  /** Pixels. */
  readonly width?: number
  /** Pixels. */
  readonly height?: number
  /** Colours for light or dark surroundings; `auto`, the default, follows the reader's `prefers-color-scheme`. */
  readonly theme?: Theme
}

export const pictureOptions = ['title', 'description', 'width', 'height', 'theme'] as const

/** A picture's options with nothing left open but the description. */
export interface PictureSettings {
  readonly title: string
  readonly description: string | undefined
  readonly width: number
  readonly height: number
  readonly theme: Theme
}

/** What a kind of picture is called and how large it is unless stated, and below which size nothing is left between the labels. */
export interface PictureDefaults {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly least: { readonly width: number; readonly height: number }
}

/** The options filled up with `defaults`. Throws 'type' or 'range' for a wrong one. */
export function pictureSettings(operation: string, options: PictureOptions, defaults: PictureDefaults): PictureSettings {
  const { title = defaults.title, description, width = defaults.width, height = defaults.height, theme = 'auto' } = options
  checkText(operation, 'title', title)
  if (description !== undefined) checkText(operation, 'description', description)
  checkNumber(operation, 'width', width, { min: defaults.least.width, max: 10_000 })
  checkNumber(operation, 'height', height, { min: defaults.least.height, max: 10_000 })
  checkChoice(operation, 'theme', theme, themes)
  return { title, description, width, height, theme }
}

/** The finished SVG: background, heading and `children`, with name and description for screen readers. */
export function picture(ink: Ink, settings: PictureSettings, description: string, children: readonly Markup[]): string {
  const { title, width, height } = settings
  const background = element('rect', { width, height, rx: 6, ...ink.paint({ fill: paints.background }) })
  const heading = textAt(ink, margin, 27, fitText(title, (width - 2 * margin) / 16), { size: 15, weight: '600' })
  const style = ink.styleSheet()
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
      role: 'img',
      class: 'gradus-plot',
      'font-family': "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
      'font-size': String(fontSize),
    },
    [
      element('title', {}, [title]),
      element('desc', {}, [settings.description ?? description]),
      ...(style === undefined ? [] : [element('style', {}, [style])]),
      background,
      heading,
      ...children,
    ],
  ).xml
}

/** The distance of heading, legend and labels from the picture's edges. */
export const margin = 16

/** The height of everything but the heading, in pixels: what `textWidth` is to be multiplied by. */
export const fontSize = 12

/** How a piece of text looks; what is left out has the picture's {@link fontSize}, ordinary weight, and begins at its place. */
export interface TextStyle {
  readonly size?: number
  readonly weight?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly paint?: Paint
  readonly transform?: string
}

/** A line of text whose baseline lies at (x, y). */
export function textAt(ink: Ink, x: number, y: number, text: string, style: TextStyle = {}): Markup {
  const { size, weight, anchor, paint = paints.text, transform } = style
  const attributes = { x, y, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor, transform }
  return element('text', { ...attributes, ...ink.paint({ fill: paint }) }, [text])
}

/** One role's colour in the light and in the dark theme. */
export interface Paint {
  readonly role: string
  readonly light: string
  readonly dark: string
}

/** Colours for light or dark surroundings; `auto` follows the reader's `prefers-color-scheme`. */
export type Theme = 'auto' | 'light' | 'dark'

export const themes: readonly Theme[] = ['auto', 'light', 'dark']

/** The colours of everything but the data. Text has a contrast of at least 4.5, as WCAG 2.2 §1.4.3 asks. */
export const paints = {
  background: { role: 'background', light: '#ffffff', dark: '#12161c' },
  text: { role: 'text', light: '#1c2128', dark: '#e8ecf1' },
  muted: { role: 'muted', light: '#59636e', dark: '#9aa5b1' },
  axis: { role: 'axis', light: '#8c959f', dark: '#6b7682' },
  grid: { role: 'grid', light: '#e7eaee', dark: '#262c35' },
} as const satisfies Record<string, Paint>

/**
 * Colours that stay apart for colour-blind readers, each at least 3 : 1 against the background (WCAG 2.2 §1.4.11).
 *
 * Source: Okabe and Ito 2008, Color Universal Design; green and purple darkened on white, orange and yellow for the dark theme.
 */
const seriesPaints: readonly Paint[] = [
  { role: 'series-0', light: '#0072b2', dark: '#56b4e9' },
  { role: 'series-1', light: '#d55e00', dark: '#e69f00' },
  { role: 'series-2', light: '#00875f', dark: '#1fc997' },
  { role: 'series-3', light: '#b0508c', dark: '#e08cc0' },
  { role: 'series-4', light: '#3d3d3d', dark: '#f0e442' },
  { role: 'series-5', light: '#5a2fd6', dark: '#8a74ff' },
]

// The line caps are round: each dash is drawn two pixels longer than it says.
const dashes = [undefined, '7 6', '0.1 5', '10 5 0.1 5', '3 5', '16 5 3 5']

/** Colour and dash of the i-th of several lines: the first six differ in both, the first 36 in one of them. */
export function lineStyle(i: number): { readonly paint: Paint; readonly dash: string | undefined } {
  const turn = Math.floor(i / seriesPaints.length)
  return { paint: seriesPaints[i % seriesPaints.length]!, dash: dashes[(i + turn) % dashes.length] }
}

/** What an element is filled and stroked with. */
export interface Paints {
  readonly fill?: Paint
  readonly stroke?: Paint
}

/**
 * Gives elements their colours and remembers which ones the style sheet must change in the dark.
 *
 * Colours are attributes first: programs that know no style sheets draw the light theme.
 */
export class Ink {
  readonly #theme: Theme
  readonly #rules = new Map<string, string>()

  constructor(theme: Theme) {
    this.#theme = theme
  }

  /** The attributes that colour an element. */
  paint(paints: Paints): { fill?: string; stroke?: string; class?: string } {
    const attributes: { fill?: string; stroke?: string; class?: string } = {}
    const classes: string[] = []
    for (const property of ['fill', 'stroke'] as const) {
      const paint = paints[property]
      if (paint === undefined) continue
      const name = `${property}-${paint.role}`
      attributes[property] = this.#theme === 'dark' ? paint.dark : paint.light
      classes.push(name)
      // The prefix keeps the rules from reaching the rest of the page that the SVG is part of.
      this.#rules.set(name, `.gradus-plot .${name}{${property}:${paint.dark}}`)
    }
    if (this.#theme === 'auto') attributes.class = classes.join(' ')
    return attributes
  }

  /** The rules for a dark screen, or undefined when the theme is fixed. */
  styleSheet(): string | undefined {
    if (this.#theme !== 'auto') return undefined
    return `@media(prefers-color-scheme:dark){${[...this.#rules.values()].join('')}}`
  }
}

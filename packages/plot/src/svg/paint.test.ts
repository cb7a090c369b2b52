import { describe, expect, it } from 'vitest'
import { cellPaints } from './matrix-cell.ts'
import { Ink, lineStyle, paints } from './paint.ts'

type Vector = readonly number[]

const linear = (colour: string): Vector =>
  [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })

/** Contrast of two colours as WCAG 2.2 defines it, from 1 to 21. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = linear(colour)
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light! + 0.05) / (dark! + 0.05)
}

const times = (matrix: readonly Vector[], vector: Vector) =>
  matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * vector[i]!, 0))

// Machado, Oliveira and Fernandes 2009, A physiologically-based model for simulation of color vision deficiency, severity 1.0.
const vision: Record<string, readonly Vector[]> = {
  ordinary: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}

/** CIE 1976 L*a*b* (D65) of linear sRGB. */
function lab(rgb: Vector): Vector {
  const toXyz = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
  ]
  const white = [0.95047, 1, 1.08883]
  const [x, y, z] = times(toXyz, rgb).map((value, i) => {
    const part = Math.max(value, 0) / white[i]!
    return part > 216 / 24389 ? Math.cbrt(part) : (part * (24389 / 27) + 16) / 116
  })
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)]
}

const lines = Array.from({ length: 36 }, (_, i) => lineStyle(i))

describe('colours', () => {
  it.each(['light', 'dark'] as const)('stand out from the %s background: text 4.5, lines 3, axes 2.5', (theme) => {
    const background = paints.background[theme]
    for (const paint of [paints.text, paints.muted]) expect(contrast(paint[theme], background)).toBeGreaterThan(4.5)
    for (const { paint } of lines.slice(0, 6)) expect(contrast(paint[theme], background)).toBeGreaterThan(3)
    expect(contrast(paints.axis[theme], background)).toBeGreaterThan(2.5)
  })

  it.each(['light', 'dark'] as const)('of text on cells of a matrix have a contrast of 4.5 in the %s theme', (theme) => {
    for (const kind of ['right', 'wrong'] as const) {
      for (let level = 0; level < 10; level++) {
        const { fill, text } = cellPaints(kind, level)
        expect.soft(contrast(text[theme], fill[theme]), `${kind} ${level}`).toBeGreaterThan(4.5)
      }
    }
  })

  // A difference of 2.3 is just noticeable (Mahy et al. 1994); lines want several times that.
  it.each(
    Object.keys(vision).flatMap((name) => [
      [name, 'light'],
      [name, 'dark'],
    ]) as [string, 'light' | 'dark'][],
  )('of six lines stay apart with %s vision in the %s theme', (name, theme) => {
    const colours = lines.slice(0, 6).map(({ paint }) => lab(times(vision[name]!, linear(paint[theme]))))
    for (let i = 0; i < colours.length; i++) {
      for (let j = 0; j < i; j++) {
        const difference = Math.hypot(...colours[i]!.map((value, axis) => value - colours[j]![axis]!))
        expect.soft(difference, `lines ${j} and ${i}`).toBeGreaterThan(12)
      }
    }
  })

  it('and dashes make 36 different lines, of which the first six differ in both', () => {
    expect(new Set(lines.map(({ paint, dash }) => `${paint.role} ${dash}`)).size).toBe(36)
    expect(new Set(lines.slice(0, 6).map(({ dash }) => dash)).size).toBe(6)
    expect(new Set(lines.slice(0, 6).map(({ paint }) => paint.role)).size).toBe(6)
  })
})

describe('ink', () => {
  it('paints a fixed theme by attributes alone', () => {
    const ink = new Ink('dark')
    expect(ink.paint({ fill: paints.text })).toEqual({ fill: paints.text.dark })
    expect(ink.styleSheet()).toBeUndefined()
  })

  it('paints light and keeps the dark colours it used for the style sheet', () => {
    const ink = new Ink('auto')
    expect(ink.paint({ fill: paints.text, stroke: paints.grid })).toEqual({
      fill: paints.text.light,
      stroke: paints.grid.light,
      class: 'fill-text stroke-grid',
    })
    expect(ink.styleSheet()).toBe(
      '@media(prefers-color-scheme:dark){.gradus-plot .fill-text{fill:#e8ecf1}.gradus-plot .stroke-grid{stroke:#262c35}}',
    )
  })
})

import { array, assert, boolean, constantFrom, double, integer, oneof, property, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { terminalCurve } from './terminal-curve.ts'

/** Lines drawn by hand, without the indentation they have here. */
function drawn(text: string): string {
  const lines = text.split('\n').slice(1, -1)
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(indent)).join('\n')
}

describe('a terminal curve', () => {
  it('joins points by braille dots', () => {
    // Four characters by two are 8 × 8 dots: the diagonal from the upper left to the lower right.
    expect(terminalCurve([1, 0], { label: '', width: 7, height: 2 })).toBe(
      drawn(`
        1 ┤⠑⢄
        0 ┤  ⠑⢄
          └────
           1  2
      `),
    )
  })

  it('joins points by two dots per character in plain ASCII', () => {
    // 4 × 4 dots: the same diagonal.
    expect(terminalCurve([1, 0], { label: '', width: 7, height: 2, ascii: true })).toBe(
      drawn(`
        1 +'.
        0 +  '.
          +----
           1  2
      `),
    )
  })

  it('stands a steep fall upright and lays a plateau flat', () => {
    // 8 × 8 dots; epochs 1 … 8 lie in one column each. 1 at the first, then 0: half the fall in each of two columns.
    expect(terminalCurve([1, 0, 0, 0, 0, 0, 0, 0], { label: 'loss', width: 13, height: 2 })).toBe(
      drawn(`
        loss  1 ┤⡇
              0 ┤⢸⣀⣀⣀
                └────
                 1  8
      `),
    )
  })

  it('labels first, last and middle line, and counts the epochs', () => {
    // Halfway up lies between the dots of the middle line: the lower one is taken.
    expect(terminalCurve([0.5, 0.5], { width: 30, height: 5, ascii: true })).toBe(
      drawn(`
        loss  0.75 +
                   |
               0.5 +..................
                   |
              0.25 +
                   +------------------
                    1     epoch      2
      `),
    )
  })

  it('takes as many digits as it takes to tell the labels apart', () => {
    const lines = terminalCurve([0.68312, 0.6831], { width: 40, height: 2 }).split('\n')
    expect(lines[0]).toMatch(/^loss {2}0\.68312 ┤/)
    expect(lines[1]).toMatch(/^ {6} 0\.6831 ┤/)
  })

  it('leaves a gap at NaN and ±Infinity', () => {
    // 4 × 4 dots; 2 lies in the gap on both sides of nothing.
    expect(terminalCurve([2, NaN, -Infinity, 1], { label: '', width: 7, height: 2, ascii: true })).toBe(
      drawn(`
        2 +'
        1 +   .
          +----
           1  4
      `),
    )
  })

  it('of nothing finite is an empty frame', () => {
    expect(terminalCurve([NaN], { label: '', width: 7, height: 2 })).toBe(
      drawn(`
        1 ┤
        0 ┤
          └────
           1
      `),
    )
  })

  it('puts powers of ten at even steps on a log scale', () => {
    // 7 × 6 dots… of 1, 0.1, 0.01 the middle one lies halfway.
    const lines = terminalCurve([1, 0.1, 0.01], { scale: 'log', width: 30, height: 5 }).split('\n')
    expect(lines[2]).toMatch(/^ {7}0\.1 ┤/)
    expect(terminalCurve([1, 0.1, 0, -1, 0.01], { scale: 'log' })).not.toContain('NaN')
  })

  it('keeps the only peak among a hundred thousand values', () => {
    const values = new Float64Array(100_000)
    values[33_333] = 1
    const lines = terminalCurve(values, { width: 60 }).split('\n')
    expect(lines[0]).toMatch(/^loss {4}1 ┤ +\S$/)
  })

  it('is coloured only when asked, and then says the same', () => {
    const values = [1, 0.3, 0.1]
    const plain = terminalCurve(values)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
    const escapes = /\u001b\[\d+m/g
    expect(plain).not.toMatch(escapes)
    const coloured = terminalCurve(values, { color: true })
    expect(coloured).toMatch(escapes)
    expect(coloured.replace(escapes, '')).toBe(plain)
    // Every colour is switched off again within its line.
    for (const line of coloured.split('\n')) expect(line.match(escapes)!.length % 2).toBe(0)
  })

  it('of any numbers has the lines and columns asked for, and in ASCII nothing else', () => {
    const anyNumber = oneof(double(), double({ min: -1, max: 1 }), integer({ min: 0, max: 3 }), constantFrom(1e308, -1e308, 5e-324, -0))
    const options = record({
      width: integer({ min: 40, max: 120 }),
      height: integer({ min: 2, max: 12 }),
      ascii: boolean(),
      scale: constantFrom('linear' as const, 'log' as const),
      xLabel: string({ unit: 'grapheme-ascii' }),
    })
    assert(
      property(array(anyNumber, { minLength: 1, maxLength: 60 }), options, (values, settings) => {
        const text = terminalCurve(values, settings)
        const lines = text.split('\n')
        expect(lines).toHaveLength(settings.height + 2)
        for (const line of lines) {
          expect([...line].length).toBeLessThanOrEqual(settings.width)
          expect(line).toBe(line.trimEnd())
        }
        if (settings.ascii) expect(text).toMatch(/^[\n -~]*$/)
        const finite = values.filter((value) => (settings.scale === 'log' ? value > 0 && value < Infinity : Number.isFinite(value)))
        const curve = lines.slice(0, settings.height).map((line) => line.slice(line.search(/[┤│+|]/) + 1))
        expect(curve.some((line) => line.trim() !== '')).toBe(finite.length > 0)
      }),
      { numRuns: 500 },
    )
  })

  it('does not let a label move the cursor', () => {
    expect(terminalCurve([1, 2], { label: 'a\u001b[2J\nb' })).toMatch(/^a�\[2J�b {2}/)
  })

  it.each([
    [[], {}, 'range', /^terminalCurve: values is empty/],
    [['1'], {}, 'type', /values\[0\] is "1", expected a number/],
    [[1], { width: 0 }, 'range', /width must be an integer in \[1, 1000\], got 0/],
    [[1, 2], { width: 12 }, 'range', /width must be >= 15 beside these labels, got 12/],
    [[1], { height: 1 }, 'range', /height must be an integer in \[2, 200\], got 1/],
    [[1], { height: 2.5 }, 'range', /height must be an integer/],
    [[1], { ascii: 'yes' }, 'type', /ascii must be true or false/],
    [[1], { colour: true }, 'type', /unknown option "colour"; did you mean color\?/],
    [[1], { scale: 'ln' }, 'type', /unknown scale "ln"/],
    [[1], { label: null }, 'type', /label must be a string, got null/],
  ])('%j with %j says what is wrong', (values, options, code, message) => {
    expect(() => terminalCurve(values as never, options as never)).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
  })
})

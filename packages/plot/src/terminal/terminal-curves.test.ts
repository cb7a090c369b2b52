// Protects: several curves share one frame, can be told apart with and without colours, and stay within their columns.
import { array, assert, boolean, constantFrom, double, integer, oneof, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { terminalCurve } from './terminal-curve.ts'
import { terminalCurves } from './terminal-curves.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
const escapes = /\u001b\[\d+m/g

const falling = { name: 'adam', values: [4, 1, 1, 1] }
const slow = { name: 'sgd', values: [4, 3, 2, 2] }

describe('curves in a terminal', () => {
  it('are drawn by their letters, the first on top', () => {
    expect(terminalCurves([slow, falling], { label: '', width: 7, height: 4 }).split('\n')).toEqual([
      'a sgd',
      'b adam',
      '4 ┤a',
      '  │ba',
      '  │ baa',
      '1 ┤ bbb',
      '  └────',
      '   1  4',
    ])
  })

  it('are drawn in coloured dots with letters here and there', () => {
    const text = terminalCurves([slow, falling], { width: 60, height: 3, color: true })
    expect(text).toMatch(escapes)
    const plain = text.replace(escapes, '').split('\n')
    expect(plain[0]).toBe('a sgd  b adam')
    const drawing = plain.slice(1, 4).join('\n')
    expect(drawing.match(/a/g)!.length).toBeGreaterThanOrEqual(2)
    expect(drawing.match(/b/g)!.length).toBeGreaterThanOrEqual(2)
    expect(drawing).toMatch(/[\u2801-\u28ff]/)
    // Both are as high and wide as one curve is, and every colour is switched off again within its line.
    expect(plain).toHaveLength(6)
    for (const line of text.split('\n')) expect((line.match(escapes) ?? []).length % 2).toBe(0)
    expect(terminalCurves([slow], { width: 60, height: 3, color: true })).toContain('\u001b[36m')
    expect(text).toContain('\u001b[33m')
  })

  it('have the frame of the longest and of all values', () => {
    const both = terminalCurves(
      [
        { name: 'short', values: [1, NaN] },
        { name: 'long', values: [3, 2, 2] },
      ],
      { width: 30, height: 3 },
    )
    const one = terminalCurve([3, 2, 1], { width: 30, height: 3 })
    expect(both.split('\n').slice(-2)).toEqual(one.split('\n').slice(-2))
    expect(
      both
        .split('\n')
        .slice(1, 4)
        .map((line) => line.slice(0, 9)),
    ).toEqual(
      one
        .split('\n')
        .slice(0, 3)
        .map((line) => line.slice(0, 9)),
    )
  })

  it('name as many on a line as fit', () => {
    const many = Array.from({ length: 26 }, (_, i) => ({ name: `optimizer ${i}`, values: [i, 1] }))
    const lines = terminalCurves(many, { width: 40, height: 2 }).split('\n')
    const legend = lines.slice(0, -4)
    expect(legend.join('  ').split(/ {2}/)).toEqual(many.map(({ name }, i) => `${'abcdefghijklmnopqrstuvwxyz'[i]} ${name}`))
    for (const line of legend) expect(line.length).toBeLessThanOrEqual(40)
  })

  it('of any numbers have the lines and columns asked for, and in ASCII nothing else', () => {
    const anyNumber = oneof(double(), double({ min: -1, max: 1 }), constantFrom(1e308, -1e308, 5e-324, -0))
    const values = array(array(anyNumber, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 5 })
    const options = record({
      width: integer({ min: 40, max: 100 }),
      height: integer({ min: 2, max: 12 }),
      ascii: boolean(),
      color: boolean(),
      scale: constantFrom('linear' as const, 'log' as const),
    })
    assert(
      property(values, options, (lists, settings) => {
        const text = terminalCurves(
          lists.map((values, i) => ({ name: `n${i}`, values })),
          settings,
        ).replace(escapes, '')
        const lines = text.split('\n')
        expect(lines).toHaveLength(1 + settings.height + 2)
        for (const line of lines) {
          expect([...line].length).toBeLessThanOrEqual(settings.width)
          expect(line).toBe(line.trimEnd())
        }
        if (settings.ascii) expect(text).toMatch(/^[\n -~]*$/)
      }),
      { numRuns: 300 },
    )
  })

  it('do not let a name move the cursor', () => {
    expect(terminalCurves([{ name: 'a\u001b[2J\nb', values: [1] }])).toMatch(/^a a�\[2J�b\n/)
  })

  it.each([
    [[], {}, 'range', /^terminalCurves: series is empty/],
    [slow, {}, 'type', /series must be an array/],
    [[3], {}, 'type', /series\[0\] is .*, expected an object \{ name, values \}/],
    [[slow, { name: 'x', values: [] }], {}, 'range', /series\[1\]\.values is empty/],
    [[{ name: 1, values: [1] }], {}, 'type', /series\[0\]\.name must be a string/],
    [[{ ...slow, x: [1, 2, 3, 4] }], {}, 'type', /series\[0\]\.x does not apply/],
    [Array.from({ length: 27 }, () => slow), {}, 'range', /at most 26 series can be told apart, got 27/],
    [[slow], { width: 12 }, 'range', /width must be >= \d+ beside these labels, got 12/],
    [[slow], { colour: true }, 'type', /unknown option "colour"; did you mean color\?/],
  ])('%j with %j say what is wrong', (series, options, code, message) => {
    expect(() => terminalCurves(series as never, options as never)).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
  })
})

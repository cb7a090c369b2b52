import { array, assert, constantFrom, double, integer, oneof, property, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all, attribute, parseSvg, pathPoints, places, textOf } from './__fixtures__/parse-svg.ts'
import { lossCurve } from './loss-curve.ts'
import type { Series } from './series.ts'

/** The subpaths of the i-th line, and its dots. */
function line(svg: string, i = 0) {
  const group = all(parseSvg(svg), 'g').filter((g) => all(g, 'path').length === 1 && all(g, 'text').length === 0)[i]!
  const d = attribute(all(group, 'path')[0], 'd')!
  const dots = all(group, 'circle').map((circle) => [Number(attribute(circle, 'cx')), Number(attribute(circle, 'cy'))])
  return { name: textOf(all(group, 'title')[0]), paths: pathPoints(d), dots }
}

/** Where the labelled ticks lie: [pixel, label] along the bottom and along the left. */
function ticks(svg: string) {
  const texts = all(parseSvg(svg), 'text')
  const muted = (anchor: string) =>
    texts.filter((text) => attribute(text, 'text-anchor') === anchor && attribute(text, 'fill') === '#59636e')
  return {
    x: muted('middle').map((text) => [Number(attribute(text, 'x')), textOf(text)] as const),
    y: muted('end').map((text) => [Number(attribute(text, 'y')) - 4, textOf(text)] as const),
  }
}

describe('a loss curve', () => {
  it('is an accessible picture: role, name and a description with the figures', () => {
    const svg = parseSvg(lossCurve({ name: 'loss', values: [0.8, 0.1, 0.2] }, { title: 'XOR' }))
    expect(svg.tagName).toBe('svg')
    expect(svg.namespaceURI).toBe('http://www.w3.org/2000/svg')
    expect(attribute(svg, 'role')).toBe('img')
    expect(attribute(svg, 'viewBox')).toBe('0 0 640 360')
    expect(textOf(svg.firstChild as never)).toBe('XOR')
    expect(textOf(all(svg, 'desc')[0])).toBe('loss: 0.8 at epoch 1, 0.2 at epoch 3, least 0.1 at epoch 2.')
  })

  it('puts points where the ticks say', () => {
    const svg = lossCurve({ name: 'loss', values: [0.8, 0.4, 0] })
    const { x, y } = ticks(svg)
    expect(x.map(([, label]) => label)).toEqual(['1', '2', '3'])
    expect(y.map(([, label]) => label)).toEqual(['0', '0.2', '0.4', '0.6', '0.8'])
    const height = (label: string) => y.find(([, text]) => text === label)![0]
    const expected = [
      [x[0]![0], height('0.8')],
      [x[1]![0], height('0.4')],
      [x[2]![0], height('0')],
    ]
    expect(line(svg).paths).toEqual([expected])
    // Above means greater, to the right means later.
    expect(height('0.8')).toBeLessThan(height('0'))
    expect(x[0]![0]).toBeLessThan(x[2]![0])
  })

  it('spaces powers of ten evenly on a log scale', () => {
    const { paths } = line(lossCurve({ name: 'loss', values: [1, 0.1, 0.01] }, { scale: 'log' }))
    const [first, second, third] = paths[0]!.map(([, y]) => y)
    expect(second! - first!).toBeCloseTo(third! - second!, 0)
    expect(second! - first!).toBeGreaterThan(50)
  })

  it('takes the epochs it is given', () => {
    const svg = lossCurve([
      { name: 'loss', values: [4, 3, 2, 1] },
      { name: 'validation loss', values: [4, 2], x: Int32Array.of(2, 4) },
    ])
    const [loss, validation] = [line(svg, 0), line(svg, 1)]
    expect(validation.name).toBe('validation loss')
    expect(validation.paths[0]!.map(([x]) => x)).toEqual([loss.paths[0]![1]![0], loss.paths[0]![3]![0]])
  })

  it('breaks at NaN and ±Infinity, dots a point between gaps and the end, and says so', () => {
    const svg = lossCurve({ name: 'loss', values: [1, 1, NaN, 1, Infinity, -Infinity, 1, 1, NaN] })
    const { paths, dots } = line(svg)
    expect(paths.map((path) => path.length)).toEqual([2, 2])
    const fourth = ticks(svg).x.find(([, label]) => label === '4')!
    expect(dots).toEqual([[expect.closeTo(fourth[0], 0), paths[0]![0]![1]], paths[1]![1]])
    expect(textOf(all(parseSvg(svg), 'desc')[0])).toContain('4 of 9 values not shown, the first at epoch 3')
    expect(svg).not.toMatch(/="[^"]*(NaN|Infinity)/)
  })

  it('leaves a gap for 0 and below on a log scale', () => {
    const { paths } = line(lossCurve({ name: 'loss', values: [1, 0.5, 0, 0.2, 0.1, -1] }, { scale: 'log' }))
    expect(paths.map((path) => path.length)).toEqual([2, 2])
  })

  it('of nothing finite shows an empty frame that says so', () => {
    const texts = (svg: string) => all(parseSvg(svg), 'text').map(textOf)
    expect(texts(lossCurve({ name: 'loss', values: [NaN, NaN] }))).toContain('no finite values')
    expect(texts(lossCurve({ name: 'loss', values: [-1] }, { scale: 'log' }))).toContain('no positive finite values')
  })

  it('of a hundred thousand points stays small and keeps the only peak', () => {
    const values = new Float32Array(100_000).fill(1)
    values[77_777] = 9
    const svg = lossCurve({ name: 'loss', values })
    expect(svg.length).toBeLessThan(60_000)
    const heights = line(svg).paths[0]!.map(([, y]) => y)
    const { y } = ticks(svg)
    const top = y.at(-1)!
    expect(top[1]).toBe('10')
    expect(Math.min(...heights)).toBeCloseTo(y[0]![0] + (top[0] - y[0]![0]) * 0.9, 0)
  })

  it('of as many gaps stays small too', () => {
    const values = Float64Array.from({ length: 200_000 }, (_, i) => (i % 2 === 0 ? i : NaN))
    expect(lossCurve({ name: 'loss', values }).length).toBeLessThan(300_000)
  })

  it('reads a fall against zero and looks at a plateau closely', () => {
    expect(ticks(lossCurve({ name: 'loss', values: [0.9, 0.3] })).y[0]![1]).toBe('0')
    expect(ticks(lossCurve({ name: 'loss', values: [0.6831, 0.683] })).y[0]![1]).toBe('0.68300')
  })

  it('tells lines apart by colour and by dash, in the legend as in the plot', () => {
    const series = ['sgd', 'adam', 'lion'].map((name) => ({ name, values: [1, 0.5] }))
    const strokes = all(parseSvg(lossCurve(series)), 'path')
      .filter((path) => attribute(path, 'stroke-width') === '2')
      .map((path) => `${attribute(path, 'stroke')} ${attribute(path, 'stroke-dasharray')}`)
    expect(strokes).toHaveLength(6)
    expect(strokes.slice(0, 3)).toEqual(strokes.slice(3))
    expect(new Set(strokes).size).toBe(3)
  })

  it('tells in the legend how many lines it had no room for', () => {
    const series = Array.from({ length: 60 }, (_, i) => ({ name: `seed ${i}`, values: [1, 0.5] }))
    const texts = all(parseSvg(lossCurve(series)), 'text').map(textOf)
    const shown = texts.filter((text) => text.startsWith('seed'))
    expect(texts).toContain(`+ ${60 - shown.length} more`)
  })

  it('escapes every text it is given', () => {
    const nasty = `</text><script>alert("1")</script>&'`
    const svg = lossCurve({ name: nasty, values: [1, 2] }, { title: nasty, description: nasty, xLabel: nasty, yLabel: nasty })
    const root = parseSvg(svg)
    expect(all(root, 'script')).toHaveLength(0)
    expect(textOf(all(root, 'desc')[0])).toBe(nasty)
    expect(all(root, 'title').map(textOf)).toEqual(expect.arrayContaining([nasty]))
  })

  it('follows the reader into the dark, unless a theme is stated', () => {
    const series = { name: 'loss', values: [1, 0.5] }
    expect(lossCurve(series)).toContain('@media(prefers-color-scheme:dark)')
    expect(lossCurve(series, { theme: 'light' })).not.toContain('<style')
    expect(lossCurve(series, { theme: 'dark' })).toContain('fill="#12161c"')
  })

  it('gives the same string for the same numbers, whatever array holds them', () => {
    const values = [0.5, 0.25, 0.125]
    expect(lossCurve({ name: 'a', values: Float32Array.from(values) })).toBe(lossCurve({ name: 'a', values }))
  })

  it('of any numbers and texts is well-formed, and nothing lies outside', () => {
    const anyNumber = oneof(double(), double({ min: -1, max: 1 }), integer({ min: -5, max: 5 }), constantFrom(0, 1e308, -1e308, 5e-324))
    const series = record({ name: string({ unit: 'binary' }), values: array(anyNumber, { minLength: 1, maxLength: 30 }) })
    const options = record({
      title: string({ unit: 'binary' }),
      width: integer({ min: 240, max: 2000 }),
      height: integer({ min: 160, max: 2000 }),
      scale: constantFrom('linear' as const, 'log' as const),
      xLabel: string(),
      yLabel: string(),
    })
    assert(
      property(array(series, { minLength: 1, maxLength: 9 }), options, (list, settings) => {
        const root = parseSvg(lossCurve(list, settings))
        for (const [x, y] of places(root)) {
          expect(x >= 0 && x <= settings.width && y >= 0 && y <= settings.height, `(${x}, ${y})`).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('a loss curve of the wrong things', () => {
  const good: Series = { name: 'loss', values: [1, 2] }
  it.each([
    [[], {}, 'range', /^lossCurve: series is empty/],
    [undefined, {}, 'type', /series is undefined, expected an object \{ name, values \}/],
    [[1, 2, 3], {}, 'type', /series\[0\] is 1, expected an object/],
    [{ name: 'loss', values: [] }, {}, 'range', /series\.values is empty/],
    [[good, { name: 'b', values: [1, '2'] }], {}, 'type', /series\[1\]\.values\[1\] is "2", expected a number/],
    [{ name: 'a', values: BigInt64Array.of(1n) }, {}, 'type', /series\.values\[0\] is 1n/],
    [{ name: 'a', values: 'abc' }, {}, 'type', /series\.values must be an array of numbers/],
    [{ values: [1] }, {}, 'type', /series\.name must be a string, got undefined/],
    [{ ...good, color: 'red' }, {}, 'type', /unknown option "color"/],
    [{ ...good, x: [1] }, {}, 'shape', /series has 2 values, but 1 in x/],
    [{ ...good, x: [2, 1] }, {}, 'range', /series\.x\[1\] is 1 after 2, expected ascending/],
    [{ ...good, x: [1, NaN] }, {}, 'range', /series\.x\[1\] is NaN, expected a finite number/],
    [good, { width: 0 }, 'range', /width must be a finite number in \[240, 10000\], got 0/],
    [good, { width: -640 }, 'range', /width/],
    [good, { height: NaN }, 'range', /height must be a finite number/],
    [good, { height: '360' }, 'type', /height must be a finite number in \[160, 10000\], got "360"/],
    [good, { tittle: 'x' }, 'type', /unknown option "tittle"; did you mean title\?/],
    [good, { scale: 'logarithmic' }, 'type', /unknown scale "logarithmic", expected one of linear, log/],
    [good, { theme: 'drak' }, 'type', /unknown theme "drak".*did you mean dark\?/],
    [good, { title: 7 }, 'type', /title must be a string, got 7/],
    [good, null, 'type', /options must be an object, got null/],
  ])('%o with %o says what is wrong', (series, options, code, message) => {
    expect(() => lossCurve(series as never, options as never)).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
  })
})

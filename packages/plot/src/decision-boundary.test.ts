import { array, assert, double, gen, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all, attribute, parseSvg, pathPoints, places, textOf } from './__fixtures__/parse-svg.ts'
import { decisionBoundary, type Predictions } from './decision-boundary.ts'
import { gridPoints } from './grid-points.ts'

const grid = { x: [0, 1], y: [0, 1], columns: 3, rows: 3 } as const
/** p = x at each place: the boundary is the vertical in the middle. */
const rising: Predictions = { ...grid, values: [0, 0.5, 1, 0, 0.5, 1, 0, 0.5, 1] }
const xor = { points: [0, 0, 0, 1, 1, 0, 1, 1], labels: [0, 1, 1, 0] }

/** The rectangle of the heat map. */
function mapArea(svg: string) {
  const rect = all(parseSvg(svg), 'rect')[1]!
  const [left, top, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(attribute(rect, name))) as [
    number,
    number,
    number,
    number,
  ]
  return { left, top, right: left + width, bottom: top + height }
}

/** The line at 0.5: the first thick one without a filling. */
function boundary(svg: string) {
  const path = all(parseSvg(svg), 'path').find((path) => attribute(path, 'stroke-width') === '2' && attribute(path, 'fill') === 'none')!
  return pathPoints(attribute(path, 'd')!)
}

/** The marks of the samples: of discs their middle, of diamonds their upper corner. */
function marks(svg: string) {
  const root = parseSvg(svg)
  const legendDiscs = 1
  const discs = all(root, 'circle').map((circle) => [Number(attribute(circle, 'cx')), Number(attribute(circle, 'cy'))])
  const diamonds = all(root, 'path')
    .filter((path) => attribute(path, 'd')!.includes('l'))
    .map((path) => pathPoints(attribute(path, 'd')!)[0]![0]!)
  return { discs: discs.slice(0, discs.length - legendDiscs), diamonds: diamonds.slice(0, diamonds.length - legendDiscs) }
}

describe('the grid', () => {
  it('is walked row by row from the lower left, and reaches both ends exactly', () => {
    expect(gridPoints({ x: [0, 1], y: [5, 6], columns: 2, rows: 2 })).toEqual(Float64Array.of(0, 5, 1, 5, 0, 6, 1, 6))
    const points = gridPoints({ x: [-0.1, 0.7], y: [0.1, 0.3], columns: 7, rows: 4 })
    expect(points).toHaveLength(7 * 4 * 2)
    expect([points[0], points[12], points[1], points.at(-1)]).toEqual([-0.1, 0.7, 0.1, 0.3])
  })
})

describe('a decision boundary', () => {
  it('is an accessible picture', () => {
    const svg = parseSvg(decisionBoundary({ ...rising, samples: xor }, { title: 'XOR', classNames: ['off', 'on'] }))
    expect(attribute(svg, 'role')).toBe('img')
    expect(textOf(svg.firstChild as never)).toBe('XOR')
    expect(textOf(all(svg, 'desc')[0])).toBe(
      'Probability of on for x from 0 to 1 and y from 0 to 1: at least 0.5 in 67 % of the area. 4 samples: 2 of off, 2 of on.',
    )
  })

  it('has its line where the probability is 0.5', () => {
    const svg = decisionBoundary(rising)
    const { left, right, top, bottom } = mapArea(svg)
    const [points] = boundary(svg)
    for (const [x] of points!) expect(x).toBeCloseTo((left + right) / 2, 0)
    expect(points!.map(([, y]) => y).sort((a, b) => a - b)).toEqual([top, bottom])
  })

  it('has low rows below', () => {
    // p = y: high above the line.
    const svg = decisionBoundary({ ...grid, values: [0, 0, 0, 0.2, 0.2, 0.2, 1, 1, 1] })
    const { top, bottom } = mapArea(svg)
    // From 0.2 in the middle row to 1 at the top, 0.5 is 3/8 of the way.
    const expected = (top + bottom) / 2 - (3 / 8) * ((bottom - top) / 2)
    for (const [, y] of boundary(svg)[0]!) expect(y).toBeCloseTo(expected, 0)
  })

  it('puts samples at their places, discs for class 0 and diamonds for class 1', () => {
    const svg = decisionBoundary({ ...rising, samples: xor })
    const { left, right, top, bottom } = mapArea(svg)
    const { discs, diamonds } = marks(svg)
    expect(discs).toEqual([
      [left, bottom],
      [right, top],
    ])
    expect(diamonds.map(([x]) => x)).toEqual([left, right])
    expect(diamonds[0]![1]).toBeLessThan(diamonds[1]![1])
  })

  it('takes as many samples as there are', () => {
    const labels = new Uint8Array(150_000)
    const samples = { points: new Float32Array(300_000).fill(0.5), labels }
    // One more in the legend.
    expect(decisionBoundary({ ...rising, samples }).match(/<circle/g)).toHaveLength(150_001)
  })

  it('leaves out samples beyond the ranges and says how many', () => {
    const svg = decisionBoundary({ ...rising, samples: { points: [0.5, 0.5, 2, 0, 0, -1], labels: [0, 0, 1] } })
    expect(marks(svg)).toEqual({ discs: [expect.anything()], diamonds: [] })
    expect(textOf(all(parseSvg(svg), 'desc')[0])).toContain('2 of them outside the picture')
  })

  it('paints no band where the probability never reaches it', () => {
    const bands = (value: number) =>
      all(parseSvg(decisionBoundary({ ...grid, values: Array(9).fill(value) })), 'path').filter((path) => attribute(path, 'fill-rule'))
    expect(bands(0)).toHaveLength(0)
    expect(bands(0.32)).toHaveLength(6)
    expect(bands(1)).toHaveLength(19)
  })

  it('of any probabilities is well-formed, and nothing lies outside', () => {
    const probability = double({ min: 0, max: 1, noNaN: true })
    const size = integer({ min: 2, max: 8 })
    assert(
      property(
        size,
        size,
        array(double({ min: -2, max: 3, noNaN: true }), { minLength: 2, maxLength: 20 }),
        integer({ min: 320, max: 900 }),
        integer({ min: 260, max: 900 }),
        gen(),
        (columns, rows, list, width, height, draw) => {
          const values = Array.from({ length: columns * rows }, () => draw(() => probability))
          const points = list.slice(0, list.length - (list.length % 2))
          const samples = { points, labels: Array.from({ length: points.length / 2 }, (_, i) => i % 2) }
          const root = parseSvg(decisionBoundary({ x: [-1, 2], y: [0, 1e-3], columns, rows, values, samples }, { width, height }))
          for (const [x, y] of places(root)) expect(x >= 0 && x <= width && y >= 0 && y <= height, `(${x}, ${y})`).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('a decision boundary of the wrong things', () => {
  it.each([
    [undefined, {}, 'type', /^decisionBoundary: the grid must be an object/],
    [{ ...rising, x: [1, 0] }, {}, 'range', /x is \[1,0\], expected \[min, max\] with min < max/],
    [{ ...rising, x: [0, Infinity] }, {}, 'range', /x\[1\] is Infinity/],
    [{ ...rising, y: [0, 1, 2] }, {}, 'shape', /y has 3 numbers/],
    [{ ...rising, columns: 1 }, {}, 'range', /columns must be an integer in \[2, 2048\], got 1/],
    [{ ...rising, rows: 2.5 }, {}, 'range', /rows must be an integer/],
    [{ ...rising, rows: 4 }, {}, 'shape', /9 values, but 4 rows of 3 columns need 12/],
    [
      { ...rising, values: [0, 0, 0, 0, 7, 0, 0, 0, 0] },
      {},
      'range',
      /values\[4\] is 7, expected a probability in \[0, 1\]; of logits take the sigmoid/,
    ],
    [{ ...rising, values: [0, 0, 0, NaN, 0, 0, 0, 0, 0] }, {}, 'range', /values\[3\] is NaN/],
    [{ ...rising, value: [] }, {}, 'type', /unknown option "value"; did you mean values\?/],
    [
      { ...rising, samples: { points: [0, 0, 1], labels: [0] } },
      {},
      'shape',
      /1 labels need 2 numbers in samples\.points \(x and y of each\), got 3/,
    ],
    [{ ...rising, samples: { points: [0, 0], labels: [-1] } }, {}, 'range', /samples\.labels\[0\] is -1, expected 0 or 1/],
    [{ ...rising, samples: { points: [0, NaN], labels: [1] } }, {}, 'range', /samples\.points\[1\] is NaN/],
    [{ ...rising, samples: [] }, {}, 'type', /samples/],
    [rising, { classNames: ['a'] }, 'type', /classNames must be two strings/],
    [rising, { classNames: ['a', 1] }, 'type', /classNames\[1\] must be a string, got 1/],
    [rising, { width: 0 }, 'range', /width/],
    [rising, { classnames: ['a', 'b'] }, 'type', /did you mean classNames/],
  ])('%j with %j says what is wrong', (predictions, options, code, message) => {
    expect(() => decisionBoundary(predictions as never, options as never)).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
  })
})

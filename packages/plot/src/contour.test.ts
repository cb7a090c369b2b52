import { assert, double, float, gen, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ContourLine, contourLines, contourRegion, type GridValues } from './contour.ts'

/** A function sampled at the nodes. */
function sampled(columns: number, rows: number, f: (x: number, y: number) => number): GridValues {
  const values = Array.from({ length: columns * rows }, (_, i) => f(i % columns, Math.floor(i / columns)))
  return { values, columns, rows }
}

/** The signed area a closed line encloses: positive when it runs counter-clockwise. */
function area({ points }: ContourLine): number {
  let twice = 0
  points.forEach(([x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length]!
    twice += x * nextY - nextX * y
  })
  return twice / 2
}

/** Whether a place is inside closed lines by the even-odd rule: a ray to the right crosses them an odd number of times. */
function isInside(lines: readonly ContourLine[], x: number, y: number): boolean {
  let crossings = 0
  for (const { points } of lines) {
    points.forEach(([x1, y1], i) => {
      const [x2, y2] = points[(i + 1) % points.length]!
      if (y1 > y !== y2 > y && x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) > x) crossings++
    })
  }
  return crossings % 2 === 1
}

describe('contour lines', () => {
  it('of a plane are straight, with the high side to their left', () => {
    // f = x: at 1.25 the line is vertical, high to the right of it, so it runs downwards.
    const lines = contourLines(
      sampled(3, 3, (x) => x),
      1.25,
    )
    expect(lines).toEqual([
      {
        points: [
          [1.25, 2],
          [1.25, 1],
          [1.25, 0],
        ],
        closed: false,
      },
    ])
  })

  it('of a cone are circles', () => {
    const lines = contourLines(
      sampled(41, 41, (x, y) => Math.hypot(x - 20, y - 20)),
      12.3,
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]!.closed).toBe(true)
    for (const [x, y] of lines[0]!.points) expect(Math.hypot(x - 20, y - 20)).toBeCloseTo(12.3, 1)
    // The high side, outside, lies to the left: the circle runs clockwise.
    expect(area(lines[0]!) / (-Math.PI * 12.3 ** 2)).toBeCloseTo(1, 2)
  })

  it.each([
    // The mean of the corners decides. High ones lie at the lower left and the upper right.
    {
      high: 0.8,
      cutOff: 'high',
      corners: [
        [0, 0],
        [1, 1],
      ],
    },
    {
      high: 1.2,
      cutOff: 'low',
      corners: [
        [1, 0],
        [0, 1],
      ],
    },
  ])('at a saddle of corners 0 and $high cut off the $cutOff corners', ({ high, corners }) => {
    const lines = contourLines({ values: [high, 0, 0, high], columns: 2, rows: 2 }, 0.5)
    const nearest = lines.map(({ points: [from, to] }) => [Math.round((from![0] + to![0]) / 2), Math.round((from![1] + to![1]) / 2)])
    expect(nearest).toHaveLength(2)
    expect(nearest).toEqual(expect.arrayContaining(corners))
  })

  it('of a level that no value reaches are none', () => {
    expect(
      contourLines(
        sampled(4, 4, () => 0.2),
        0.5,
      ),
    ).toEqual([])
  })
})

describe('contour regions', () => {
  it('follow the edge of the grid exactly', () => {
    const region = contourRegion(
      sampled(5, 4, (x) => x / 4),
      0.5,
    )
    expect(region).toHaveLength(1)
    expect(area(region[0]!)).toBeCloseTo(2 * 3, 12)
  })

  it('of a constant high field are the whole grid', () => {
    const region = contourRegion(
      sampled(6, 3, () => 1),
      0.5,
    )
    expect(region.map(area)).toEqual([10])
  })

  it('contain a node exactly when its value is at least the level', () => {
    assert(
      property(integer({ min: 2, max: 7 }), integer({ min: 2, max: 7 }), gen(), (columns, rows, draw) => {
        // Far enough from the level that no line passes through a node.
        const grid = sampled(
          columns,
          rows,
          () => draw(float, { min: 0, max: 1, noNaN: true }) * 0.4 + (draw(integer, { min: 0, max: 1 }) ? 0.55 : 0),
        )
        const region = contourRegion(grid, 0.5)
        expect(region.every(({ closed }) => closed)).toBe(true)
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            // A hair towards the middle, so that nodes on the grid's edge are not on the outline.
            const x = column + (column * 2 < columns ? 1e-6 : -1e-6)
            const y = row + (row * 2 < rows ? 2e-6 : -2e-6)
            expect(isInside(region, x, y)).toBe((grid.values[row * columns + column] as number) >= 0.5)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('have the lines as their inner border: every point of a line interpolates to the level', () => {
    assert(
      property(
        integer({ min: 2, max: 7 }),
        integer({ min: 2, max: 7 }),
        double({ min: 0.1, max: 0.9, noNaN: true }),
        gen(),
        (columns, rows, level, draw) => {
          const grid = sampled(columns, rows, () => draw(double, { min: 0, max: 1, noNaN: true }))
          for (const { points } of contourLines(grid, level)) {
            for (const [x, y] of points) {
              const [left, low] = [Math.floor(x), Math.floor(y)]
              const at = (column: number, row: number) => grid.values[row * columns + column] ?? 0
              const value = Number.isInteger(y)
                ? at(left, low) + (at(Math.min(left + 1, columns - 1), low) - at(left, low)) * (x - left)
                : at(left, low) + (at(left, Math.min(low + 1, rows - 1)) - at(left, low)) * (y - low)
              expect(value).toBeCloseTo(level, 9)
            }
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

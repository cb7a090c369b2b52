import { array, assert, double, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downsample, type Point } from './downsample.ts'

describe('downsample', () => {
  it('keeps up to four points of a column of pixels as they are', () => {
    const points = [0.1, 0.3, 0.5, 0.9, 1.2].map((x) => ({ x, y: x * 2 }))
    expect(downsample(points)).toEqual(points)
  })

  it('keeps the only peak among a million points', () => {
    const points = Array.from({ length: 1_000_000 }, (_, i) => ({ x: (i / 1e6) * 600, y: i === 123_456 ? 7 : 0 }))
    const kept = downsample(points)
    expect(kept.length).toBeLessThanOrEqual(600 * 4)
    expect(kept.filter(({ y }) => y === 7)).toHaveLength(1)
  })

  it('leaves first, last, least and greatest of every column, in order', () => {
    const steps = array(tuple(double({ min: 0, max: 0.7, noNaN: true }), double({ min: -9, max: 9, noNaN: true })), { maxLength: 300 })
    assert(
      property(steps, (list) => {
        let x = 0
        const points = list.map(([step, y]): Point => {
          x += step
          return { x, y }
        })
        const kept = downsample(points)
        expect(kept).toEqual(points.filter((point) => kept.includes(point)))
        for (const column of new Set(points.map((point) => Math.floor(point.x)))) {
          const isHere = (point: Point) => Math.floor(point.x) === column
          const [before, after] = [points.filter(isHere), kept.filter(isHere)]
          expect(after.length).toBeLessThanOrEqual(4)
          expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)])
          const heights = (list: Point[]) => list.map((point) => point.y).sort((a, b) => a - b)
          expect([heights(after)[0], heights(after).at(-1)]).toEqual([heights(before)[0], heights(before).at(-1)])
        }
      }),
    )
  })
})

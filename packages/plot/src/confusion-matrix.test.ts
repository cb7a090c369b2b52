import { array, assert, double, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { all, attribute, parseSvg, places, textOf } from './__fixtures__/parse-svg.ts'
import { confusionMatrix } from './confusion-matrix.ts'

const counts = [
  [8, 2, 0],
  [1, 9, 0],
  [0, 0, 5],
]

const texts = (svg: string): string[] => all(parseSvg(svg), 'text').map((text) => textOf(text))

describe('a confusion matrix', () => {
  it('is an accessible picture', () => {
    const svg = parseSvg(confusionMatrix(counts, { title: 'Pets', classNames: ['cat', 'dog', 'cow'] }))
    expect(attribute(svg, 'role')).toBe('img')
    expect(textOf(svg.firstChild as never)).toBe('Pets')
    expect(textOf(all(svg, 'desc')[0])).toBe(
      'Confusion matrix of 3 classes: 22 of 25 are right (88.0 %). Most often cat is taken for dog: 2 of 10.',
    )
  })

  it('has each number in its row and column, but for zeros', () => {
    const root = parseSvg(confusionMatrix(counts))
    const [background, ...cells] = all(root, 'rect')
    expect(background).toBeDefined()
    expect(cells).toHaveLength(9)
    const numbers = all(root, 'text').filter((text) => /^\d$/.test(textOf(text)))
    const at = (row: number, column: number) => {
      const rect = cells[row * 3 + column]!
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(attribute(rect, name)))
      return numbers.filter((text) => {
        const [left, top] = [Number(attribute(text, 'x')), Number(attribute(text, 'y'))]
        return left > x! && left < x! + width! && top > y! && top < y! + height!
      })
    }
    for (const [row, values] of counts.entries()) {
      for (const [column, value] of values.entries()) {
        expect(at(row, column).map((text) => textOf(text))).toEqual(value === 0 ? [] : [String(value)])
      }
    }
  })

  it('tells each count in a tooltip, and the share of each class that is right', () => {
    const svg = confusionMatrix(counts, { classNames: ['cat', 'dog', 'cow'] })
    expect(all(parseSvg(svg), 'title').map((title) => textOf(title))).toEqual([
      'Confusion matrix',
      'cat taken for cat: 8 of 10',
      'cat taken for dog: 2 of 10',
      'dog taken for cat: 1 of 10',
      'dog taken for dog: 9 of 10',
      'cow taken for cow: 5 of 5',
    ])
    expect(texts(svg)).toEqual(expect.arrayContaining(['80.0 %', '90.0 %', '100.0 %', 'predicted', 'actual']))
  })

  it('paints what is right in another colour than what is wrong, and stronger the more there is', () => {
    const fill = (matrix: number[][], cell: number) =>
      attribute(all(parseSvg(confusionMatrix(matrix, { theme: 'light' })), 'rect')[1 + cell], 'fill')
    const full = [[4, 0], [0, 4]] // biome-ignore format: as a matrix
    expect(fill(full, 0)).toBe('#00578a')
    expect(fill(full, 1)).toBe('#ffffff')
    const wrong = [[0, 4], [4, 0]] // biome-ignore format: as a matrix
    expect(fill(wrong, 0)).toBe('#ffffff')
    expect(fill(wrong, 1)).toBe('#963c00')
    // One mistake in a thousand is seen.
    expect(fill([[999, 1], [0, 1]], 1)).toBe('#fdeee0') // biome-ignore format: as a matrix
  })

  it('takes shares, typed arrays, and classes that never occur', () => {
    expect(texts(confusionMatrix([Float32Array.of(0.25, 0.75), Float32Array.of(0, 0)]))).toEqual(
      expect.arrayContaining(['0.25', '0.75', '25.0 %', '–']),
    )
    expect(confusionMatrix([[0, 0], [0, 0]])).toContain('0 of 0 are right.') // biome-ignore format: as a matrix
  })

  it('leaves numbers and names out where there is no room for them', () => {
    const many = Array.from({ length: 256 }, (_, i) => Array.from({ length: 256 }, (_, j) => (i === j ? 100 : 0)))
    const svg = confusionMatrix(many)
    expect(texts(svg)).not.toContain('100')
    expect(texts(svg).length).toBeLessThan(100)
    expect(svg).toContain('255 taken for 255: 100 of 100')
    const long = confusionMatrix(counts, { classNames: ['a'.repeat(300), 'b'.repeat(300), 'c'] })
    expect(texts(long).every((text) => text.length < 40)).toBe(true)
  })

  it('of any counts is well-formed, and nothing lies outside', () => {
    assert(
      property(
        integer({ min: 2, max: 12 }),
        array(double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 30 }),
        integer({ min: 280, max: 900 }),
        integer({ min: 220, max: 900 }),
        (classes, list, width, height) => {
          const matrix = Array.from({ length: classes }, (_, i) =>
            Array.from({ length: classes }, (_, j) => list[(i * classes + j) % list.length]!),
          )
          const root = parseSvg(confusionMatrix(matrix, { width, height }))
          for (const [x, y] of places(root)) expect(x >= 0 && x <= width && y >= 0 && y <= height, `(${x}, ${y})`).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('a confusion matrix of the wrong things', () => {
  it.each([
    [undefined, {}, 'type', /^confusionMatrix: counts must be an array of rows, got undefined/],
    [[[1]], {}, 'shape', /counts has 1 rows, expected one for each of 2 to 256 classes/],
    [[[1, 2], [1]], {}, 'shape', /counts\[1\] has 1 numbers, expected 2, one for each row/],
    [[[1, 2], 7], {}, 'type', /counts\[1\] must be an array of numbers, got 7/],
    [
      [
        [1, 2],
        [1, -3],
      ],
      {},
      'range',
      /counts\[1\]\[1\] is -3, expected a number that is not negative/,
    ],
    [
      [
        [1, NaN],
        [1, 3],
      ],
      {},
      'range',
      /counts\[0\]\[1\] is NaN/,
    ],
    [counts, { classNames: ['a', 'b'] }, 'type', /classNames must be 3 strings, one for each row/],
    [counts, { classNames: ['a', 'b', 3] }, 'type', /classNames\[2\] must be a string, got 3/],
    [counts, { xLabel: 3 }, 'type', /xLabel must be a string/],
    [counts, { yLabel: null }, 'type', /yLabel must be a string/],
    [counts, { height: 100 }, 'range', /height/],
    [counts, { names: [] }, 'type', /unknown option "names"/],
  ])('%j with %j says what is wrong', (matrix, options, code, message) => {
    expect(() => confusionMatrix(matrix as never, options as never)).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
  })
})

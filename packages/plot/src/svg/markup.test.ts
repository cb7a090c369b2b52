import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attribute, parseSvg, textOf } from '../__fixtures__/parse-svg.ts'
import { coordinate, element } from './markup.ts'

describe('markup', () => {
  it('escapes text and attributes', () => {
    const xml = element('text', { title: `a"b'c<d>&` }, ['<script>alert(1)</script> & "more"']).xml
    expect(xml).not.toContain('<script')
    const parsed = parseSvg(xml)
    expect(attribute(parsed, 'title')).toBe(`a"b'c<d>&`)
    expect(textOf(parsed)).toBe('<script>alert(1)</script> & "more"')
  })

  it.each(['\u0000', '\u0008', '\u001b[31m', '\ufffe', '\ud800', '\udc00x'])('replaces %j, which no XML may hold', (text) => {
    const xml = element('text', { title: text }, [text]).xml
    expect(textOf(parseSvg(xml))).toContain('\ufffd')
  })

  it('of any text is well-formed and says the same, but for what XML forbids', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        // An XML reader turns \r into \n.
        const allowed = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd').replace(/\r\n?/g, '\n')
        expect(textOf(parseSvg(element('text', {}, [text]).xml))).toBe(allowed)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    [0, '0'],
    [-0.04, '0'],
    [12.34, '12.3'],
    [12.35, '12.4'],
    [-3.25, '-3.2'],
    [100, '100'],
    [0.1 + 0.2, '0.3'],
  ])('writes the coordinate %d as %s', (value, text) => {
    expect(coordinate(value)).toBe(text)
  })
})

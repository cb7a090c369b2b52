import { afterEach, describe, expect, it, vi } from 'vitest'
import { asciiText, createTerminal, wrap } from './terminal.ts'

describe('ascii text', () => {
  it('keeps tables and marks one column wide', () => {
    const table = '┌─┬┐│├┼┤└┴┘✓✗■·━'
    expect(asciiText(table)).toMatch(/^[ -~]+$/)
    expect(asciiText(table)).toHaveLength(table.length)
  })

  it('spells out what it can, and shows what it cannot', () => {
    expect(asciiText('σ(0) = ½')).toBe('sigmoid(0) = 1/2')
    expect(asciiText('loss ☃')).toBe('loss ?')
  })
})

describe('wrapped text', () => {
  it('breaks between words', () => {
    expect(wrap('one two three', 8)).toBe('one two\nthree')
    expect(wrap('one two three', Infinity)).toBe('one two three')
    expect(wrap('incomprehensible', 4)).toBe('incomprehensible')
  })

  it('does not count colours', () => {
    expect(wrap('\u001b[1mone\u001b[22m two', 7)).toBe('\u001b[1mone\u001b[22m two')
  })
})

describe('colours', () => {
  const coloured = (env: Record<string, string>, options: { color: boolean; isTTY: boolean }): boolean => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR', 'CI', 'TERM']) vi.stubEnv(name, env[name] ?? '')
    const before = process.stdout.isTTY
    process.stdout.isTTY = options.isTTY
    try {
      return createTerminal(options).colors.isColorSupported
    } finally {
      process.stdout.isTTY = before
    }
  }
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it.each([
    { what: 'a terminal', env: {}, color: true, isTTY: true, expected: true },
    { what: 'a file', env: {}, color: true, isTTY: false, expected: false },
    { what: '--no-color', env: {}, color: false, isTTY: true, expected: false },
    { what: '--no-color against FORCE_COLOR', env: { FORCE_COLOR: '1' }, color: false, isTTY: true, expected: false },
    { what: 'NO_COLOR', env: { NO_COLOR: '1' }, color: true, isTTY: true, expected: false },
    { what: 'CI', env: { CI: 'true' }, color: true, isTTY: true, expected: false },
    { what: 'CI that is false', env: { CI: 'false' }, color: true, isTTY: true, expected: true },
    { what: 'a dumb terminal', env: { TERM: 'dumb' }, color: true, isTTY: true, expected: false },
    { what: 'a file and FORCE_COLOR', env: { FORCE_COLOR: '1' }, color: true, isTTY: false, expected: true },
  ])('$what: $expected', ({ env, expected, ...options }) => {
    expect(coloured(env, options)).toBe(expected)
  })
})

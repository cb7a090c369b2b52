import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { boundaryPicture, lossPicture, matrixPicture, terminalText } from './__fixtures__/readme-examples.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

describe('the README', () => {
  const readme = read('README.md')

  it('shows the text that its example writes', () => {
    expect(readme).toContain(terminalText)
  })

  it.each([
    ['images/loss-curve.svg', lossPicture],
    ['images/decision-boundary.svg', boundaryPicture],
    ['images/confusion-matrix.svg', matrixPicture],
  ])('shows in %s the picture that its example draws', (path, picture) => {
    expect(readme).toContain(`(${path})`)
    expect(read(path)).toBe(`${picture}\n`)
  })

  it('has the code of the examples that the tests run', () => {
    const statements = read('src/__fixtures__/readme-examples.ts')
      .split('\n\n')
      .filter((part) => !part.startsWith('import') && !part.startsWith('//'))
    for (const statement of statements) expect(readme).toContain(statement.trim().replace('export ', ''))
  })
})

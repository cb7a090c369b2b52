import { describe, expect, it } from 'vitest'
import { findOperations, partsOf } from './find-operations.ts'
import { rowOf } from './write-operations.ts'

const operations = findOperations()
const named = (name: string) => operations.find((operation) => operation.name === name)!

describe('the table of operations', () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))('has a row for %s', async (name, operation) => {
    expect((await rowOf(operation)).startsWith(`| [\`${name}\`](`)).toBe(true)
  })

  it('tells formula, gradient, dtypes, source and literature', async () => {
    expect(await rowOf(named('softmax'))).toBe(
      '| [`softmax`](./tensor/functions/softmax.md) | `exp(a) / Σ exp(a)` | y (g − Σ g y) | float32 float64 | [softmax.ts](./sources/softmax.md)<br>Goodfellow et al. 2016, Deep Learning, §4.1. |',
    )
    expect(await rowOf(named('add'))).toContain('| `a + b` | g for both. | float32 float64 int32 |')
    expect(await rowOf(named('where'))).toContain('| `where(a, b, c)` |')
  })

  it('refuses an operation whose docstring says nothing of its gradient', async () => {
    const { gradient, ...forgotten } = named('add')
    await expect(rowOf({ ...forgotten, gradient: undefined })).rejects.toThrow('the docstring of add has no line "Gradient: …"')
  })

  it('refuses an example that does not call the operation', async () => {
    await expect(rowOf({ ...named('add'), example: 'subtract(tensor(1), 2)' })).rejects.toThrow('the example never calls add')
  })
})

it('partsOf reads a docstring in the form of the house', () => {
  const docstring = `/**
 * The sum: of all
 * there is. More.
 *
 * Shape: [a].
 * Gradient: one, which
 * goes on.
 * Source: Somebody 2000.
 *
 * @example
 * f(1) // 2
 */`
  expect(partsOf(docstring)).toEqual({ gradient: 'one, which goes on.', literature: 'Somebody 2000.', example: 'f(1) // 2' })
})

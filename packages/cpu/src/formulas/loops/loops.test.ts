import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

it('keeps the loops of float64 in step with those of float32', () => {
  // One text for each dtype: a loop that sees arrays of two types is 1.8 times slower. Only the rounding of products differs.
  const single = read('float32.ts')
    .replaceAll('Float32', 'Float64')
    .replaceAll('float32', 'float64')
    .replaceAll(/Math\.fround\((.*?)\)/g, '$1')
  expect(read('float64.ts')).toBe(single)
})

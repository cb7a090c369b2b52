// Protects: the program that every host is asked to run learns XOR from our sources, with the bits that its published hash says.
import { expect, it } from 'vitest'
import { xorHash, xorProgram } from './program.ts'
import { trainXor } from './xor.ts'

it('learns XOR, and the bits are those of the hash', async () => {
  const { predictions, hash, warnings } = await trainXor()
  expect(predictions.map(Math.round)).toEqual([0, 1, 1, 0])
  expect(warnings).toEqual([])
  expect(hash).toBe(xorHash)
})

it('is one file that imports nothing but gradus', async () => {
  const code = await xorProgram()
  expect(Array.from(code.matchAll(/\bfrom ["'](.*?)["']/g), ([, specifier]) => specifier)).toEqual(['gradus'])
  expect(code).toContain('trainXor')
})

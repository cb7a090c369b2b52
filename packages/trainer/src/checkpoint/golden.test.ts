// Protects: checkpoints of every released version can be read for ever, and training goes on from them to the same bits.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readCheckpoint } from '../index.ts'
import { goneOn } from './__fixtures__/gone-on.ts'
import { makeTrainer, optimizers } from './__fixtures__/trainings.ts'

const folder = new URL('__fixtures__/golden/', import.meta.url)
const versions = readdirSync(folder).filter((name) => name.endsWith('.safetensors')).map((name) => name.split('.')[0]!) // biome-ignore format: short

it('there is one of the version that is written', () => {
  expect(versions).toContain(String(makeTrainer(optimizers.adam!()).snapshot().version))
})

it.each(versions)('a checkpoint of version %s', async (version) => {
  const expected = JSON.parse(readFileSync(new URL(`${version}.json`, folder), 'utf8'))
  expect(await goneOn(readCheckpoint(readFileSync(new URL(`${version}.safetensors`, folder))))).toEqual(expected)
})

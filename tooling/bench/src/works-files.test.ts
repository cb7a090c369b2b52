import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { chooseWorks } from './works-files.ts'

it('finds every work under a name of its own, done by files that exist, ours first', async () => {
  const works = (await chooseWorks(['']))!.flatMap((chosen) => chosen.works)
  const names = works.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, contenders } of works) {
    expect(contenders[0]?.library, name).toBe('gradus')
    expect(new Set(contenders.map(({ library }) => library)).size, name).toBe(contenders.length)
    for (const { file } of contenders) expect(existsSync(new URL(`contenders/${file}`, import.meta.url)), file).toBe(true)
  }
})

it('chooses by words, of a file or of a work, and leaves out without words what must be asked for', async () => {
  const names = async (...words: string[]) => (await chooseWorks(words)).map(({ name }) => name)
  expect(await names('MLP', 'matmul 512')).toEqual(['matmul', 'matmul-reference', 'mlp'])
  expect(await names()).not.toContain('heap')
  expect(await names('heap')).toEqual(['heap'])
  expect(await names('nothing of that name')).toEqual([])
})

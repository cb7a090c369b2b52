import { readdirSync } from 'node:fs'
import type { Work, WorksFile } from './work.ts'

/** A file of `works/`, and which of its work is to be measured. */
export interface Chosen {
  readonly file: WorksFile
  readonly name: string
  readonly works: readonly Work[]
}

/** All work that has one of the words in its name or its file's; without words all but what must be asked for. */
export async function chooseWorks(words: readonly string[]): Promise<Chosen[]> {
  const names = readdirSync(new URL('works/', import.meta.url)).map((name) => name.replace(/\.ts$/, ''))
  const files = await Promise.all(names.sort().map(async (name) => ({ name, file: (await import(`./works/${name}.ts`)) as WorksFile })))
  return files
    .map(({ name, file }) => ({ name, file, works: file.works().filter((work) => isWanted(words, name, file, work)) }))
    .filter(({ works }) => works.length > 0)
}

function isWanted(words: readonly string[], name: string, file: WorksFile, work: Work): boolean {
  if (words.length === 0) return !file.onlyNamed
  const text = `${name} ${work.name}`.toLowerCase()
  return words.some((word) => text.includes(word.toLowerCase()))
}

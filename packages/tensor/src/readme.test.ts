import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as tensors from './index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
// What is in backticks in a table, taken apart into words.
const named = new Set(
  [...readme.matchAll(/^\|.*\|$/gm)].flatMap(([row]) => [...row.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code!.match(/\w+/g) ?? [])),
)

it.each(Object.keys(tensors).filter((name) => name !== 'Tensor'))('the tables of the README name %s', (name) => {
  expect(named).toContain(name)
})

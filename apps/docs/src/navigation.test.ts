import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sidebar } from '../.vitepress/navigation.ts'

const site = join(import.meta.dirname, '..')

it('names every page of the guide once', () => {
  const groups = sidebar['/guide/'] as readonly { readonly items: readonly { readonly link: string }[] }[]
  const links = groups.flatMap(({ items }) => items.map(({ link }) => link))
  const pages = readdirSync(join(site, 'guide')).filter((name) => name.endsWith('.md'))
  expect(links.sort()).toEqual(pages.map((name) => `/guide/${name.replace('.md', '')}`).sort())
})

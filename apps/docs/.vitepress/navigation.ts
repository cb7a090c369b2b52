import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DefaultTheme } from 'vitepress'
import { entryPoints } from '../src/reference/entry-points.ts'

const site = join(import.meta.dirname, '..')

export const navigation: DefaultTheme.NavItem[] = [
  { text: 'Guide', link: '/guide/getting-started', activeMatch: '/guide/' },
  { text: 'Operations', link: '/reference/operations', activeMatch: '/reference/(operations|sources)' },
  { text: 'Reference', link: '/reference/', activeMatch: '/reference/(?!operations|sources)' },
  { text: 'Benchmarks', link: '/benchmarks' },
  { text: 'About', link: '/bad-inputs', activeMatch: '/(bad-inputs|compatibility|security|decisions/)' },
]

/** What stands beside a page, by where the page is. */
export const sidebar: DefaultTheme.SidebarMulti = {
  '/guide/': [
    { text: 'First steps', items: pages('getting-started', 'xor', 'tensors', 'one-step') },
    { text: 'Parts', items: pages('layers', 'losses', 'optimizers', 'data', 'pictures') },
    { text: 'Training', items: pages('training', 'training-doctor', 'saving', 'reproducibility', 'performance', 'browser') },
    { text: 'In the terminal', items: pages('boundaries', 'digits', 'race') },
    { text: 'Your own parts', items: pages('extending', 'recipes', 'steps-as-data') },
    { text: 'Coming from elsewhere', items: pages('from-keras', 'from-pytorch') },
  ],
  '/reference/': [
    { text: 'Operations', link: '/reference/operations' },
    {
      text: 'Modules',
      link: '/reference/',
      items: entryPoints().map(({ specifier }) => ({ text: specifier, link: moduleLink(specifier) })),
    },
  ],
  '/': [
    { text: 'Benchmarks', link: '/benchmarks' },
    { text: 'What wrong inputs give', link: '/bad-inputs' },
    { text: 'Compatibility', link: '/compatibility' },
    { text: 'Security', link: '/security' },
    { text: 'Decisions', link: '/decisions/', items: decisions() },
  ],
}

/** Pages of the guide, called by their headings. */
function pages(...names: string[]): DefaultTheme.SidebarItem[] {
  return names.map((name) => ({ text: headingOf(`guide/${name}.md`), link: `/guide/${name}` }))
}

function decisions(): DefaultTheme.SidebarItem[] {
  const files = readdirSync(join(site, 'decisions')).filter((file) => /^\d/.test(file))
  return files.sort().map((file) => ({ text: headingOf(`decisions/${file}`), link: `/decisions/${file.replace('.md', '')}` }))
}

function headingOf(page: string): string {
  const heading = /^# (.*)$/m.exec(readFileSync(join(site, page), 'utf8'))
  if (!heading) throw new Error(`${page} has no heading`)
  return heading[1]!
}

function moduleLink(specifier: string): string {
  return `/reference/${specifier.replace('@gradus/', '')}/`
}

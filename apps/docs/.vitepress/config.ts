import { defineConfig } from 'vitepress'
import { navigation, sidebar } from './navigation.ts'

export default defineConfig({
  title: 'Gradus',
  description: 'Neural networks from first steps in TypeScript',
  lang: 'en',
  outDir: './dist',
  rewrites: { 'decisions/README.md': 'decisions/index.md' },
  // With a thousand pages, what all of them share must not stand in each.
  metaChunk: true,
  vite: { build: { chunkSizeWarningLimit: 8000 } },
  themeConfig: {
    nav: navigation,
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    footer: { message: 'MIT licensed.' },
  },
})

import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { placeOf, root } from './example.ts'

/** Lets tests import the modules that examples become; see `modulePath`. */
export function examples(): Plugin {
  return {
    name: 'examples',
    enforce: 'pre',
    resolveId(specifier, importer) {
      const module = specifier.startsWith('.') && importer ? join(dirname(importer), specifier) : specifier
      return placeOf(module) ? module : undefined
    },
    async load(module) {
      const place = placeOf(module)
      if (!place) return undefined
      this.addWatchFile(join(root, place.path))
      // The compiler is only loaded where it is needed.
      const [{ examplesIn }, { moduleOf }] = await Promise.all([import('./examples-in.ts'), import('./module-of.ts')])
      const example = examplesIn(place.path).find(({ line }) => line === place.line)
      return example && moduleOf(example, 'run')
    },
  }
}

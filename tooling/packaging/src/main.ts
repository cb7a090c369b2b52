import { brokenPackage } from './broken-package.ts'
import { budgets } from './budgets.ts'
import { type BundledModule, bundleWithEsbuild } from './bundles.ts'
import { attwed, publinted } from './linted.ts'
import type { Outcome } from './outcome.ts'
import { type Packed, withPacked } from './packed.ts'
import { shaken } from './shaking.ts'

const sizeOnly = process.argv[2] === 'size'
let passed = 0
let failed = 0

function tell({ name, note, complaints }: Outcome): void {
  if (complaints.length === 0) passed++
  else failed++
  console.log(`${complaints.length === 0 ? '✓' : '✗'} ${name}${note === undefined ? '' : `: ${note}`}`)
  for (const complaint of complaints) console.error(`  ${complaint}`)
}

;(await budgets()).forEach(tell)
if (sizeOnly) await tellModules()
else {
  ;(await shaken()).forEach(tell)
  await withPacked(async (packed) => {
    for (const each of packed) {
      tell({ name: `${each.name}: contents`, note: figures(each), complaints: brokenPackage(each) })
      tell(await publinted(each))
      // An app has a command, and nothing to import.
      if (each.manifest.exports !== undefined) tell(await attwed(each))
    }
  })
}
console.log(`packaging: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function figures({ files, archiveBytes }: Packed): string {
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return `${files.size} files, ${kilobytes(archiveBytes)} packed, ${kilobytes(bytes)} unpacked`
}

/** What XOR's bundle is made of, by package and by module. */
async function tellModules(): Promise<void> {
  const { modules } = await bundleWithEsbuild("export * from './entries/xor.ts'")
  const byPackage = new Map<string, number>()
  for (const { path, bytes } of modules) {
    const name = path.split('/')[0]!
    byPackage.set(name, (byPackage.get(name) ?? 0) + bytes)
  }
  const shown = 25
  const list = (rows: readonly BundledModule[]): void =>
    rows.forEach(({ path, bytes }) => void console.log(`${kilobytes(bytes).padStart(10)}  ${path}`))
  console.log('Of the bundle of XOR, before compression:')
  list([...byPackage].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes))
  console.log(`The largest ${shown} of its ${modules.length} modules:`)
  list(modules.slice(0, shown))
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

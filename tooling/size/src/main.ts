import { entryNames, limits } from './limits.ts'
import { bundle, byPackage, isBuilt, type Module } from './measure.ts'

const shown = 25
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
const list = (modules: readonly Module[]): void => modules.forEach(({ path, bytes }) => void console.log(`  ${kilobytes(bytes)}  ${path}`))

let failures = 0
function fail(text: string): void {
  console.error(text)
  failures++
}

for (const entry of entryNames) {
  const { raw, gzip, modules } = await bundle(entry)
  console.log(`${entry}: ${kilobytes(raw).trim()}, gzip ${gzip} of ${limits[entry]}`)
  if (gzip > limits[entry]) fail(`${entry} is too large`)
  if (entry === 'xor') {
    list(byPackage(modules))
    console.log(`The largest ${shown} of ${modules.length} modules`)
    list(modules.slice(0, shown))
  }
  if (!isBuilt()) continue
  const built = await bundle(entry, 'dist')
  console.log(`  from what was built: gzip ${built.gzip}`)
  // Modules in another order compress a little differently.
  if (Math.abs(built.gzip - gzip) > gzip / 100) fail(`${entry}: what was built is not what the sources give: build again, or find out why`)
}
process.exitCode = failures === 0 ? 0 : 1

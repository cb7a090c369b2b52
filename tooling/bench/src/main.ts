import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { Bench } from 'tinybench'

/** A benchmark file exports `measure`, which adds its tasks. */
interface BenchmarkFile {
  measure(bench: Bench): void | Promise<void>
}

// Runs every `*.bench.ts` beside this file, or those whose names contain one of the arguments.
const wanted = process.argv.slice(2)
const files = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))

for (const file of files.sort()) {
  const { measure } = (await import(new URL(file, import.meta.url).href)) as BenchmarkFile
  const bench = new Bench({ name: basename(file, '.bench.ts') })
  await measure(bench)
  await bench.run()
  console.log(`\n${bench.name}`)
  console.table(bench.table())
}

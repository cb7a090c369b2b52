import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { describeMachine } from './page/machine.ts'
import { pageOf } from './page/page.ts'
import { runWorks } from './run-works.ts'
import { jsonOf, tableOf } from './table.ts'
import { chooseWorks } from './works-files.ts'

// Measures all work, or what has one of the words in its name or its file's.
const { positionals: words, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, page: { type: 'boolean' }, source: { type: 'boolean' } },
})

// What is measured is what is published: a loader that runs sources names every function anew each time it is made, which costs.
if (!values.source) build()
const nodeArguments = values.source ? process.execArgv : process.execArgv.filter((argument) => !argument.startsWith('--conditions'))

const outcome = await runWorks(await chooseWorks(words), nodeArguments)
const rows = outcome.measured.flatMap((each) => [...each.rows, ...each.summary])
if (values.page) {
  const page = new URL('../../../apps/docs/benchmarks.md', import.meta.url)
  writeFileSync(page, pageOf(outcome, words, describeMachine()))
  console.error(`written: ${fileURLToPath(page)}`)
}
console.log(values.json ? jsonOf(rows) : tableOf(rows))
if (outcome.failures > 0) process.exitCode = 1

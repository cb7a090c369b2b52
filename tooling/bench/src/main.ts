import { readdirSync } from 'node:fs'
import { measure } from './measure.ts'
import { tableOf } from './table.ts'
import type { Row, WorksFile } from './work.ts'
import { WorkerProcesses } from './workers/worker-processes.ts'

const wanted = process.argv.slice(2)
const rows: Row[] = []
for (const file of readdirSync(new URL('works/', import.meta.url)).sort()) {
  const { works, together = false } = (await import(`./works/${file}`)) as WorksFile
  const chosen = works().filter(({ name }) => wanted.some((word) => `${file} ${name}`.toLowerCase().includes(word.toLowerCase())))
  const workers = new WorkerProcesses(process.execArgv, together)
  for (const work of chosen) {
    rows.push(...(await measure([work], workers, { dropped: (w, c, e) => console.error(w.name, c.library, e), now: () => performance.now() })))
    await workers.end()
  }
}
console.log(tableOf(rows))

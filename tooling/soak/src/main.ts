import { parseArgs } from 'node:util'
import { complaintsOf } from './complaints.ts'
import { type Soaked, soak } from './soak.ts'
import { tableOf } from './table.ts'
import { trainings } from './trainings.ts'

// Trains for long, with each engine, one after the other: see README.md.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { steps: { type: 'string', default: '100000' } } })

const rows: Soaked[] = []
for (const name of Object.keys(trainings)) {
  if (positionals.length > 0 && !positionals.some((word) => name.includes(word))) continue
  rows.push(await soak(name, Number(values.steps)))
  console.error(`soaked: ${name}`)
}
console.log(tableOf(rows))
const complaints = rows.flatMap((row) => complaintsOf(row))
for (const complaint of complaints) console.error(complaint)
if (rows.length === 0) console.error('no training has such a name')
if (rows.length === 0 || complaints.length > 0) process.exitCode = 1

import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Row } from './measure.ts'
import { tableOf } from './table.ts'

// Measures all work, or what has one of the arguments in its name or its file's; `--json` prints rows for a program to read.
const json = process.argv.includes('--json')
const wanted = process.argv.slice(2).filter((argument) => argument !== '--json')

// Each file in a process of its own: what the engine has learnt from other work slows the next.
const runner = fileURLToPath(new URL('run-file.ts', import.meta.url))
const rows = readdirSync(new URL('works/', import.meta.url))
  .sort()
  .flatMap((file): Row[] => {
    const args = [...process.execArgv, runner, file, ...wanted]
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] }))
  })

console.log(json ? JSON.stringify(rows, null, 2) : tableOf(rows))

// A process that writes versions of a checkpoint until it is killed or has written enough: writer.js <path> <first> <count> <elements>.
// It prints each number once it is written, and an error as JSON.
import { writeSync } from 'node:fs'
import { fileStore } from '../file-store.ts'
import { version } from './versions.ts'

const [path, first, count, elements] = process.argv.slice(2) as [string, string, string, string]
const store = fileStore(path)
const versions = Array.from({ length: Number(count) }, (_, i) => Number(first) + i)
try {
  for (const number of versions) {
    const bytes = version(number, Number(elements))
    if (number === Number(first)) writeSync(1, 'ready\n')
    await store.write(bytes)
    writeSync(1, `${number}\n`)
  }
} catch (error) {
  writeSync(1, `${JSON.stringify({ code: (error as { code?: unknown }).code, message: (error as Error).message })}\n`)
}

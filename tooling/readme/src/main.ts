import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from 'tooling-examples/example'
import { pages } from 'tooling-examples/pages'
import { complaintsAbout } from './complaints.ts'
import { difference } from './difference.ts'
import { type Generated, generatedIn } from './generated.ts'
import { isAtHand, type Renewal, renewalsOf } from './renewals.ts'

// Makes the blocks and pictures of all pages anew, or of those named; with --check it only says what differs, and fails.
const { positionals, values } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } })

const counts = { parts: 0, stale: 0, complaints: 0 }
const skipped: string[] = []
for (const page of positionals.length > 0 ? positionals : pages()) {
  const text = readFileSync(join(root, page), 'utf8')
  for (const complaint of await complaintsAbout(page, text)) {
    counts.complaints++
    console.log(complaint)
  }
  // From the last to the first, so that the lines of the others stay where they are.
  for (const part of generatedIn(page, text).toReversed()) {
    counts.parts++
    const place = `${page}:${part.line}: ${part.command}`
    if (!isAtHand(part)) {
      skipped.push(`${place} (needs ${part.needs})`)
      continue
    }
    for (const renewal of await renewalsOf(part)) {
      const found = difference(renewal.before, renewal.after)
      if (found === undefined) continue
      counts.stale++
      console.log(`${place}\n${renewal.file}\n${found}\n`)
      if (!values.check) write(renewal, part)
    }
  }
}
for (const place of skipped) console.log(`skipped: ${place}`)
const verb = values.check ? 'differ' : 'made anew'
console.log(`readme: ${counts.parts} parts, ${counts.stale} ${verb}, ${skipped.length} skipped, ${counts.complaints} complaints`)
if (counts.complaints > 0 || (values.check && counts.stale > 0)) process.exitCode = 1

function write({ file, after }: Renewal, { line, text }: Generated): void {
  if (text === undefined) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), after)
    return
  }
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  lines.splice(line - 1, text.split('\n').length, ...after.split('\n'))
  writeFileSync(join(root, file), lines.join('\n'))
}

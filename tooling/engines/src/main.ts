import expected from './__fixtures__/hashes.json' with { type: 'json' }
import { fingerprint } from './fingerprint.ts'
import { take } from './hosts.ts'
import { nets } from './nets.ts'

// The program: see README.md. It uses nothing but what every JavaScript engine has, arguments and exit code apart.
const options = process.argv.slice(2)
for (const option of options) if (option.startsWith('--without=')) take(option.slice('--without='.length))

const hashes: Record<string, string> = {}
const differences: string[] = []
const reasons = new Set<string>()
for (const [name, train] of Object.entries(nets)) {
  for (const engine of ['compiled', 'eager'] as const) {
    const outcome = await train(engine)
    const hash = await fingerprint(outcome)
    for (const warning of outcome.warnings) reasons.add(`${engine}: ${warning}`)
    hashes[name] ??= hash
    if (hash !== (expected as Record<string, string>)[name]) differences.push(`${name}, ${engine}: ${hash}`)
  }
}
console.log(JSON.stringify(options.includes('--print') ? hashes : { hashes, reasons: [...reasons], differences }, null, 2))
if (differences.length > 0 && !options.includes('--print')) process.exitCode = 1

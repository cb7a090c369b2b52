import { beforeAll, describe, expect, it } from 'vitest'
import { type Claim, claimsIn } from './claims.ts'
import { compilerComplaints } from './complaints.ts'
import { type Example, modulePath, nameOf } from './example.ts'
import { findExamples } from './find-examples.ts'
import { recordOf } from './record.ts'

const examples = findExamples().map((example) => [nameOf(example), example] as const)

describe('what documentation says is so', () => {
  it.each(examples)('%s', async (name, example) => {
    await import(/* @vite-ignore */ modulePath(example))
    const { kept, printed } = recordOf(name)
    const missed = claimedLines(example, 'value', 'error').filter((line) => !kept.includes(line))
    expect(missed, 'lines that were not reached').toEqual([])
    if (printed.length > 0 || example.output !== undefined) expect(printed.join('\n')).toBe(example.output)
  })
})

describe('what documentation shows compiles', () => {
  let complaints: ReturnType<typeof compilerComplaints>
  beforeAll(() => {
    complaints = compilerComplaints(examples.map(([, example]) => example))
  }, 120_000)

  it.each(examples)('%s', (name, example) => {
    const unexpected = [...complaints.get(name)!]
    for (const claim of claimsIn(example.code)) {
      if (claim.kind !== 'refused') continue
      // The statement ends on the line of its comment or above.
      const before = unexpected.filter(({ line }) => line <= example.line + claim.line)
      expect(before.map(({ message }) => message).join('\n')).toContain(claim.message)
      unexpected.splice(
        unexpected.findIndex(({ message }) => message.includes(claim.message)),
        1,
      )
    }
    expect(unexpected).toEqual([])
  })
})

function claimedLines(example: Example, ...kinds: Claim['kind'][]): number[] {
  return claimsIn(example.code).flatMap(({ kind, line }) => (kinds.includes(kind) ? [example.line + line] : []))
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from 'tooling-examples/example'
import { pages } from 'tooling-examples/pages'
import { describe, expect, it } from 'vitest'
import { generatedIn } from './generated.ts'
import { isAtHand, renewalsOf } from './renewals.ts'

const parts = pages().flatMap((page) => generatedIn(page, readFileSync(join(root, page), 'utf8')))

describe('what pages show is what commands give (pnpm readme makes it anew)', () => {
  for (const part of parts) {
    it.skipIf(!isAtHand(part))(`${part.page}:${part.line}: ${part.command}`, { timeout: 180_000 }, async () => {
      for (const { before, after } of await renewalsOf(part)) expect(before).toBe(after)
    })
  }
})

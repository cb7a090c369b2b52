import { join } from 'node:path'
import { type Claim, claimsIn } from './claims.ts'
import { type Example, nameOf, root } from './example.ts'
import { declaredNames, freeNames } from './names.ts'
import { originOf } from './scope.ts'

/** What a module is made for: to run, or to be read by the compiler. */
export type Purpose = 'run' | 'compile'

const record = join(root, 'tooling/examples/src/record.ts')

/**
 * The example as a module of TypeScript: with imports for the names it leaves open, with checks for what its comments claim, and on the
 * lines that it has in its file.
 */
export function moduleOf(example: Example, purpose: Purpose): string {
  const claims = claimsIn(example.code)
  const edits = claims.map((claim) => (purpose === 'run' ? editToRun(claim, example) : editToCompile(claim)))
  const lines = '\n'.repeat(example.line - 2)
  const head = [...importsOf(example, claims), ...(purpose === 'run' ? runHead(example) : compileHead)]
  const exported = declaredNames(example.code).filter((name) => !isExported(name, example.code))
  return `${lines}${head.join('; ')}\n${edited(example.code, edits)}\nexport { ${exported.join(', ')} }\n`
}

function importsOf(example: Example, claims: readonly Claim[]): string[] {
  const types = claims.flatMap((claim) => (claim.kind === 'type' ? `type Claimed = ${claim.expected}\n` : []))
  return freeNames(`${example.code}\n${types.join('')}`).flatMap((free) => {
    const origin = originOf(free, example)
    return origin ? `import { ${origin.name} as ${free} } from '${origin.specifier}'` : []
  })
}

function runHead(example: Example): string[] {
  return [
    `import { recorderOf as __recorderOf } from '${record}'`,
    `const __record = __recorderOf('${nameOf(example)}'), { console } = __record`,
  ]
}

const compileHead = ['type __Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false']

function isExported(name: string, code: string): boolean {
  return new RegExp(`^export .*\\b${name}\\b`, 'm').test(code)
}

/** A new text for a part of the code, on as many lines. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

function editToRun(claim: Claim, { code, line }: Example): Edit {
  const { statement } = claim
  const [start, end] = [statement.getStart(), statement.end]
  const text = code.slice(start, end)
  const at = line + claim.line
  switch (claim.kind) {
    case 'value': {
      const names = declaredNames(text)
      return names.length === 1
        ? { start, end, text: `${text}; __record.value(${names[0]}, ${claim.expected}, ${at})` }
        : { start, end, text: `__record.value((${text.replace(/;$/, '')}), ${claim.expected}, ${at})` }
    }
    case 'error': {
      const run = `async () => (${text.replace(/;$/, '')})`
      return { start, end, text: `await __record.error(${run}, '${claim.code}', ${JSON.stringify(claim.message)}, ${at})` }
    }
    case 'refused':
      return { start, end, text: text.replace(/[^\n]/g, ' ') }
    case 'type':
      return { start, end, text }
  }
}

function editToCompile(claim: Claim): Edit {
  const end = claim.statement.end
  const text = claim.kind === 'type' ? `; true satisfies __Same<${claim.statement.name.text}, ${claim.expected}>` : ''
  return { start: end, end, text }
}

function edited(code: string, edits: readonly Edit[]): string {
  let text = ''
  let from = 0
  for (const edit of edits) {
    text += code.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return text + code.slice(from)
}

// Protects: whatever is exported answers wrong arguments with a GradusError in words, and never with an error from its inside or a result.

import { setBackend } from '@gradus/tensor'
import { wasm } from '@gradus/wasm'
import { afterEach, describe, expect, it } from 'vitest'
import { allowed, unchecked } from './exceptions.ts'
import { buildLayer } from './layer-calls.ts'
import { attempt, complaintsOf } from './misuse.ts'
import { parameterCount } from './parameter-count.ts'
import { privateMethods } from './private-methods.ts'
import { type Callable, exportedFunctions, methodsOf } from './surface.ts'
import { argumentsFor, owners } from './usual-calls.ts'

const hidden = privateMethods()
const paths: string[] = []
const seen = new Set<object>()

/** A function once, and whether it is to be checked. */
function isChecked({ path, declared }: Callable): boolean {
  paths.push(path)
  if (seen.has(declared) || hidden.has(path) || unchecked.some(({ paths }) => paths.test(path))) return false
  seen.add(declared)
  return true
}

/** The owner to call methods on: what a call gave, a layer built, or an instance of its class for which calls are known. */
function typical(given: unknown): unknown {
  buildLayer(given)
  return owners[(given as object | null | undefined)?.constructor?.name ?? '']?.() ?? given
}

const functions = (await exportedFunctions()).filter(isChecked)
const methods: Callable[] = []
const unknown: string[] = []
for (const each of functions) {
  const good = await argumentsFor(each)
  if (good === undefined) unknown.push(each.path)
  else {
    const outcome = await attempt(each.call, good())
    if ('gave' in outcome) methods.push(...methodsOf(each.path, typical(outcome.gave)).filter(isChecked))
  }
}

// A backend with a part too many is taken.
afterEach(() => setBackend(wasm))

it('a call is known for every function: add those that cannot be guessed', async () => {
  for (const each of methods) if (parameterCount(each.declared) > 0 && !(await argumentsFor(each))) unknown.push(each.path)
  expect(unknown).toEqual([])
})

describe.each([
  ['functions', functions],
  ['methods of what they give', methods],
])('%s', (_, callables) => {
  it.each(callables.filter(({ declared }) => parameterCount(declared) > 0).map((each) => [each.path, each] as const))(
    '%s',
    async (_path, each) => {
      const good = await argumentsFor(each)
      const outcome = await attempt(each.call, good!())
      if ('threw' in outcome) throw new Error('the call that should be right was refused', { cause: outcome.threw })
      const complaints = await complaintsOf(each, good!)
      expect(complaints.filter((complaint) => !allowed.some((each) => each.complaint.test(complaint)))).toEqual([])
    },
  )
})

it('every exception is for something that exists', () => {
  const idle = unchecked.filter((exception) => !paths.some((path) => exception.paths.test(path)))
  expect(idle).toEqual([])
  expect([...hidden]).toContain('Trainer.underWay')
})

it('finds what it is meant to find', async () => {
  const call = (a: unknown, { b }: { b?: number } = {}) => (typeof a === 'number' ? a + (b ?? 0) : (a as string).at(0))
  const complaints = await complaintsOf({ path: 'f', call: call as never, declared: call }, () => [1, { b: 2 }])
  expect(complaints).toContain('f: argument 0 = null: leaks TypeError "Cannot read properties of null (reading \'at\')"')
  expect(complaints).toContain('f: argument 0 = "2" passes')
  expect(complaints).toContain('f: argument 1.b = "2" passes')
  expect(complaints).toContain('f: argument 1.nonsense = 1 passes')
})

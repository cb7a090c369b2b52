// Protects: a snapshot that was changed is put back as it says, or refused in words and nothing has changed; what was put back is kept in a file.
import { GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { expect, it } from 'vitest'
import { data, fitOptions, makeTrainer, optimizers } from './checkpoint/__fixtures__/trainings.ts'
import { readCheckpoint, type TrainerSnapshot, writeCheckpoint } from './index.ts'

type Json = Record<string, unknown>

const others = fc.constantFrom<unknown>(0, -1, 1.5, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64, NaN, Infinity, '1', '__proto__', null, true, [], {}, [1], new Float32Array(1), new Float32Array(16), new Float64Array(16)) // biome-ignore format: a list
const change = fc.record({
  /** Which property to go into, level by level; the last is changed. */
  path: fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom('set', 'set', 'remove', 'swap', 'add'),
  other: others,
})

/** Changes a place within plain data that the numbers lead to. */
function apply(root: Json, { path, kind, other }: { path: readonly number[]; kind: string; other: unknown }): void {
  let at = root
  for (const [depth, choice] of path.entries()) {
    const keys = Object.keys(at)
    const key = keys[choice % Math.max(1, keys.length)]
    if (key === undefined) return
    const inner = at[key]
    if (depth < path.length - 1 && typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner)) {
      at = inner as Json
      continue
    }
    const neighbour = keys[(choice + 1) % keys.length]!
    if (kind === 'set') at[key] = other
    else if (kind === 'remove') delete at[key]
    else if (kind === 'add' && Array.isArray(at)) at.push(other)
    else if (kind === 'add') at[`${key} too`] = other
    else [at[key], at[neighbour]] = [at[neighbour], at[key]]
    return
  }
}

it.each([
  [
    'a validation that is none',
    { validation: Float32Array.of(0) },
    /its validation tells loss, meanAbsoluteError, in the snapshot nothing;/,
  ],
  ['no warnings', { warnings: undefined }, /warnings must be a list, got undefined/],
])('%s', async (_, part, message) => {
  const trainer = makeTrainer(optimizers.adam!(), { engine: 'eager' })
  await trainer.fit(data, { ...fitOptions, epochs: 1 })
  const { run, ...rest } = trainer.snapshot()
  const snapshot = { ...rest, run: { ...run!, history: { ...run!.history, ...part } } }
  expect(() => trainer.restore(snapshot as never)).toThrow(
    expect.objectContaining({ name: 'GradusError', message: expect.stringMatching(message) }),
  )
})

it('with parts changed, swapped, added and left out', async () => {
  const options = { ...fitOptions, epochs: 1 }
  const make = () => makeTrainer(optimizers.adam!(), { engine: 'eager' })
  const first = make()
  await first.fit(data, options)
  const good = first.snapshot()
  const prototype = Object.getOwnPropertyNames(Object.prototype).join()
  let [taken, refused] = [0, 0]
  const trainer = make()
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      trainer.restore(good)
      const snapshot = structuredClone(good)
      for (const each of changes) apply(snapshot as unknown as Json, each)
      try {
        trainer.restore(snapshot)
        taken++
      } catch (error) {
        if (!(error instanceof GradusError)) throw error
        refused++
        expect(trainer.snapshot()).toEqual(good)
        return
      } finally {
        expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype)
      }
      try {
        const kept: TrainerSnapshot = trainer.snapshot()
        expect(readCheckpoint(writeCheckpoint(kept))).toEqual(kept)
        // How far the training was is read where it goes on.
        await trainer.fit(data, options)
      } catch (error) {
        if (!(error instanceof GradusError)) throw error
      }
    }),
    runs(150),
  )
  expect(taken).toBeGreaterThan(5)
  expect(refused).toBeGreaterThan(20)
})

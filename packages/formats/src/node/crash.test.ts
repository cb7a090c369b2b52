// Protects: whenever a program is killed or a machine loses power while a checkpoint is written, the old one or the new one is there, whole (rows 119, 122).
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { CrashingDisk, type Fault, Killed, remains } from './__fixtures__/crashing-disk.ts'
import { numberIn, storeOnDisk, version } from './__fixtures__/versions.ts'

interface Scenario {
  readonly versions: number
  readonly hardLinks: boolean
  readonly largestWrite: number
}

/** A disk on which some versions were written, each by a process of its own, and safely. */
async function diskWith({ versions, hardLinks, largestWrite }: Scenario): Promise<CrashingDisk> {
  let disk = new CrashingDisk()
  for (let i = 1; i <= versions; i++) {
    await storeOnDisk(disk).write(version(i))
    disk = disk.afterKill()
  }
  return Object.assign(disk, { hardLinks, largestWrite })
}

/** Every state that a crash may leave of a disk. */
function* crashes(disk: CrashingDisk): Generator<[what: string, disk: CrashingDisk]> {
  yield ['killed', disk.afterKill()]
  for (const left of disk.hasUnsafeContents ? remains : ['all' as const])
    for (let kept = 0; kept < 1 << disk.unsafeNames; kept++)
      yield [`power lost, names ${kept.toString(2)}, contents: ${left}`, disk.afterPowerFailure(kept, left)]
}

async function read(disk: CrashingDisk): Promise<number | undefined> {
  const bytes = await storeOnDisk(disk).read()
  return bytes === undefined ? undefined : numberIn(bytes)
}

/** Writes the next version with a fault; whether the write came to its end. */
async function writeNext(disk: CrashingDisk, number: number, fault: Fault | undefined): Promise<boolean> {
  if (fault !== undefined) disk.fault = fault
  try {
    await storeOnDisk(disk).write(version(number))
    return true
  } catch (error) {
    if (error instanceof Killed || (error as Error).cause instanceof Killed) return false
    throw error
  }
}

const scenarios: Scenario[] = [
  { versions: 0, hardLinks: true, largestWrite: Infinity },
  { versions: 1, hardLinks: true, largestWrite: Infinity },
  { versions: 3, hardLinks: true, largestWrite: 100 },
  { versions: 3, hardLinks: false, largestWrite: 100 },
]

describe.each(scenarios)('after $versions versions (hard links: $hardLinks, at most $largestWrite bytes at once)', (scenario) => {
  const next = scenario.versions + 1
  const old = scenario.versions === 0 ? undefined : scenario.versions

  it('at every operation, whatever is lost', async () => {
    const rehearsal = await diskWith(scenario)
    await writeNext(rehearsal, next, undefined)
    const count = rehearsal.operations.length
    expect(count).toBeGreaterThan(8)
    let states = 0
    for (let at = 0; at < count; at++) {
      for (const how of ['before', 'half', 'after'] as const) {
        const disk = await diskWith(scenario)
        const done = await writeNext(disk, next, { at, how })
        for (const [what, left] of crashes(disk)) {
          const where = `${how} operation ${at} (${rehearsal.operations[at]}), ${what}`
          const found = await read(left)
          expect(done ? [next] : [old, next], where).toContain(found)
          // And it goes on from there: the next version, the one before, and nothing else.
          await storeOnDisk(left).write(version(9))
          expect(await read(left), where).toBe(9)
          if (found !== undefined) expect(numberIn((await storeOnDisk(left).readPrevious())!), where).toBe(found)
          expect(
            [...left.files().keys()].filter((path) => path.endsWith('.tmp')),
            where,
          ).toEqual([])
          states++
        }
      }
    }
    expect(states).toBeGreaterThan(100)
  })

  it('what was written to the end is there, whatever is lost then', async () => {
    const disk = await diskWith(scenario)
    expect(await writeNext(disk, next, undefined)).toBe(true)
    for (const [what, left] of crashes(disk)) expect(await read(left), what).toBe(next)
  })
})

it('crash after crash', async () => {
  const step = fc.record({
    at: fc.nat(40),
    how: fc.constantFrom('before' as const, 'half' as const, 'after' as const),
    kept: fc.nat(255),
    left: fc.constantFrom(...remains),
    power: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      let disk = new CrashingDisk()
      let now: number | undefined
      for (const [i, { at, how, kept, left, power }] of steps.entries()) {
        const done = await writeNext(disk, i + 1, { at, how })
        disk = power ? disk.afterPowerFailure(kept, left) : disk.afterKill()
        const found = await read(disk)
        expect(done ? [i + 1] : [now, i + 1]).toContain(found)
        now = found
      }
    }),
    runs(300),
  )
})

describe('the model would see', () => {
  const scenario = scenarios[2]!
  it.each(['sync of files', 'sync of folders'] as const)('that the %s is left out', async (ignored) => {
    const disk = Object.assign(await diskWith(scenario), { ignored })
    await writeNext(disk, 4, undefined)
    const found = new Set<number | string | undefined>()
    for (const [, left] of crashes(disk)) found.add(await read(left).catch((error: Error) => error.message.slice(0, 20)))
    expect([...found]).not.toEqual([4])
  })
})

// Protects: whatever a file system refuses, and when, the error says it, what was there stays, and nothing is left behind (rows 120, 121, 126).
import { GradusError } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { CrashingDisk } from './__fixtures__/crashing-disk.ts'
import { numberIn, storeOnDisk, version } from './__fixtures__/versions.ts'

const path = '/run/last.safetensors'

async function diskWith(...numbers: number[]): Promise<CrashingDisk> {
  const disk = new CrashingDisk()
  for (const number of numbers) await storeOnDisk(disk).write(version(number))
  return disk.afterKill()
}

async function refusal(result: Promise<unknown>): Promise<GradusError> {
  const error = await result.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(GradusError)
  expect((error as GradusError).code).toBe('file')
  return error as GradusError
}

describe.each(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'EBUSY', 'ENOENT', 'EMFILE'])('%s at any operation', (code) => {
  it.each([1, 1000])('%i times', async (times) => {
    const rehearsal = await diskWith(1, 2)
    await storeOnDisk(rehearsal).write(version(3))
    for (let at = 0; at < rehearsal.operations.length; at++) {
      const disk = await diskWith(1, 2)
      disk.fault = { at, how: 'fail', code, times }
      const where = `${code} at ${at} (${rehearsal.operations[at]})`
      const error = await storeOnDisk(disk)
        .write(version(3))
        .then(
          () => undefined,
          (reason: unknown) => reason,
        )
      const files = [...disk.files().keys()]
      const there = numberIn(disk.files().get(path)!)
      if (error === undefined) expect(there, where).toBe(3)
      else {
        expect(error, where).toBeInstanceOf(GradusError)
        const { message } = error as GradusError
        expect((error as GradusError).code, where).toBe('file')
        expect(message, where).toContain(`"${path}"`)
        expect(message, where).toContain(`(${code})`)
        expect(there, where).toBe(message.includes('the new version is in place') ? 3 : 2)
        const kept = /the new one is "(.*)"/.exec(message)?.[1]
        if (kept !== undefined) expect(numberIn(disk.files().get(kept)!), where).toBe(3)
        else
          expect(
            files.filter((each) => !each.startsWith(path)),
            where,
          ).toEqual([])
      }
      disk.fault = undefined
      const later = new CrashingDisk(disk.files())
      await storeOnDisk(later).write(version(4))
      expect(numberIn((await storeOnDisk(later).read())!), where).toBe(4)
      expect([2, 3], where).toContain(numberIn((await storeOnDisk(later).readPrevious())!))
    }
  })
})

describe('a rename that is refused', () => {
  const at = async (nth: number) => {
    const rehearsal = await diskWith(1, 2)
    await storeOnDisk(rehearsal).write(version(3))
    return rehearsal.operations.flatMap((name, i) => (name === 'rename' ? [i] : []))[nth]!
  }

  it('for a while is tried again, with longer and longer pauses', async () => {
    const disk = await diskWith(1, 2)
    disk.fault = { at: await at(1), how: 'fail', code: 'EPERM', times: 5 }
    const pauses: number[] = []
    await storeOnDisk(disk, { waited: (milliseconds) => void pauses.push(milliseconds) }).write(version(3))
    expect(pauses).toEqual([10, 20, 40, 80, 160])
    expect(numberIn((await storeOnDisk(disk).read())!)).toBe(3)
    expect([...disk.files().keys()].sort()).toEqual([path, `${path}.previous`])
  })

  it('for good keeps both files, and the error says where', async () => {
    const disk = await diskWith(1, 2)
    disk.fault = { at: await at(1), how: 'fail', code: 'EBUSY', times: 8 }
    const { message } = await refusal(storeOnDisk(disk).write(version(3)))
    expect(message).toMatch(
      /^fileStore\.write: "\/run\/last\.safetensors": "\/run\/last\.safetensors" could not be replaced, though it was tried for a second: another program is using it \(EBUSY\); both versions were kept: the new one is "\/run\/last\.safetensors\.kept-[\da-f]{12}"$/,
    )
    const kept = /the new one is "(.*)"/.exec(message)![1]!
    expect(numberIn(disk.files().get(kept)!)).toBe(3)
    expect(numberIn(disk.files().get(path)!)).toBe(2)
    // The next write leaves it alone.
    await storeOnDisk(disk.afterKill()).write(version(4))
    expect(disk.files().has(kept)).toBe(true)
  })

  it('of the previous version is told of that one', async () => {
    const disk = await diskWith(1, 2)
    disk.fault = { at: await at(0), how: 'fail', code: 'EACCES', times: 1000 }
    const { message } = await refusal(storeOnDisk(disk).write(version(3)))
    expect(message).toContain('"/run/last.safetensors.previous" could not be replaced')
    expect(numberIn(disk.files().get(path)!)).toBe(2)
  })
})

describe('a damaged newest version', () => {
  const damages: [string, (bytes: Uint8Array) => Uint8Array][] = [
    ['cut', (bytes) => bytes.slice(0, -7)],
    ['empty', () => new Uint8Array(0)],
    ['zeros', (bytes) => new Uint8Array(bytes.length)],
    ['one bit', (bytes) => bytes.map((byte, i) => (i === bytes.length - 3 ? byte ^ 16 : byte))],
    ['of another kind', () => new TextEncoder().encode('{"epoch": 3, "weights": []}')],
  ]
  const damaged = async (damage: (bytes: Uint8Array) => Uint8Array) => {
    const files = (await diskWith(1, 2)).files()
    return new CrashingDisk(new Map([...files, [path, damage(files.get(path)!)]]))
  }

  it.each(damages)('%s: the error names it and offers the one before', async (_, damage) => {
    const disk = await damaged(damage)
    const { message } = await refusal(storeOnDisk(disk).read())
    expect(message).toMatch(/^fileStore\.read: "\/run\/last\.safetensors": it is damaged: verifySafetensors: "\/run\/last\.safetensors": /)
    expect(message).toMatch(
      /; the previous version "\/run\/last\.safetensors\.previous" is whole: readPrevious\(\) gives it, the option fallBack: true by itself$/,
    )
    expect(numberIn((await storeOnDisk(disk).readPrevious())!)).toBe(1)
    expect(numberIn((await storeOnDisk(disk, { fallBack: true }).read())!)).toBe(1)
  })

  it('does not take the place of the one before', async () => {
    const disk = await damaged(damages[0]![1])
    const store = storeOnDisk(disk, { fallBack: true })
    await store.write(version(3))
    expect(numberIn((await store.read())!)).toBe(3)
    expect(numberIn((await store.readPrevious())!)).toBe(1)
    await store.write(version(4))
    expect(numberIn((await store.readPrevious())!)).toBe(3)
  })

  it('that is missing is no fresh start when there is one before', async () => {
    const files = (await diskWith(1, 2)).files()
    files.delete(path)
    const disk = new CrashingDisk(files)
    expect((await refusal(storeOnDisk(disk).read())).message).toContain(
      'it is missing; the previous version "/run/last.safetensors.previous" is whole',
    )
    expect(numberIn((await storeOnDisk(disk, { fallBack: true }).read())!)).toBe(1)
  })

  it('with a damaged one before is an error even with fallBack', async () => {
    const files = (await diskWith(1, 2)).files()
    const disk = new CrashingDisk(new Map([...files].map(([each, bytes]) => [each, bytes.slice(0, 50)])))
    expect((await refusal(storeOnDisk(disk, { fallBack: true }).read())).message).toMatch(/\.previous" is damaged too$/)
    expect((await refusal(storeOnDisk(disk).readPrevious())).message).toContain(
      'fileStore.readPrevious: "/run/last.safetensors.previous": it is damaged',
    )
  })
})

describe('a store', () => {
  it('has nothing at first, and nothing again once it is removed', async () => {
    const disk = new CrashingDisk()
    const store = storeOnDisk(disk)
    expect([await store.read(), await store.readPrevious()]).toEqual([undefined, undefined])
    await store.remove()
    await store.write(version(1))
    await store.write(version(2))
    await store.remove()
    expect([await store.read(), await store.readPrevious(), disk.files().size]).toEqual([undefined, undefined, 0])
  })

  it('writes in the order of the calls, what the bytes were then', async () => {
    const disk = new CrashingDisk()
    const store = storeOnDisk(disk)
    const bytes = version(1)
    const first = store.write(bytes)
    bytes.fill(0)
    await first
    expect(numberIn((await store.read())!)).toBe(1)
    await Promise.all([store.write(version(2)), store.write(version(3))])
    expect(numberIn((await store.read())!)).toBe(3)
    expect(numberIn((await store.readPrevious())!)).toBe(2)
  })

  it('refuses bytes that it could not read again, and goes on', async () => {
    const disk = await diskWith(1)
    const store = storeOnDisk(disk)
    const bad = version(2)
    bad[bad.length - 1]! ^= 1
    expect((await refusal(store.write(bad))).message).toContain(
      'these bytes could not be read again: verifySafetensors: "/run/last.safetensors": the file is damaged',
    )
    expect(numberIn((await store.read())!)).toBe(1)
    await store.write(version(2))
    expect(numberIn((await store.read())!)).toBe(2)
  })

  it('tells when a file system writes nothing, and when it fails in its own words', async () => {
    const disk = Object.assign(await diskWith(1), { largestWrite: 0 })
    expect((await refusal(storeOnDisk(disk).write(version(2)))).message).toContain('the disk failed (EIO)')
    const strange = await diskWith(1)
    strange.fault = { at: 1, how: 'fail', code: 'ESTRANGE' }
    expect((await refusal(storeOnDisk(strange).remove())).message).toBe(
      'fileStore.remove: "/run/last.safetensors": ESTRANGE: from a test (ESTRANGE)',
    )
  })

  it.each<[what: string, thrown: unknown, message: string]>([
    ['an object with a code', { code: 'ENOSPC' }, 'fileStore.remove: "/run/last.safetensors": no space is left on the disk (ENOSPC)'],
    ['an object with a code of its own', { code: 'ESTRANGE' }, 'fileStore.remove: "/run/last.safetensors": an Object (ESTRANGE)'],
  ])('tells of a file system that rejects with %s', async (_, thrown, message) => {
    const disk = await diskWith(1)
    const store = storeOnDisk(Object.assign(disk, { fileSystem: { ...disk.fileSystem, unlink: () => Promise.reject(thrown) } }))
    expect((await refusal(store.remove())).message).toBe(message)
  })

  it('passes on what no file system rejects with', async () => {
    const disk = await diskWith(1)
    const bug = new TypeError('x is not a function')
    for (const thrown of [bug, undefined]) {
      const fileSystem = { ...disk.fileSystem, lstat: () => Promise.reject(thrown) }
      await expect(storeOnDisk(Object.assign(disk, { fileSystem })).write(version(2))).rejects.toBe(thrown)
    }
  })

  it('removes what dead processes left, and nothing of others', async () => {
    const files = new Map([
      ['/run/.last.safetensors.0123abcd-7-000000000000.tmp', version(5)],
      ['/run/.last.safetensors.ffffffff-7-000000000000.tmp', version(5)],
      ['/run/.best.safetensors.0123abcd-7-000000000000.tmp', version(5)],
      ['/run/.last.safetensors.notes.tmp', version(5)],
    ])
    const disk = new CrashingDisk(files)
    await storeOnDisk(disk).write(version(1))
    expect([...disk.files().keys()].sort()).toEqual([...[...files.keys()].slice(1), path].sort())
  })
})

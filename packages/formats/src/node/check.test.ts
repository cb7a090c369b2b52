// Protects: a store that could not write says so before there is something to write, changes nothing and leaves nothing behind (row 120).
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GradusError } from '@gradus/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CrashingDisk } from './__fixtures__/crashing-disk.ts'
import { numberIn, storeOnDisk, version } from './__fixtures__/versions.ts'
import { fileStore } from './file-store.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradus-check-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const refuses = (result: Promise<unknown>, message: RegExp) =>
  expect(result).rejects.toThrow(expect.objectContaining({ name: 'GradusError', code: 'file', message: expect.stringMatching(message) }))

describe('check', () => {
  it('passes where there is nothing yet, and where there are versions, and changes neither', async () => {
    const store = fileStore({ folder, name: 'new.safetensors' })
    await store.check()
    expect(await readdir(folder)).toEqual([])
    await store.write(version(1))
    await store.write(version(2))
    await store.check()
    expect((await readdir(folder)).sort()).toEqual(['new.safetensors', 'new.safetensors.previous'])
    expect([numberIn((await store.read())!), numberIn((await store.readPrevious())!)]).toEqual([2, 1])
    await store.remove()
  })

  it('refuses a folder that is missing, a folder in the place of the file or of the version before, a link, a file for a folder', async () => {
    await mkdir(join(folder, 'deep'))
    await mkdir(join(folder, 'b.previous'))
    await writeFile(join(folder, 'file'), 'text')
    await symlink(join(folder, 'file'), join(folder, 'link'))
    const before = (await readdir(folder)).sort()
    const check = (...names: string[]) => fileStore(join(folder, ...names)).check()
    await refuses(
      check('nowhere', 'last'),
      /^fileStore\.check: ".*nowhere\/last": the folder does not exist \(ENOENT\); nothing can be written here$/,
    )
    await refuses(check('deep'), /^fileStore\.check: ".*deep": it is a folder \(EISDIR\)$/)
    await refuses(check('b'), /b\.previous": it is a folder \(EISDIR\)$/)
    await refuses(check('link'), /it is a symbolic link/)
    await refuses(check('file', 'last'), /what should be a folder is none \(ENOTDIR\); nothing can be written here$/)
    expect((await readdir(folder)).sort()).toEqual(before)
  })

  it('refuses a disk that is read-only, or full', async (context) => {
    const disk = join(folder, 'disk')
    await mkdir(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      return context.skip('this process may not mount a file system')
    }
    try {
      const store = fileStore(join(disk, 'last'))
      await store.write(version(1))
      await store.check()
      await writeFile(join(disk, 'rest'), new Uint8Array(65536)).catch(() => undefined)
      await refuses(store.check(), /no space is left on the disk \(ENOSPC\); nothing can be written here$/)
      await rm(join(disk, 'rest'))
      execFileSync('mount', ['-o', 'remount,ro', disk], { stdio: 'ignore' })
      await refuses(store.check(), /the disk is read-only \(EROFS\); nothing can be written here$/)
      expect(await readdir(disk)).toEqual(['last'])
    } finally {
      execFileSync('umount', ['-l', disk], { stdio: 'ignore' })
    }
  })

  it.each(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EMFILE'])('tells of %s at any operation', async (code) => {
    const start = async () => {
      const disk = new CrashingDisk()
      for (const number of [1, 2]) await storeOnDisk(disk).write(version(number))
      return disk.afterKill()
    }
    const rehearsal = await start()
    await storeOnDisk(rehearsal).check()
    expect(rehearsal.operations.length).toBeGreaterThan(5)
    for (let at = 0; at < rehearsal.operations.length; at++) {
      const disk = await start()
      const files = new Map(disk.files())
      disk.fault = { at, how: 'fail', code, times: 1 }
      const error = await storeOnDisk(disk)
        .check()
        .then(
          () => undefined,
          (reason: unknown) => reason,
        )
      const where = `${code} at ${at} (${rehearsal.operations[at]})`
      // That there is no file yet is no mistake.
      if (rehearsal.operations[at] !== 'lstat' || code !== 'ENOENT') {
        expect(error, where).toBeInstanceOf(GradusError)
        expect((error as GradusError).message, where).toMatch(new RegExp(`^fileStore\\.check: "/run/last\\.safetensors": .*\\(${code}\\)`))
      }
      for (const [path, bytes] of files) expect(disk.files().get(path), where).toEqual(bytes)
    }
  })

  it('waits for a write that is under way', async () => {
    const disk = new CrashingDisk()
    const store = storeOnDisk(disk)
    const done: string[] = []
    await Promise.all([store.write(version(1)).then(() => done.push('write')), store.check().then(() => done.push('check'))])
    expect(done).toEqual(['write', 'check'])
  })
})

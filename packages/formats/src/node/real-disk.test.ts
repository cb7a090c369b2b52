// Protects: what the file system of this machine really says is told in words: full, read-only, no folder, a folder, links, names (rows 120, 125).
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GradusError } from '@gradus/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWriter, newFolder, runWriter } from './__fixtures__/run-writer.ts'
import { numberIn, version } from './__fixtures__/versions.ts'
import { fileStore } from './file-store.ts'
import { thisHost } from './host.ts'

let place: Awaited<ReturnType<typeof newFolder>>
beforeAll(async () => {
  place = await newFolder()
})
afterAll(() => place.remove())

const refuses = (result: Promise<unknown>, message: string | RegExp) =>
  expect(result).rejects.toThrow(expect.objectContaining({ code: 'file', message: expect.stringMatching(message) }))

/** Runs the work in a small file system of memory, where this process may mount one. */
async function onSmallDisk(name: string, work: (folder: string, remount: () => void) => Promise<void>): Promise<boolean> {
  const folder = join(place.folder, name)
  await mkdir(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return false
  }
  try {
    await work(folder, () => void execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'ignore' }))
  } finally {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
  }
  return true
}

describe('a disk', () => {
  it('that is full: the old version stays, the temporary goes', async (context) => {
    const mounted = await onSmallDisk('full', async (folder) => {
      const store = fileStore(join(folder, 'last.safetensors'))
      await store.write(version(1, 2000))
      const bytes = version(2, 20_000)
      await refuses(
        store.write(bytes),
        new RegExp(
          `^fileStore\\.write: ".*last\\.safetensors": no space is left on the disk \\(ENOSPC\\); ${bytes.length} bytes are needed; what was there is unchanged$`,
        ),
      )
      expect(numberIn((await store.read())!)).toBe(1)
      expect(await readdir(folder)).toEqual(['last.safetensors'])
      await store.write(version(3, 2000))
      expect(numberIn((await store.readPrevious())!)).toBe(1)
    })
    if (!mounted) context.skip('this process may not mount a file system')
  })

  it('that is read-only', async (context) => {
    const mounted = await onSmallDisk('read-only', async (folder, remount) => {
      const store = fileStore(join(folder, 'last.safetensors'))
      await store.write(version(1))
      remount()
      await refuses(store.write(version(2)), /the disk is read-only \(EROFS\); \d+ bytes are needed; what was there is unchanged$/)
      await refuses(store.remove(), /the disk is read-only \(EROFS\)$/)
      expect(numberIn((await store.read())!)).toBe(1)
    })
    if (!mounted) context.skip('this process may not mount a file system')
  })

  it('with a limit on the size of files', { timeout: 60_000 }, async () => {
    const writer = await buildWriter(place.folder)
    const path = join(place.folder, 'limited.safetensors')
    await fileStore(path).write(version(1))
    // 64 blocks of 512 or 1024 bytes; the signal that would end the process is ignored.
    const limited = `trap '' XFSZ; ulimit -f 64; exec "${process.execPath}" "${writer}" "${path}" 2 1 100000`
    const { written, error } = await runWriter('/bin/sh', ['-c', limited])
    expect([written, error?.code]).toEqual([[], 'file'])
    expect(error?.message).toMatch(
      /the file would be larger than is allowed \(EFBIG\); 400\d{3} bytes are needed; what was there is unchanged$/,
    )
    expect(numberIn((await fileStore(path).read())!)).toBe(1)
    expect((await readdir(place.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('a path', () => {
  it('in no folder', async () => {
    const store = fileStore(join(place.folder, 'nowhere', 'last'))
    await refuses(store.write(version(1)), /nowhere\/last": the folder does not exist \(ENOENT\); \d+ bytes are needed/)
    expect(await store.read()).toBeUndefined()
    await store.remove()
  })

  it('in a file', async () => {
    await writeFile(join(place.folder, 'file'), 'x')
    await refuses(fileStore(join(place.folder, 'file', 'last')).write(version(1)), /what should be a folder is none \(ENOTDIR\)/)
  })

  it('of a folder', async () => {
    await mkdir(join(place.folder, 'folder'))
    const store = fileStore(join(place.folder, 'folder'))
    for (const call of [() => store.write(version(1)), store.read, store.remove])
      await refuses(call(), /folder": it is a folder \(EISDIR\)$/)
  })

  it('of a device', async () => {
    await refuses(fileStore('/dev/full').write(version(1)), '"/dev/full": it is no regular file')
  })

  it('of a symbolic link is neither followed nor replaced', async () => {
    const target = join(place.folder, 'secret')
    await writeFile(target, 'secret')
    await symlink(target, join(place.folder, 'link'))
    await symlink(join(place.folder, 'missing'), join(place.folder, 'dangling'))
    for (const name of ['link', 'dangling']) {
      const store = fileStore({ folder: place.folder, name })
      await refuses(store.write(version(1)), /it is a symbolic link, which might lead out of the folder; name the file itself$/)
      await refuses(store.read(), /it is a symbolic link/)
    }
    expect(await readFile(target, 'utf8')).toBe('secret')
    expect(await readdir(place.folder)).not.toContain('missing')
  })
})

describe('temporary files of others', () => {
  const machine = thisHost().machine
  const old = new Date(Date.now() - 2 * 86_400_000)
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  const living = process.ppid

  it.each<[what: string, owner: string, age: Date | undefined, stays: boolean]>([
    ['a process that is over', `${machine}-${dead}`, undefined, false],
    ['a process that runs', `${machine}-${living}`, undefined, true],
    ['a process that runs, too old to be true', `${machine}-${living}`, old, false],
    ['another machine', `ffffffff-${dead}`, undefined, true],
    ['another machine, a day old', `ffffffff-${dead}`, old, false],
    [
      'a process of our number that was before us',
      `${machine}-${process.pid}`,
      new Date(Date.now() - process.uptime() * 1000 - 3_600_000),
      false,
    ],
    ['this process', `${machine}-${process.pid}`, undefined, true],
  ])('%s', async (_, owner, age, stays) => {
    const { folder, remove } = await newFolder()
    const name = `.last.${owner}-0123456789ab.tmp`
    await writeFile(join(folder, name), 'half of a ver')
    if (age !== undefined) await utimes(join(folder, name), age, age)
    await fileStore({ folder, name: 'last' }).write(version(1))
    expect(await readdir(folder)).toEqual(stays ? [name, 'last'] : ['last'])
    await remove()
  })
})

describe('a name', () => {
  const place = (name: unknown) => () => fileStore({ folder: '/run/models', name: name as string })

  it.each([
    ['../../x', 'is a path; it has to stay in its folder'],
    ['a/b', 'is a path; it has to stay in its folder'],
    ['..\\x', 'is a path; it has to stay in its folder'],
    ['C:\\x', 'is a path; it has to stay in its folder'],
    ['/etc/passwd', 'is a path; it has to stay in its folder'],
    ['C:x', 'has one of < > : " | ? *, which Windows does not take'],
    ['a\0b', 'has a control character'],
    ['a\nb', 'has a control character'],
    ['CON', 'is that of a device on Windows'],
    ['con', 'is that of a device on Windows'],
    ['nul.safetensors', 'is that of a device on Windows'],
    ['LPT1.tar.gz', 'is that of a device on Windows'],
    ['aux .txt', 'is that of a device on Windows'],
    ['x'.repeat(300), 'has 300 bytes, at most 200 fit together with what a store adds'],
    ['😀'.repeat(60), 'has 240 bytes, at most 200 fit together with what a store adds'],
    ['last.', 'ends with a dot or a space, which Windows drops'],
    ['last ', 'ends with a dot or a space, which Windows drops'],
    ['\ud800', 'has half of a surrogate pair'],
    ['', 'names no file'],
    ['.', 'names no file'],
    ['..', 'names no file'],
  ])('%j is refused', (name, text) => {
    expect(place(name)).toThrow(expect.objectContaining({ code: 'range', message: expect.stringContaining(text) }))
    expect(place(name)).toThrow(/^fileStore: the file name "/)
  })

  it.each(['last.safetensors', '__proto__', '.hidden', 'ünïcode 😀', 'console', 'com10', 'x'.repeat(200), '-rf', '~', '%2e%2e%2fx'])(
    '%j stays in its folder',
    (name) => {
      const { path, previousPath } = place(name)()
      expect([path, previousPath]).toEqual([`/run/models/${name}`, `/run/models/${name}.previous`])
    },
  )

  it('of the greatest length works', async () => {
    const { folder, remove } = await newFolder()
    const store = fileStore({ folder, name: 'x'.repeat(200) })
    await store.write(version(1))
    await store.write(version(2))
    expect(numberIn((await store.readPrevious())!)).toBe(1)
    await remove()
  })
})

describe('wrong arguments', () => {
  it.each<[string, unknown, unknown, GradusError['code'], string]>([
    ['nothing', undefined, {}, 'type', 'fileStore: the file: expected { folder, name }, got undefined'],
    ['a number', 3, {}, 'type', 'fileStore: the file: expected { folder, name }, got 3'],
    ['an unknown part', { folder: 'a', file: 'b' }, {}, 'type', 'fileStore: the file: unknown part "file" (parts: folder, name)'],
    ['no name', { folder: 'a' }, {}, 'type', 'fileStore: folder and name must be texts, got "a" and undefined'],
    ['an empty path', '', {}, 'range', 'fileStore: "" is no path of a file'],
    ['NUL in a path', 'a\0/b', {}, 'range', 'fileStore: "a\\u0000/b" is no path of a file'],
    ['NUL in a folder', { folder: 'a\0', name: 'b' }, {}, 'range', 'fileStore: "a\\u0000" is no path of a folder'],
    ['the path of a folder', 'a/', {}, 'range', 'fileStore: "a/" is the path of a folder; a file in it needs a name'],
    ['a path to a device', 'models/CON', {}, 'range', 'fileStore: the file name "CON" is that of a device on Windows'],
    ['an unknown option', 'a', { fallback: true }, 'type', 'fileStore: unknown option "fallback"; did you mean fallBack? (options: check, identity, fallBack, onFallBack, fileSystem)'],
    ['a text as check', 'a', { check: 'crc' }, 'type', 'fileStore: check must be a function, got "crc"'],
    ['a text as fallBack', 'a', { fallBack: 'yes' }, 'type', 'fileStore: fallBack must be true or false, got "yes"'],
    ['a number as identity', 'a', { identity: 3 }, 'type', 'fileStore: identity must be a text, got 3'],
    ['a check and an identity', 'a', { check: () => undefined, identity: 'a' }, 'type', 'fileStore: a check of your own has to look at the identity itself; leave one of the two out'],
    ['half of a file system', 'a', { fileSystem: {} }, 'type', 'fileStore: fileSystem.open must be a function, got null'],
  ])('%s', (_, file, options, code, message) => {
    expect(() => fileStore(file as never, options as never)).toThrow(expect.objectContaining({ code, message }))
  }) // biome-ignore format: as a table

  it('of write', async () => {
    await expect(fileStore('/run/x').write('text' as never)).rejects.toThrow(
      expect.objectContaining({ code: 'type', message: 'fileStore.write: bytes must be a Uint8Array, got "text"' }),
    )
  })
})

describe('options', () => {
  it('a check of your own takes what is no safetensors', async () => {
    const store = fileStore(join(place.folder, 'numbers'), { check: (bytes) => { if (bytes[0] !== 7) throw new Error('no seven') } }) // biome-ignore format: short
    await store.write(Uint8Array.of(7, 1))
    expect(await store.read()).toEqual(new Uint8Array([7, 1]))
    await refuses(store.write(Uint8Array.of(8)), /these bytes could not be read again: no seven$/)
  })

  it('fallBack tells why', async () => {
    const reasons: string[] = []
    const path = join(place.folder, 'fallback')
    const store = fileStore(path, { fallBack: true, onFallBack: ({ message }) => void reasons.push(message) })
    await store.write(version(1))
    await store.write(version(2))
    await writeFile(path, new Uint8Array(100))
    expect(numberIn((await store.read())!)).toBe(1)
    expect(reasons).toEqual([expect.stringContaining('it looks like a file of zeros')])
  })

  it('identity refuses the file of another run', async () => {
    const { writeSafetensors } = await import('../safetensors/write-safetensors.ts')
    const store = fileStore(join(place.folder, 'run'), { identity: 'a' })
    await store.write(writeSafetensors(new Map(), { identity: 'a', checksum: true }))
    await refuses(store.write(writeSafetensors(new Map(), { identity: 'b' })), /expected "a", found "b"; were two files swapped\?$/)
  })
})

// Protects: real processes, really killed, on the file system of this machine (rows 119, 122).
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { randomGenerator } from '@gradus/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWriter, newFolder, runWriter } from './__fixtures__/run-writer.ts'
import { numberIn, version } from './__fixtures__/versions.ts'
import { fileStore } from './file-store.ts'

let writer: string
let place: Awaited<ReturnType<typeof newFolder>>
beforeAll(async () => {
  place = await newFolder()
  writer = await buildWriter(place.folder)
}, 60_000)
afterAll(() => place.remove())

describe('kill -9', () => {
  it('a hundred times, at any moment: the last written version is there, or the one that was being written', {
    timeout: 180_000,
  }, async () => {
    const path = join(place.folder, 'last.safetensors')
    const store = fileStore(path)
    const random = randomGenerator(19)
    let before = 0
    for (let round = 0; round < 100; round++) {
      const first = before + 1
      // A write takes from one millisecond to some ten, as fast as the disk is.
      const killAfter = random.uniform(0, 40)
      const { written, error } = await runWriter(process.execPath, [writer, path, `${first}`, '1000000', '5000'], killAfter)
      expect(error).toBeUndefined()
      const last = written.at(-1) ?? before
      const bytes = await store.read()
      const found = bytes === undefined ? 0 : numberIn(bytes)
      expect([last, last + 1], `round ${round}`).toContain(found)
      if (found > 1) expect([found - 1, found], `round ${round}`).toContain(numberIn((await store.readPrevious())!))
      before = found
    }
    expect(before, 'versions written').toBeGreaterThan(20)
    // What the killed left is removed by who writes next.
    await store.write(version(before + 1))
    expect((await readdir(place.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('two processes that write the same file', () => {
  it('never mix: every version that is read is one of theirs, whole', { timeout: 120_000 }, async () => {
    const path = join(place.folder, 'shared.safetensors')
    const store = fileStore(path)
    const both = Promise.all([1000, 5000].map((first) => runWriter(process.execPath, [writer, path, `${first}`, '60', '20000'])))
    let done = false
    void both.then(() => {
      done = true
    })
    let reads = 0
    while (!done) {
      const bytes = await store.read()
      if (bytes === undefined) await new Promise((resolve) => setTimeout(resolve, 1))
      else {
        numberIn(bytes)
        reads++
      }
    }
    const [a, b] = await both
    expect([a!.error, b!.error]).toEqual([undefined, undefined])
    expect([a!.written.length, b!.written.length]).toEqual([60, 60])
    expect([1059, 5059]).toContain(numberIn((await store.read())!))
    numberIn((await store.readPrevious())!)
    expect(reads).toBeGreaterThan(0)
    expect((await readdir(place.folder)).filter((name) => name.startsWith('.shared'))).toEqual([])
  })
})

// Protects: files are read from paths, packed or not, and what is wrong with a path is said.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { readCsvFile, readIdxFile, readNpyFile } from '@gradus/datasets/node'
import { afterAll, describe, expect, it } from 'vitest'
import npy from '../__fixtures__/npy.json' with { type: 'json' }

const folder = mkdtempSync(join(tmpdir(), 'gradus-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const idx = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9)

describe('files', () => {
  it.each([(bytes: Uint8Array) => bytes, (bytes: Uint8Array) => gzipSync(bytes)])('are read %#', async (packed) => {
    const path = file('a', packed(idx))
    expect(await readIdxFile(path)).toEqual({ data: new Uint8Array([7, 8, 9]), shape: [3] })
    expect(await readIdxFile(pathToFileURL(path))).toEqual(await readIdxFile(path))
    const first = npy.cases.find(({ dtype }) => dtype === '<i2')!
    const { data } = await readNpyFile(file('a.npy', packed(Buffer.from(first.file, 'base64'))))
    expect(Array.from(data)).toEqual(first.values)
    const table = await readCsvFile(file('a.csv', packed(new TextEncoder().encode('a;b\n1;2\n'))), { delimiter: ';' })
    expect(Array.from(table.data)).toEqual([1, 2])
  })

  it.each<{ why: string; call: () => Promise<unknown>; code?: string; message: RegExp }>([
    { why: 'no file', call: () => readIdxFile(join(folder, 'none')), message: /^readIdxFile: ".*none": there is no such file$/ },
    { why: 'a folder', call: () => readNpyFile(folder), message: /: is a folder, expected a file$/ },
    { why: 'a device', call: () => readIdxFile('/dev/zero'), message: /: is a device, expected a file$/ },
    { why: 'a large file', call: () => readIdxFile(file('l', idx), { maxBytes: 10 }), message: /: has 11 bytes, maxBytes is 10$/ },
    {
      why: 'a large file of values',
      call: () => readCsvFile(file('l.csv', 'a\n1\n2\n3\n'), { maxBytes: 7 }),
      message: /^readCsvFile: ".*l.csv": has 8 bytes, maxBytes is 7$/,
    },
    {
      why: 'options that are none',
      call: () => readCsvFile('x', null as never),
      code: 'type',
      message: /^readCsvFile: options must be an object, got null$/,
    },
    {
      why: 'a bomb',
      call: () => readIdxFile(file('b', gzipSync(new Uint8Array(1e6))), { maxBytes: 2000 }),
      message: /: unpacks to more than 2000 bytes/,
    },
    {
      why: 'a cut gzip',
      call: () => readIdxFile(file('c', gzipSync(idx).subarray(0, 20))),
      message: /: the gzip file of 20 bytes is damaged or cut off$/,
    },
    {
      why: 'a page',
      call: () => readIdxFile(file('p', '<html>')),
      message: /^readIdx: ".*p": not an IDX file: .*; it looks like an HTML page$/,
    },
    {
      why: 'a wrong number',
      call: () => readCsvFile(file('w.csv', 'a\nx\n')),
      message: /^readCsv: ".*w.csv", line 2, column 1 "a": got "x"/,
    },
    { why: 'a zero in the path', call: () => readIdxFile('a\0b'), message: /must be a string.* without null bytes/ },
    { why: 'no path', call: () => readIdxFile(7 as never), code: 'type', message: /^readIdxFile: the path must be text or a URL, got 7$/ },
    {
      why: 'an address',
      call: () => readIdxFile(new URL('https://a.example/x')),
      code: 'type',
      message: /must be one of a file, got "https/,
    },
    { why: 'a misspelt option', call: () => readIdxFile('x', { maxBites: 3 } as never), code: 'type', message: /did you mean maxBytes/ },
    {
      why: 'options of the format',
      call: () => readCsvFile('x', { quote: 'xx' }),
      code: 'range',
      message: /^readCsv: quote must be one character/,
    },
  ])('refuses $why', async ({ call, code = 'file', message }) => {
    await expect(call()).rejects.toMatchObject({ name: 'GradusError', code, message: expect.stringMatching(message) })
  })
})

// Protects: a download is whole and right, or an error that says what is wrong; row 83.
import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type FetchOptions, fetchBytes } from './fetch-bytes.ts'
import { fetchCsv, fetchIdx, fetchNpy } from './fetch-files.ts'

const idx = Buffer.from([0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9])
const sha256 = createHash('sha256').update(idx).digest('hex')
const bomb = gzipSync(Buffer.alloc(20_000_000))

const pages: Record<string, (response: ServerResponse) => void> = {
  '/idx': (response) => response.end(idx),
  '/idx.gz': (response) => response.end(gzipSync(idx)),
  '/encoded': (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': gzipSync(idx).length }).end(gzipSync(idx)),
  '/csv': (response) => response.end('a;b\n1;2\n'),
  '/page': (response) => response.end('<!doctype html><title>Sign in</title>'),
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': 100 }).write(idx)
    setTimeout(() => response.destroy(), 20)
  },
  '/cut.gz': (response) => response.end(gzipSync(idx).subarray(0, 20)),
  '/broken.gz': (response) => response.end(Buffer.concat([gzipSync(idx).subarray(0, -8), Buffer.alloc(8)])),
  '/bomb.gz': (response) => response.end(bomb),
  '/large': (response) => response.end(Buffer.alloc(5000)),
  '/endless': (response) => {
    const timer = setInterval(() => response.write(Buffer.alloc(1000)), 1)
    response.on('close', () => clearInterval(timer))
  },
  '/silent': () => undefined,
  '/moved': (response) => response.writeHead(302, { location: '/idx' }).end(),
  '/empty': (response) => response.writeHead(200).end(),
}

let origin: string
const server = createServer((request, response) => {
  const page = pages[request.url!]
  if (page) page(response)
  else response.writeHead(404, 'Not Found').end('<html>no such page</html>')
})

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('fetchBytes', () => {
  it.each(['/idx', '/idx.gz', '/encoded', '/moved'])('gives the bytes of %s, unpacked', async (path) => {
    expect(await fetchBytes(origin + path)).toEqual(Uint8Array.from(idx))
    expect(await fetchBytes(new URL(origin + path))).toEqual(Uint8Array.from(idx))
  })

  it('checks the SHA-256 of what is sent', async () => {
    expect(await fetchBytes(`${origin}/idx`, { sha256: sha256.toUpperCase() })).toEqual(Uint8Array.from(idx))
    const packed = createHash('sha256').update(gzipSync(idx)).digest('hex')
    expect(await fetchBytes(`${origin}/idx.gz`, { sha256: packed })).toEqual(Uint8Array.from(idx))
  })

  it('reads the formats', async () => {
    expect(await fetchIdx(`${origin}/idx.gz`)).toEqual({ data: new Uint8Array([7, 8, 9]), shape: [3] })
    expect((await fetchCsv(`${origin}/csv`, { delimiter: ';' })).names).toEqual(['a', 'b'])
    await expect(fetchCsv(`${origin}/csv`, { maxBytes: 7 })).rejects.toThrow(/8 bytes, which is maxBytes|maxBytes is 7|more than 7 bytes/)
    expect(await fetchBytes(`${origin}/empty`)).toEqual(new Uint8Array(0))
  })

  it.each<{ path: string; options?: FetchOptions; message: RegExp }>([
    { path: '/none', message: /: the answer is 404 "Not Found", expected 200$/ },
    { path: '/cut', message: /: cut off after \d+ bytes: / },
    {
      path: '/idx',
      options: { sha256: '0'.repeat(64) },
      message: new RegExp(`: the SHA-256 of the 11 bytes is ${sha256}, expected 0{64}$`),
    },
    { path: '/cut.gz', message: /: the gzip file of 20 bytes is damaged or cut off$/ },
    { path: '/broken.gz', message: /: the gzip file of \d+ bytes is damaged or cut off$/ },
    { path: '/bomb.gz', options: { maxBytes: 1_000_000 }, message: /: more than 1000000 bytes, which is maxBytes$/ },
    { path: '/large', options: { maxBytes: 4999 }, message: /: 5000 bytes are announced, maxBytes is 4999$/ },
    { path: '/endless', options: { maxBytes: 10_000 }, message: /: more than 10000 bytes, which is maxBytes$/ },
    { path: '/silent', options: { signal: AbortSignal.timeout(50) }, message: /: the download was ended by its signal$/ },
  ])('refuses $path: $message', async ({ path, options, message }) => {
    await expect(fetchBytes(origin + path, options)).rejects.toMatchObject({
      name: 'GradusError',
      code: 'file',
      message: expect.stringMatching(message),
    })
    await expect(fetchBytes(origin + path, options)).rejects.toThrow(`"${origin}${path}"`)
  })

  it('says what the formats look like where an answer is a page', async () => {
    await expect(fetchIdx(`${origin}/page`)).rejects.toThrow(/^readIdx: "http:.*page": not an IDX file: .*; it looks like an HTML page$/)
    await expect(fetchNpy(`${origin}/page`)).rejects.toThrow(/; it looks like an HTML page$/)
    await expect(fetchCsv(`${origin}/page`)).rejects.toThrow(/; it looks like an HTML page$/)
    await expect(fetchNpy(`${origin}/idx`)).rejects.toThrow(/: not an NPY file: .*; it looks like an IDX file$/)
  })

  it('says why there is no answer', async () => {
    await expect(fetchBytes('http://127.0.0.1:9/x')).rejects.toMatchObject({
      code: 'file',
      message: expect.stringMatching(/no answer: "fetch failed: /),
    })
    await expect(fetchBytes('not an address')).rejects.toMatchObject({ code: 'file', message: expect.stringMatching(/no answer: /) })
  })

  const response = { ok: true, status: 200, statusText: '', url: '', headers: new Headers(), body: null }
  it('refuses to be led from https to http, and tells no password', async () => {
    const fetch = async () => ({ ...response, url: 'http://a.example/x' })
    await expect(fetchBytes('https://me:secret@a.example/x', { fetch })).rejects.toThrow(
      /^fetchBytes: "https:\/\/a.example\/x": redirected to "http:\/\/a.example\/x", which is not encrypted$/,
    )
  })

  it('an answer without a body is an empty file', async () => {
    expect(await fetchBytes('https://a.example/x', { fetch: async () => response })).toEqual(new Uint8Array(0))
  })

  it.each<{ why: string; answer: object; message: RegExp }>([
    { why: 'an error', answer: { ok: false, status: 500 }, message: /: the answer is 500, expected 200$/ },
    { why: 'too much', answer: { headers: new Headers({ 'content-length': '99' }) }, message: /: 99 bytes are announced, maxBytes is 10$/ },
    { why: 'more than was announced', answer: {}, message: /: more than 10 bytes, which is maxBytes$/ },
  ])('tells of $why, although what is sent cannot be cancelled', async ({ answer, message }) => {
    let cancelled = 0
    const cancel = () => {
      cancelled++
      return Promise.reject(new TypeError('it is locked'))
    }
    const read = async () => ({ done: false, value: new Uint8Array(11) })
    const body = { getReader: () => ({ read, cancel }), cancel }
    const fetch = async () => ({ ...response, body, ...answer })
    await expect(fetchBytes('https://a.example/x', { fetch, maxBytes: 10 })).rejects.toMatchObject({
      code: 'file',
      message: expect.stringMatching(message),
    })
    expect(cancelled).toBe(1)
  })

  it.each([
    { thrown: undefined, reason: 'undefined' },
    { thrown: 'offline', reason: '"offline"' },
    { thrown: new TypeError('fetch failed'), reason: '"fetch failed"' },
    { thrown: new TypeError('fetch failed', { cause: { code: 'ENETDOWN' } }), reason: '"fetch failed: ENETDOWN"' },
    { thrown: new TypeError('fetch failed', { cause: new Error('no route') }), reason: '"fetch failed: no route"' },
  ])('says why there is no answer, from $thrown', async ({ thrown, reason }) => {
    const fetch = () => Promise.reject(thrown)
    await expect(fetchBytes('https://a.example/x', { fetch })).rejects.toThrow(
      expect.objectContaining({ code: 'file', message: `fetchBytes: "https://a.example/x": no answer: ${reason}`, cause: thrown }),
    )
  })

  it('counts what was announced', async () => {
    const fetch = async () => ({ ...response, headers: new Headers({ 'content-length': '5' }), body: new Blob(['abc']).stream() })
    await expect(fetchBytes('https://a.example/x', { fetch })).rejects.toThrow(/: cut off: 5 bytes were announced, 3 arrived$/)
  })

  it.each<{ why: string; call: () => Promise<unknown>; code?: string; message: RegExp }>([
    { why: 'a number', call: () => fetchBytes(7 as never), message: /^fetchBytes: the address must be text or a URL, got 7$/ },
    {
      why: 'a short hash',
      call: () => fetchBytes('x', { sha256: 'abc' }),
      code: 'range',
      message: /sha256 must be 64 hexadecimal digits, got "abc"/,
    },
    { why: 'no hash', call: () => fetchBytes('x', { sha256: 5 as never }), message: /^fetchBytes: sha256 must be text, got 5$/ },
    { why: 'options that are none', call: () => fetchCsv('x', null as never), message: /^fetchCsv: options must be an object, got null/ },
    { why: 'no signal', call: () => fetchBytes('x', { signal: 5 as never }), message: /signal must be an AbortSignal, got 5/ },
    { why: 'maxBytes 0', call: () => fetchBytes('x', { maxBytes: 0 }), code: 'range', message: /maxBytes must be an integer >= 1, got 0/ },
    { why: 'no function', call: () => fetchBytes('x', { fetch: 5 as never }), message: /fetch must be a function, got 5/ },
    { why: 'no response', call: () => fetchBytes('x', { fetch: async () => 5 as never }), message: /fetch must give a response, got 5/ },
    { why: 'a misspelt option', call: () => fetchBytes('x', { sha265: '' } as never), message: /did you mean sha256/ },
    {
      why: 'a misspelt option of the format',
      call: () => fetchCsv('x', { delimeter: ';' } as never),
      message: /^fetchCsv: .*did you mean delimiter/,
    },
    {
      why: 'a name for the file, which the address has',
      call: () => fetchCsv('x', { file: 'a.csv' } as never),
      message: /^fetchCsv: unknown option "file"/,
    },
  ])('refuses $why', async ({ call, code = 'type', message }) => {
    await expect(call()).rejects.toMatchObject({ name: 'GradusError', code, message: expect.stringMatching(message) })
  })
})

describe('hosts that lack something', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it.each([
    { lacks: 'crypto', options: { sha256 }, message: /^fetchBytes: this host cannot compute a SHA-256/ },
    { lacks: 'DecompressionStream', options: {}, message: /: this host has no DecompressionStream, so that gzip cannot be unpacked here$/ },
  ])('say so: $lacks', async ({ lacks, options, message }) => {
    vi.stubGlobal(lacks, undefined)
    await expect(fetchBytes(`${origin}/idx.gz`, options)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(message),
    })
  })

  it('say so: fetch', async () => {
    vi.stubGlobal('fetch', undefined)
    await expect(fetchBytes(`${origin}/idx`)).rejects.toMatchObject({
      code: 'type',
      message: 'fetchBytes: fetch must be a function, got undefined',
    })
  })
})

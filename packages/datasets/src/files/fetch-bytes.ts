import { checkInteger, checkOptions, describe, GradusError } from '@gradus/kernel'
import { whereOf } from './byte-source.ts'
import { checkSha256 } from './check-sha256.ts'
import { gunzip } from './gunzip.ts'
import { collectChunks, type ReadableBody } from './read-stream.ts'
import { reasonOf } from './reason-of.ts'

/** An address: text, or a `URL`. */
export type Address = string | { readonly href: string }

/** What is needed of an answer. */
export interface FetchedResponse {
  /** Whether the status says that all is well. */
  readonly ok: boolean
  /** The status of HTTP: 200, 404 … */
  readonly status: number
  /** The same in words, which may be empty. */
  readonly statusText: string
  /** Where the answer came from, after all redirections. */
  readonly url: string
  /** The headers, of which some are read. */
  readonly headers: { get(name: string): string | null }
  /** The bytes as they come; null where there are none. */
  readonly body: ReadableBody | null
}

/** How to download. */
export interface FetchOptions {
  /** The SHA-256 that the bytes have, as they are sent, in hexadecimal digits. */
  readonly sha256?: string | undefined
  /** The most bytes to take, unpacked ones too; 2³⁰ (1 GiB) unless stated. */
  readonly maxBytes?: number
  /** Ends the download: `AbortSignal.timeout(60_000)`. */
  readonly signal?: AbortSignal | undefined
  /** In the place of the host's `fetch`, for headers of one's own. */
  readonly fetch?: ((url: string, options: { readonly signal?: AbortSignal }) => Promise<FetchedResponse>) | undefined
}

/** The names of {@link FetchOptions}. */
export const fetchOptionNames = ['sha256', 'maxBytes', 'signal', 'fetch'] as const

/** A gibibyte: what files may have unless stated otherwise. */
export const defaultMaxBytes = 1_073_741_824

/**
 * The bytes at an address, whole or not at all: the status is 2xx, as many arrive as were announced, and they have the stated SHA-256.
 * What is packed with gzip is unpacked. Nothing is kept elsewhere, so there is nothing to clean up after a failure.
 *
 * Throws: GradusError 'file' that names the address and the status, the counts of bytes, the two hashes, or what made the network fail.
 *
 * @example
 * await fetchBytes('data:application/octet-stream;base64,AQID') // Uint8Array [1, 2, 3]
 */
export async function fetchBytes(address: Address, options: FetchOptions = {}): Promise<Uint8Array> {
  checkOptions('fetchBytes', options, fetchOptionNames)
  return (await download('fetchBytes', address, options)).bytes
}

/** The bytes at an address for a reader of files, and what its messages call them. */
export async function download(operation: string, address: Address, options: FetchOptions): Promise<{ bytes: Uint8Array; file: string }> {
  const url = hrefOf(operation, address)
  const { sha256, maxBytes = defaultMaxBytes, signal, fetch: fetchFrom = globalThis.fetch } = options
  checkInteger(operation, 'maxBytes', maxBytes, { min: 1 })
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new GradusError('type', `${operation}: signal must be an AbortSignal, got ${describe(signal)}`)
  }
  if (typeof fetchFrom !== 'function') throw new GradusError('type', `${operation}: fetch must be a function, got ${describe(fetchFrom)}`)
  const file = url.replace(/\/\/[^/@]*@/, '//')
  const where = whereOf(operation, file)
  const check = sha256 === undefined ? undefined : checkSha256(operation, where, sha256)
  const sent = await receive(where, url, fetchFrom, signal, maxBytes)
  await check?.(sent)
  return { bytes: sent[0] === 0x1f && sent[1] === 0x8b ? await gunzip(where, sent, maxBytes) : sent, file }
}

function hrefOf(operation: string, address: unknown): string {
  if (typeof address === 'string') return address
  const href = typeof address === 'object' && address !== null ? (address as { href?: unknown }).href : undefined
  if (typeof href === 'string') return href
  throw new GradusError('type', `${operation}: the address must be text or a URL, got ${describe(address)}`)
}

async function receive(
  where: string,
  url: string,
  fetchFrom: NonNullable<FetchOptions['fetch']>,
  signal: AbortSignal | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const response = await answer(where, url, fetchFrom, signal)
  const length = announcedLength(response)
  const { body } = response
  if (length !== undefined && length > maxBytes) {
    await body?.cancel().catch(() => undefined)
    throw new GradusError('file', `${where}: ${length} bytes are announced, maxBytes is ${maxBytes}`)
  }
  const bytes = body === null ? new Uint8Array(0) : await collectChunks(where, body, maxBytes)
  if (length !== undefined && bytes.length !== length) {
    throw new GradusError('file', `${where}: cut off: ${length} bytes were announced, ${bytes.length} arrived`)
  }
  return bytes
}

async function answer(
  where: string,
  url: string,
  fetchFrom: NonNullable<FetchOptions['fetch']>,
  signal: AbortSignal | undefined,
): Promise<FetchedResponse> {
  let response: FetchedResponse
  try {
    response = await fetchFrom(url, signal === undefined ? {} : { signal })
  } catch (cause) {
    throw new GradusError(
      'file',
      `${where}: ${signal?.aborted ? 'the download was ended by its signal' : `no answer: ${reasonOf(cause)}`}`,
      { cause },
    )
  }
  if (typeof response !== 'object' || response === null || typeof response.headers?.get !== 'function') {
    throw new GradusError('type', `${where}: fetch must give a response, got ${describe(response)}`)
  }
  const fault = faultOf(url, response)
  if (fault === undefined) return response
  // The body is not read, so that the connection need not wait for it.
  await response.body?.cancel().catch(() => undefined)
  throw new GradusError('file', `${where}: ${fault}`)
}

function faultOf(url: string, { ok, status, statusText, url: from }: FetchedResponse): string | undefined {
  if (ok !== true) return `the answer is ${status}${statusText ? ` ${describe(statusText)}` : ''}, expected 200`
  if (/^https:/i.test(url) && /^http:/i.test(from)) return `redirected to ${describe(from)}, which is not encrypted`
  return undefined
}

/** How many bytes are to come; undefined where it is not said, or said of another form than the one that arrives. */
function announcedLength({ headers }: FetchedResponse): number | undefined {
  const encoding = headers.get('content-encoding')
  const length = headers.get('content-length')
  const plain = encoding === null || encoding === '' || encoding === 'identity'
  return plain && length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined
}

// What every JavaScript host (browser, worker, Node, Deno, Bun) offers beside the language, as far as the packages use it.

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

declare function structuredClone<Value>(value: Value): Value

declare const performance: { now(): number }

declare function setTimeout(callback: () => void, milliseconds?: number): unknown

declare function clearTimeout(timer: unknown): void

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}

declare class TextDecoder {
  constructor(label: 'utf-8', options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(bytes: Uint8Array, options?: { readonly stream?: boolean }): string
}

declare function fetch(
  url: string,
  options?: { readonly signal?: AbortSignal },
): Promise<{
  readonly ok: boolean
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly headers: { get(name: string): string | null }
  readonly body: ByteStream | null
}>

interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
    cancel(reason?: unknown): Promise<void>
  }
  cancel(reason?: unknown): Promise<void>
}

declare class DecompressionStream {
  constructor(format: 'gzip')
  readonly readable: ByteStream
  readonly writable: {
    getWriter(): {
      readonly ready: Promise<void>
      write(chunk: Uint8Array): Promise<void>
      close(): Promise<void>
      abort(reason?: unknown): Promise<void>
    }
  }
}

declare var crypto: { readonly subtle?: { digest(algorithm: string, data: Uint8Array): Promise<ArrayBuffer> } } | undefined

// What every JavaScript host (browser, worker, Node, Deno, Bun) offers beside the language, as far as the packages use it.

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

declare const performance: { now(): number }

declare function setTimeout(callback: () => void, milliseconds?: number): unknown

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}

declare class TextDecoder {
  constructor(label: 'utf-8', options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(bytes: Uint8Array, options?: { readonly stream?: boolean }): string
}

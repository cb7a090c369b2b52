import { getHeapSpaceStatistics } from 'node:v8'

/** What a process holds when everything that can be is freed. */
export interface InUse {
  /** Bytes of JavaScript: objects and the contents of typed arrays. */
  readonly heap: number
  /** Bytes of all memories of WebAssembly. */
  readonly wasm: number
  /** Timers, sockets, files and the like that are open. */
  readonly handles: number
}

const { gc } = globalThis as unknown as { gc: () => void }
const memories: WebAssembly.Memory[] = []

/** Keeps account of every memory that is made from now on. */
export function watchMemories(): void {
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: ConstructorParameters<typeof WebAssembly.Memory>[0]) {
      super(descriptor)
      memories.push(this)
    }
  }
}

/** Collects, and measures. The process has to run with --expose-gc. */
export async function inUse(): Promise<InUse> {
  await collect()
  const handles = process.getActiveResourcesInfo().length
  const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
  return { heap: objects() + process.memoryUsage().arrayBuffers, wasm, handles }
}

/** Bytes of objects. What V8 compiles is left out: it compiles what has run often, and drops what has not run for a while. */
function objects(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name: name }) => !/code|trusted/.test(name))
    .reduce((sum, { space_used_size: size }) => sum + size, 0)
}

/** Frees what can be freed: finalizers run between tasks, and free what a further collection finds. */
export async function collect(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    gc()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

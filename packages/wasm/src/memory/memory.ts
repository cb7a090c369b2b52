import type { CpuBuffer } from '@gradus/cpu'
import { type ArrayOf, bytesPerElement, type DeviceBuffer, type DType, GradusError, type TypedArray } from '@gradus/kernel'
import { Blocks } from './blocks.ts'

const page = 65536
/** Enough for small programs: growing takes as long as compiling one, and so does the garbage collection that a large memory brings about. */
const firstPages = 32
/** Two GiB: addresses stay positive as int32. */
const addressable = 32768

/** A stretch of memory. It is free again when nobody holds this object any more. */
export interface MemoryBlock {
  readonly address: number
  readonly bytes: number
}

export interface MemoryOptions {
  /** Pages of 64 KiB that it may have. */
  readonly mostPages?: number
  /** Grows with every allocation, so that a view which somebody kept is found out. */
  readonly growsAlways?: boolean
}

/**
 * The one WebAssembly memory of a backend: it grows when it must, and what lies in it never moves.
 *
 * A growth makes every view of it useless, silently; so none is kept, but asked for anew with each use.
 */
export class Memory {
  readonly wasm: WebAssembly.Memory
  private readonly mostPages: number
  private readonly growsAlways: boolean
  private readonly blocks = new Blocks(1024)
  private readonly freed: FinalizationRegistry<MemoryBlock>
  private readonly sharedBlocks = new Map<string, MemoryBlock>()
  /** All of the memory, read as elements of each dtype; only for use at once. Nobody but this object makes the memory grow. */
  views: ArrayOf

  constructor({ mostPages = addressable, growsAlways = false }: MemoryOptions = {}) {
    this.mostPages = mostPages
    this.growsAlways = growsAlways
    this.wasm = new WebAssembly.Memory({ initial: firstPages, maximum: mostPages })
    this.views = arraysOf(this.wasm.buffer)
    this.freed = new FinalizationRegistry(({ address, bytes }) => this.blocks.give(address, bytes))
  }

  /** Throws 'range' when the memory cannot grow so far; what is in it stays as it is. */
  allocate(bytes: number): MemoryBlock {
    const { blocks } = this
    const address = blocks.take(bytes)
    const missing = Math.ceil((blocks.extent + page) / page) - this.wasm.buffer.byteLength / page
    // To twice its size at least: each growth costs as much whatever its extent.
    if (missing > 0 && !this.grow(Math.max(missing, this.wasm.buffer.byteLength / page)) && !this.grow(missing)) {
      blocks.give(address, bytes)
      throw new GradusError(
        'range',
        `wasm: no memory for ${bytes} bytes more; ${this.wasm.buffer.byteLength} of at most ${this.mostPages * page} bytes are in use`,
      )
    }
    if (this.growsAlways) this.grow(1)
    const block = { address, bytes }
    this.freed.register(block, { address, bytes })
    return block
  }

  /** A block that all programs use, one after the other: what lies in it is lost when the next one runs. */
  shared(use: 'scratch' | 'workspace', bytes: number): MemoryBlock {
    let block = this.sharedBlocks.get(use)
    if (block === undefined || block.bytes < bytes) {
      block = this.allocate(bytes)
      this.sharedBlocks.set(use, block)
    }
    return block
  }

  private grow(pages: number): boolean {
    try {
      this.wasm.grow(pages)
      // Asking the memory for its buffer takes longer than a small step does, so it is asked here and not with each use.
      this.views = arraysOf(this.wasm.buffer)
      return true
    } catch {
      return false
    }
  }
}

function arraysOf(buffer: ArrayBuffer): ArrayOf {
  return {
    float32: new Float32Array(buffer),
    float64: new Float64Array(buffer),
    int32: new Int32Array(buffer),
    bool: new Uint8Array(buffer),
  }
}

/** A buffer whose elements lie in the memory. Kernels of the reference backend work on it as on its own. */
export class MemoryBuffer implements CpuBuffer {
  readonly dtype: DType
  readonly length: number
  readonly live: boolean
  /** In elements. */
  readonly offset: number
  readonly memory: Memory
  readonly block: MemoryBlock

  /** A buffer of its own, or with `place` one that is part of a block. */
  constructor(
    memory: Memory,
    dtype: DType,
    length: number,
    live: boolean,
    place?: { readonly block: MemoryBlock; readonly offset: number },
  ) {
    this.dtype = dtype
    this.length = length
    this.live = live
    this.memory = memory
    this.block = place?.block ?? memory.allocate(length * bytesPerElement[dtype])
    this.offset = (this.block.address + (place?.offset ?? 0)) / bytesPerElement[dtype]
  }

  /** Where the first element lies. */
  get address(): number {
    return this.offset * bytesPerElement[this.dtype]
  }

  get array(): TypedArray {
    return this.memory.views[this.dtype]
  }
}

/** Whether a buffer lies in this memory. */
export function isIn(memory: Memory, buffer: DeviceBuffer): buffer is MemoryBuffer {
  return buffer instanceof MemoryBuffer && buffer.memory === memory
}

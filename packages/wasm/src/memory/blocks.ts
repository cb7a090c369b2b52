/** A stretch of addresses. */
interface Stretch {
  start: number
  end: number
}

/** Blocks begin where a cache line does. */
const alignment = 64

/** Hands out stretches of an address space and takes them back. */
export class Blocks {
  /** What is free, by address; no two of them touch. */
  private readonly free: Stretch[] = []
  private end: number

  /** The space begins at `start` and ends where `grow` says that it does. */
  constructor(start: number) {
    this.end = start
  }

  /** The least address behind all blocks so far. */
  get extent(): number {
    return this.end
  }

  /** Where a new block of at least `bytes` lies. The first free stretch that is large enough, else behind the last block. */
  take(bytes: number): number {
    const size = sizeOf(bytes)
    const { free } = this
    const index = free.findIndex(({ start, end }) => end - start >= size)
    if (index < 0) {
      const start = this.end
      this.end += size
      return start
    }
    const stretch = free[index]!
    const { start } = stretch
    stretch.start += size
    if (stretch.start === stretch.end) free.splice(index, 1)
    return start
  }

  /** Takes back the block at `start` that was taken with as many bytes. */
  give(start: number, bytes: number): void {
    const { free } = this
    const end = start + sizeOf(bytes)
    let index = free.findIndex((stretch) => stretch.start > start)
    if (index < 0) index = free.length
    const before = free[index - 1]
    const after = free[index]
    const joinsBefore = before?.end === start
    const joinsAfter = after?.start === end
    if (joinsBefore && joinsAfter) {
      before.end = after.end
      free.splice(index, 1)
    } else if (joinsBefore) before.end = end
    else if (joinsAfter) after.start = start
    else free.splice(index, 0, { start, end })
    // What is free behind the last block is not kept apart: who asked for more than there is leaves no trace.
    const last = free.at(-1)!
    if (last.end !== this.end) return
    this.end = last.start
    free.pop()
  }
}

/** Sixteen bytes more than asked for: vectors may be loaded from the last element on. */
function sizeOf(bytes: number): number {
  return Math.ceil((bytes + 16) / alignment) * alignment
}

/** How long training may hold the thread before other work gets its turn: half of a frame at 60 frames a second. */
const turn = 8
/** How long it may go without a look at the clock, which costs as much as a small step. */
const blind = 1

/** Lets timers, input and other promises run from time to time while a loop keeps the thread busy. */
export class Pause {
  private lastLook = performance.now()
  private until = this.lastLook + turn
  private steps = 1
  private left = 1

  /** Whether it is time to let others run. Asked after each step. */
  get due(): boolean {
    if (--this.left > 0) return false
    const now = performance.now()
    // So many steps as take about the time that may pass unseen.
    if (now - this.lastLook < blind / 2) this.steps = Math.min(this.steps * 2, 4096)
    else if (now - this.lastLook > blind) this.steps = Math.max(1, Math.floor(this.steps / 2))
    this.lastLook = now
    this.left = this.steps
    return now >= this.until
  }

  /** Resolves after everything that was waiting had its turn. */
  async take(): Promise<void> {
    await new Promise<void>(soon)
    this.until = performance.now() + turn
    this.lastLook = performance.now()
  }
}

/** The result of steps that are taken one after the other, with pauses between them where it is time for one. */
export async function withPauses<Result>(pause: Pause, steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (pause.due) await pause.take()
  }
}

interface Host {
  setImmediate?: (callback: () => void) => void
  MessageChannel?: new () => { port1: { onmessage: (() => void) | null; close(): void }; port2: { postMessage(message: null): void } }
}

/** Calls back when others had their turn. Timers wait a millisecond or four, the other ways do not. */
function soon(callback: () => void): void {
  const host = globalThis as unknown as Host
  // Asked for one after the other: Node loads a good deal when its MessageChannel is looked at.
  if (host.setImmediate !== undefined) host.setImmediate(callback)
  else if (host.MessageChannel !== undefined) {
    const { port1, port2 } = new host.MessageChannel()
    port1.onmessage = () => {
      port1.close()
      callback()
    }
    port2.postMessage(null)
  } else setTimeout(callback, 0)
}

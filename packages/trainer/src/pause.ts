/** How long training may hold the thread before other work gets its turn: half of a frame at 60 frames a second. */
const turn = 8

/** Lets timers, input and other promises run from time to time while a loop keeps the thread busy. */
export class Pause {
  private until = performance.now() + turn

  /** Whether it is time to let others run. */
  get due(): boolean {
    return performance.now() >= this.until
  }

  /** Resolves after everything that was waiting had its turn. */
  async take(): Promise<void> {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0)
    })
    this.until = performance.now() + turn
  }
}

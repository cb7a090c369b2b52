import type { Callback } from '@gradus/trainer'

/** What a history does not have: the loss of each batch, and how long training took. It goes into checkpoints, and so survives a crash. */
export class TrainingLog implements Callback {
  readonly name = 'trainingLog'
  /** Of each batch, before its update. */
  batchLoss: number[] = []
  /** The epoch with which a training that was resumed went on, counted from 0. */
  resumedAt: number | null = null
  private readonly onBatch: (batch: { readonly batch: number; readonly loss: number }) => void
  private start = 0
  private epoch = 0
  private earlierMs = 0

  constructor(onBatch: TrainingLog['onBatch']) {
    this.onBatch = onBatch
  }

  /** Milliseconds of training, those before a crash included. */
  get durationMs(): number {
    return this.earlierMs + (performance.now() - this.start)
  }

  onTrainBegin({ epoch }: { readonly epoch: number }): void {
    this.start = performance.now()
    this.epoch = epoch
    this.batchLoss = []
    this.earlierMs = 0
    this.resumedAt = null
  }

  onBatchEnd({ loss }: { readonly loss: number }): void {
    this.onBatch({ batch: this.batchLoss.push(loss), loss })
  }

  snapshot(): unknown {
    return { batchLoss: Float64Array.from(this.batchLoss), durationMs: this.durationMs }
  }

  restore(state: unknown): void {
    const { batchLoss, durationMs } = state as { batchLoss: Float64Array; durationMs: number }
    this.batchLoss = Array.from(batchLoss)
    this.earlierMs = durationMs
    this.resumedAt = this.epoch
  }
}

import type { Metric, MetricState } from '@gradus/metrics'
import { clone, equal, hostNumber, type Tensor, where } from '@gradus/tensor'

/** The loss and the metrics of some batches, weighted by their samples. */
export class Tally {
  readonly metrics: readonly Metric[]
  /** What the metrics remember: tensors that stay the same, whose values change. */
  readonly states: readonly MetricState[]
  private readonly initial: readonly MetricState[]
  private total = 0
  private samples = 0
  /** Whether nothing was added since {@link begin}: what the metrics remember is then of no account. */
  private fresh = true

  constructor(metrics: readonly Metric[]) {
    this.metrics = metrics
    this.initial = metrics.map((metric) => metric.initialize())
    this.states = this.initial.map((state) => mapValues(state, (x) => clone(x).detach()))
  }

  /** The tensors of {@link states}. */
  get tensors(): Tensor[] {
    return this.states.flatMap((state) => Object.values(state))
  }

  /** Forgets all batches. */
  begin(): void {
    this.total = 0
    this.samples = 0
    this.fresh = true
  }

  /** Adds a batch: the mean loss of its samples, and its predictions. */
  add(loss: number, size: number, prediction: Tensor, target: Tensor): void {
    this.take(this.next(prediction, target), loss, size)
  }

  /** What the metrics will remember with a batch; it is not added yet. */
  next(prediction: Tensor, target: Tensor): readonly MetricState[] {
    const before = this.fresh ? this.initial : this.states
    return this.metrics.map((metric, i) => metric.update(before[i]!, prediction, target))
  }

  /** Adds a batch: what came of {@link next}, and the mean loss of its samples. */
  take(next: readonly MetricState[], loss: number, size: number): void {
    this.assign(next)
    this.count(loss, size)
  }

  /** Has the metrics see a batch as part of a recorded step. Each of its runs is followed by {@link count}. */
  record(prediction: Tensor, target: Tensor): void {
    if (this.metrics.length === 0) return
    const fresh = equal(
      hostNumber(() => (this.fresh ? 1 : 0), 'int32'),
      1,
    )
    const before = this.states.map((state, i) => mapValues(state, (x, key) => where(fresh, this.initial[i]![key]!, x) as Tensor))
    this.assign(this.metrics.map((metric, i) => metric.update(before[i]!, prediction, target)))
  }

  /** Adds the loss of a batch whose predictions the metrics have seen. */
  count(loss: number, size: number): void {
    this.total += loss * size
    this.samples += size
    this.fresh = false
  }

  /** What the loss of the batches so far comes from; what the metrics remember is in their tensors. */
  snapshot(): { readonly total: number; readonly samples: number; readonly fresh: boolean } {
    const { total, samples, fresh } = this
    return { total, samples, fresh }
  }

  /** Goes back to a {@link snapshot}. */
  restore({ total, samples, fresh }: ReturnType<Tally['snapshot']>): void {
    this.total = total
    this.samples = samples
    this.fresh = fresh
  }

  /** The mean loss per sample. */
  get loss(): number {
    return this.total / this.samples
  }

  /** What a metric says of all batches. */
  metric(i: number): number {
    return this.metrics[i]!.value(this.states[i]!)
  }

  /** The mean loss per sample and each metric, by name. */
  logs(): Record<string, number> {
    const logs: Record<string, number> = { loss: this.loss }
    this.metrics.forEach(({ name }, i) => {
      logs[name] = this.metric(i)
    })
    return logs
  }

  private assign(next: readonly MetricState[]): void {
    this.states.forEach((state, i) => {
      for (const [key, x] of Object.entries(state)) x.assign(next[i]![key]!)
    })
  }
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}

import type { ArrayData } from '@gradus/kernel'
import type { Metric, MetricState, WholeMetric, WholeMetricState } from '@gradus/metrics'
import { clone, equal, hostNumber, type Tensor, where } from '@gradus/tensor'
import { copyOf, mapValues, type TensorSnapshot, tensorOf } from './tensor-snapshot.ts'

/** The loss and the metrics of some batches, weighted by their samples. */
export class Tally {
  /** The metrics that are told from sums. What they remember are tensors that stay the same, whose values change. */
  private readonly sums: readonly Metric[]
  private readonly initial: readonly MetricState[]
  private readonly states: readonly MetricState[]
  /** The metrics that see all values. */
  private readonly wholes: readonly WholeMetric[]
  private seen: WholeMetricState[] = []
  /** What each metric says of all batches, in the order in which they were given. */
  private readonly values: readonly (() => number)[]
  private readonly names: readonly string[]
  private total = 0
  private samples = 0
  /** Whether nothing was added since {@link begin}: what the metrics remember is then of no account. */
  private fresh = true

  constructor(metrics: readonly (Metric | WholeMetric)[]) {
    this.names = metrics.map(({ name }) => name)
    this.sums = metrics.filter(isMetric)
    this.wholes = metrics.filter((metric) => !isMetric(metric)) as WholeMetric[]
    this.initial = this.sums.map((metric) => metric.initialize())
    this.states = this.initial.map((state) => mapValues(state, (x) => clone(x).detach()))
    this.values = metrics.map((metric) => {
      if (!isMetric(metric)) {
        const whole = this.wholes.indexOf(metric)
        return () => metric.value(this.seen[whole]!)
      }
      const sum = this.sums.indexOf(metric)
      return () => metric.value(this.states[sum]!)
    })
    this.begin()
  }

  /** Every tensor in which metrics remember. */
  get tensors(): Tensor[] {
    return this.states.flatMap((state) => Object.values(state))
  }

  /** Whether a metric wants to see all values: see {@link look}. */
  get needsValues(): boolean {
    return this.wholes.length > 0
  }

  /** Forgets all batches. */
  begin(): void {
    this.total = 0
    this.samples = 0
    this.fresh = true
    if (this.wholes.length > 0) this.seen = this.wholes.map((metric) => metric.initialize())
  }

  /** What the metrics of sums will remember with a batch; it is not added yet. */
  next(prediction: Tensor, target: Tensor): readonly MetricState[] {
    const before = this.fresh ? this.initial : this.states
    return this.sums.map((metric, i) => metric.update(before[i]!, prediction, target))
  }

  /** Keeps what came of {@link next}. The batch is counted by {@link count}. */
  take(next: readonly MetricState[]): void {
    this.states.forEach((state, i) => {
      for (const [key, x] of Object.entries(state)) x.assign(next[i]![key]!)
    })
  }

  /** Has the metrics of sums see a batch as part of a recorded step. Each of its runs is followed by {@link count}. */
  record(prediction: Tensor, target: Tensor): void {
    if (this.sums.length === 0) return
    const fresh = equal(
      hostNumber(() => (this.fresh ? 1 : 0), 'int32'),
      1,
    )
    const before = this.states.map((state, i) => mapValues(state, (x, key) => where(fresh, this.initial[i]![key]!, x) as Tensor))
    this.take(this.sums.map((metric, i) => metric.update(before[i]!, prediction, target)))
  }

  /** Shows the values of a batch to the metrics that want to see all. */
  look(prediction: ArrayData, target: ArrayData): void {
    this.seen = this.wholes.map((metric, i) => metric.update(this.seen[i]!, prediction, target))
  }

  /** Adds the mean loss of a batch, in which its samples counted so much, and whose predictions the metrics have seen. */
  count(loss: number, counted: number): void {
    this.total += loss * counted
    this.samples += counted
    this.fresh = false
  }

  /** A copy of everything that is remembered, as plain data. */
  snapshot(): TallySnapshot {
    const { total, samples, fresh } = this
    const sums = this.states.map((state) => mapValues(state, copyOf))
    return { total, samples, fresh, sums, wholes: structuredClone(this.seen) }
  }

  /** Goes back to a {@link snapshot} of the same metrics. */
  restore({ total, samples, fresh, sums, wholes }: TallySnapshot): void {
    this.total = total
    this.samples = samples
    this.fresh = fresh
    this.states.forEach((state, i) => {
      for (const [key, x] of Object.entries(state)) x.assign(tensorOf(sums[i]![key]!, x.dtype))
    })
    this.seen = structuredClone(wholes) as WholeMetricState[]
  }

  /** The mean loss per sample; 0 where nothing counted. */
  get loss(): number {
    return this.samples === 0 ? 0 : this.total / this.samples
  }

  /** What a metric says of all batches. */
  metric(i: number): number {
    return this.values[i]!()
  }

  /** The mean loss per sample and each metric, by name. */
  logs(): Record<string, number> {
    const logs: Record<string, number> = { loss: this.loss }
    this.names.forEach((name, i) => {
      logs[name] = this.metric(i)
    })
    return logs
  }
}

/** What a tally remembers, as plain data. */
export interface TallySnapshot {
  /** The sum of the losses. */
  readonly total: number
  /** How many samples were seen. */
  readonly samples: number
  /** Whether nothing was counted yet. */
  readonly fresh: boolean
  /** What each metric of sums remembers. */
  readonly sums: readonly Readonly<Record<string, TensorSnapshot>>[]
  /** What each metric that sees all values remembers. */
  readonly wholes: readonly unknown[]
}

function isMetric(metric: Metric | WholeMetric): metric is Metric {
  return !('needs' in metric)
}

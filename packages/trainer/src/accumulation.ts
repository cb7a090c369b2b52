import { add, cast, divide, equal, multiply, type NamedParameters, type Tensor, where, zeros } from '@gradus/tensor'

/**
 * The gradients of several batches as those of one large batch: their mean, in which each batch counts as much as its samples do; of a loss that
 * is a sum, their sum.
 */
export class Accumulation {
  /** After so many batches comes an update. */
  readonly steps: number
  /** The batches since the last update. */
  batches = 0
  /** Σ n·g of each parameter, over the batches since the last update. */
  readonly sums: ReadonlyMap<string, Tensor>
  /** Σ n: what their samples counted. */
  readonly total: Tensor

  private readonly isSum: boolean

  constructor(steps: number, parameters: NamedParameters, isSum: boolean) {
    this.steps = steps
    this.isSum = isSum
    this.sums = new Map(Array.from(parameters, ([name, { tensor }]) => [name, zeros(tensor.shape, { dtype: tensor.dtype }) as Tensor]))
    this.total = zeros([], { dtype: 'float64' }) as Tensor
  }

  /** Every tensor that a step changes. */
  get tensors(): readonly Tensor[] {
    return [...this.sums.values(), this.total]
  }

  /** Whether the next batch ends a round; the last batch of an epoch always does. */
  isDue(isLastOfEpoch: boolean): boolean {
    return this.batches + 1 === this.steps || isLastOfEpoch
  }

  /** The sums with one more batch, whose samples count `n`; they are not kept yet. */
  with(gradients: ReadonlyMap<string, Tensor>, n: Tensor): AccumulatedGradients {
    const sums = new Map(
      Array.from(
        gradients,
        ([name, g]) => [name, add(this.sums.get(name)!, this.isSum ? g : multiply(g, cast(n, g.dtype))) as Tensor] as const,
      ),
    )
    return { sums, total: add(this.total, cast(n, 'float64')) as Tensor }
  }

  /** The gradients that sums stand for; 0 where nothing counted. */
  gradients({ sums, total }: AccumulatedGradients): ReadonlyMap<string, Tensor> {
    if (this.isSum) return sums
    const divisor = where(equal(total, 0), 1, total) as Tensor
    return new Map(Array.from(sums, ([name, sum]) => [name, divide(sum, cast(divisor, sum.dtype)) as Tensor]))
  }

  /** Keeps sums, or with none begins a new round. */
  keep(next: AccumulatedGradients | undefined): void {
    for (const [name, sum] of this.sums) {
      const value = next === undefined ? (zeros(sum.shape, { dtype: sum.dtype }) as Tensor) : next.sums.get(name)
      if (value !== undefined) sum.assign(value)
    }
    this.total.assign(next?.total ?? (zeros([], { dtype: 'float64' }) as Tensor))
  }
}

/** Sums of gradients, and what the samples behind them counted. */
export interface AccumulatedGradients {
  readonly sums: ReadonlyMap<string, Tensor>
  readonly total: Tensor
}

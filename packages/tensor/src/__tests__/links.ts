import * as ops from '../index.ts'
import { tensor as leaf, type Tensor } from '../index.ts'

/** What a link makes of a tensor and a few drawn integers, which may fit the tensor or not. */
export type Link = (x: Tensor, draw: Draw) => Tensor

/** The next integer of those that were drawn: from -2 … 8 as it is, or within bounds. */
export interface Draw {
  (): number
  below(limit: number): number
}

/** Drawn integers, over and over; the same list draws the same. */
export function drawFrom(choices: readonly number[]): Draw {
  let at = 0
  const next = (): number => choices[at++ % choices.length]!
  return Object.assign(() => (next() % 11) - 2, { below: (limit: number) => next() % Math.max(1, limit) })
}

// Arguments come from draws: their types say nothing about whether they fit.
const op = ops as unknown as { readonly [Name in keyof typeof ops]: (...parts: readonly unknown[]) => Tensor }

/** Axes that fit most of the time. */
const axisOf = (x: Tensor, draw: Draw): number => (draw.below(12) === 0 ? draw() : draw.below(2 * x.rank) - x.rank)
const perAxis = <T>(x: Tensor, each: (axis: number) => T): T[] => Array.from({ length: x.rank }, (_, axis) => each(axis))
const ascending = (shape: readonly number[], dtype: Tensor['dtype']): Tensor => {
  const count = shape.reduce((product, size) => product * size, 1)
  return leaf(
    Float64Array.from({ length: count }, (_, i) => ((i * 7) % 5) - 2),
    { shape, dtype },
  ) as Tensor
}

/** One more view of it, one more formula, or one more sum. */
export const links: Readonly<Record<string, Link>> = {
  reshape: (x, draw) => {
    const kept = draw.below(x.rank + 1)
    return op.reshape(x, draw.below(8) === 0 ? [draw(), draw()] : [...x.shape.slice(0, kept), draw.below(3) - 1 || 1, -1])
  },
  permute: (x, draw) => {
    const order = perAxis(x, (axis) => axis)
    for (let i = order.length - 1; i > 0; i--) {
      const j = draw.below(i + 1)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    return op.permute(x, draw.below(12) === 0 ? order.slice(1) : order)
  },
  transpose: (x) => op.transpose(x),
  flip: (x, draw) => op.flip(x, draw.below(3) === 0 ? undefined : axisOf(x, draw)),
  slice: (x, draw) => {
    const range = () => ({ start: draw(), end: draw.below(2) === 0 ? undefined : draw(), step: [1, 1, 2, -1, -2, 3, 0][draw.below(7)]! })
    return op.slice(x, perAxis(x, () => (draw.below(2) === 0 ? undefined : range()))) // biome-ignore format: as one
  },
  pad: (x, draw) => op.pad(x, perAxis(x, () => [draw.below(3), draw.below(24) - 21 > 0 ? -1 : draw.below(2)]), { value: draw() }), // biome-ignore format: as one
  squeeze: (x, draw) => op.squeeze(x, draw.below(2) === 0 ? undefined : axisOf(x, draw)),
  unsqueeze: (x, draw) => op.unsqueeze(x, draw.below(x.rank + 1)),
  broadcastTo: (x, draw) => op.broadcastTo(x, [1 + draw.below(2), ...x.shape.map((size) => (size === 1 ? 1 + draw.below(3) : size))]),
  tile: (x, draw) => op.tile(x, perAxis(x, () => draw.below(3))), // biome-ignore format: as one
  concat: (x, draw) => op.concat([x, draw.below(3) === 0 ? op.flip(x) : x], axisOf(x, draw)),
  stack: (x, draw) => op.stack([x, op.multiply(x, 2)], axisOf(x, draw)),
  split: (x, draw) => {
    const parts = op.split(x, 1 + draw.below(3), axisOf(x, draw)) as unknown as readonly Tensor[]
    return parts[draw.below(parts.length)]!
  },
  take: (x, draw) => op.take(x, leaf(Int32Array.of(0, draw.below(4), 0)), axisOf(x, draw)),
  gather: (x, draw) => op.gather(x, op.cast(op.zeros(x.shape), 'int32'), axisOf(x, draw)),
  sum: (x, draw) => op.sum(x, draw.below(3) === 0 ? undefined : axisOf(x, draw), { keepDimensions: draw.below(2) === 0 }),
  mean: (x, draw) => op.mean(x, axisOf(x, draw)),
  prod: (x, draw) => op.prod(x, axisOf(x, draw)),
  max: (x, draw) => op.max(x, axisOf(x, draw)),
  min: (x, draw) => op.min(x, draw.below(2) === 0 ? undefined : axisOf(x, draw)),
  cumulativeSum: (x, draw) => op.cumulativeSum(x, axisOf(x, draw), { reverse: draw.below(2) === 0, exclusive: draw.below(2) === 0 }),
  sort: (x, draw) => (op.sort(x, axisOf(x, draw), { descending: draw.below(2) === 0 }) as unknown as { values: Tensor }).values,
  softmax: (x, draw) => op.softmax(x, axisOf(x, draw)),
  logSumExp: (x, draw) => op.logSumExp(x, axisOf(x, draw)),
  norm: (x, draw) => op.norm(x, axisOf(x, draw)),
  variance: (x, draw) => op.variance(x, axisOf(x, draw)),
  matmul: (x, draw) => op.matmul(x, draw.below(2) === 0 ? op.transpose(x) : ascending([x.shape.at(-1) ?? 1, 1 + draw.below(4)], x.dtype)),
  outer: (x) => op.outer(op.reshape(x, [-1]), op.slice(op.reshape(x, [-1]), [[0, 3]])),
  add: (x, draw) => op.add(x, draw.below(2) === 0 ? op.flip(x) : ascending(x.shape.slice(draw.below(x.rank + 1)), x.dtype)),
  'add another': (x, draw) => op.add(x, ascending([1 + draw.below(3), 1 + draw.below(2)], x.dtype)),
  multiply: (x, draw) => op.multiply(x, draw.below(2) === 0 ? x : ascending(x.shape.slice(draw.below(x.rank + 1)), x.dtype)),
  divide: (x, draw) => op.divide(x, draw.below(2) === 0 ? draw() : op.flip(x)),
  maximum: (x) => op.maximum(x, op.flip(x)),
  where: (x) => op.where(op.greater(x, 0), x, op.flip(x)),
  relu: (x) => op.relu(x),
  square: (x) => op.square(x),
  negate: (x) => op.negate(x),
  exp: (x) => op.exp(x),
  tanh: (x) => op.tanh(x),
  sqrt: (x) => op.sqrt(x),
  floor: (x) => op.floor(x),
  clip: (x, draw) => op.clip(x, draw(), draw()),
  cast: (x, draw) => op.cast(x, ['float32', 'float64', 'int32', 'bool'][draw.below(4)]),
}

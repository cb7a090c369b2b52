import { GradusError, type Shape, shapeText } from '@gradus/kernel'
import type { Conv2dOptions, ImageLayout, Pair } from '@gradus/tensor'
import { batchText } from '../batch.ts'

/** Throws 'shape' unless samples of this shape are images. */
export function checkImages(kind: string, inputShape: Shape, layout: ImageLayout = 'channelsLast'): void {
  if (inputShape.length === 3) return
  const axes = layout === 'channelsFirst' ? 'channels, height, width' : 'height, width, channels'
  const text = `${kind}: x must have the axes [batch, ${axes}], got shape ${batchText(inputShape)}`
  throw new GradusError('shape', `${text}; write input([${axes}])`)
}

/** How many channels samples of this shape have. */
export function channelsOf(inputShape: Shape, layout: ImageLayout = 'channelsLast'): number {
  return inputShape[layout === 'channelsFirst' ? 0 : 2]!
}

/** What a message says of a batch that has not so many channels, and whether it would fit in the other layout. */
export function channelsText(kind: string, channels: number, batch: Shape, layout: ImageLayout = 'channelsLast'): string {
  const [pattern, other] =
    layout === 'channelsFirst' ? [`[*, ${channels}, *, *]`, 'channelsLast'] : [`[*, *, *, ${channels}]`, 'channelsFirst']
  const fits = batch.length === 4 && batch[layout === 'channelsFirst' ? 3 : 1] === channels
  return `${kind} expects ${pattern}, got ${shapeText(batch)}${fits ? `; in layout '${other}' it would fit` : ''}`
}

/** What a summary says of how windows move: `3×3, stride 2, same`. */
export function windowText(size: readonly [number, number], { stride, padding, dilation, groups }: Conv2dOptions): string {
  return [
    size.join('×'),
    ...(stride === undefined ? [] : [`stride ${pairText(stride)}`]),
    ...(padding === undefined || padding === 'valid' ? [] : [padding === 'same' ? 'same' : `padding ${pairText(padding)}`]),
    ...(dilation === undefined ? [] : [`dilation ${pairText(dilation)}`]),
    ...(groups === undefined || groups === 1 ? [] : [`${groups} groups`]),
  ].join(', ')
}

function pairText(pair: Pair): string {
  return typeof pair === 'number' ? `${pair}` : pair.join('×')
}

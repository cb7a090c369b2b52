import { GradusError, type Shape, shapeText } from '@gradus/kernel'
import type { ImageLayout } from './options.ts'

/** A batch of images. */
export interface ImageSizes {
  readonly batch: number
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** What belongs to each axis of an image in the order of its layout; its channels may be several axes. */
export function arranged<Item>(layout: ImageLayout, batch: Item, height: Item, width: Item, channels: readonly Item[]): Item[] {
  return layout === 'channelsFirst' ? [batch, ...channels, height, width] : [batch, height, width, ...channels]
}

/** The sizes of a batch of images. Throws 'shape' for another rank; `what` is how the message begins. */
export function imageSizes(what: string, shape: Shape, layout: ImageLayout): ImageSizes {
  if (shape.length !== 4) {
    const axes = arranged(layout, 'batch', 'height', 'width', ['channels']).join(', ')
    throw new GradusError('shape', `${what} must have the axes [${axes}], got shape ${shapeText(shape)}`)
  }
  const [batch, a, b, c] = shape as readonly [number, number, number, number]
  return layout === 'channelsFirst' ? { batch, channels: a, height: b, width: c } : { batch, height: a, width: b, channels: c }
}

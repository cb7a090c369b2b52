import { dense, input, sequential } from '@gradus/layers'
import { adam } from '@gradus/optimizers'
import { Trainer } from '@gradus/trainer'
import { logCosh } from './log-cosh.js'
import { radial } from './radial.js'
import { rings } from './rings.js'

// The shapes of the stranger's parts are checked like those of ours: every mistake here must be a compile error.
export function mistakes(): void {
  // @ts-expect-error: an image is no row
  sequential([input([28, 28]), radial(3)])
  // @ts-expect-error: centres are tensors
  radial('3')
  const model = sequential([input([2]), radial(3), dense(2)])
  // @ts-expect-error: the model gives two numbers, the rings have one target
  new Trainer({ model, loss: logCosh(), optimizer: adam() }).fit(rings(4))
}

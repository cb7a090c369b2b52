import { type ArrayData, GradusError, shapeText } from '@gradus/kernel'
import type { ArraySource } from './array-source.ts'
import { readSource } from './read-source.ts'

/**
 * A copy of the weights of `count` samples: a float array's own dtype, float32 for everything else.
 *
 * Throws: GradusError 'shape' unless there is one weight per sample, 'range' unless all are finite and ≥ 0 and one of them is not 0.
 */
export function readWeights(where: string, source: ArraySource, count: number): ArrayData<readonly [number]> {
  const own = readSource(where, source, undefined)
  const weights = own.dtype === 'float32' || own.dtype === 'float64' ? own : readSource(where, source, 'float32')
  if (weights.shape.length !== 1 || weights.shape[0] !== count) {
    throw new GradusError('shape', `${where} have shape ${shapeText(weights.shape)}, expected [${count}]: one for each sample`)
  }
  let some = false
  for (let i = 0; i < count; i++) {
    const weight = weights.data[i]!
    if (!(Number.isFinite(weight) && weight >= 0)) {
      throw new GradusError('range', `${where}: item [${i}] is ${weight}, expected a finite number >= 0`)
    }
    if (weight > 0) some = true
  }
  if (!some) throw new GradusError('range', `${where} are all 0, so that no sample would count`)
  return weights as ArrayData<readonly [number]>
}

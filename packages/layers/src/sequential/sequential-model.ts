import { type DType, GradusError, type Shape, sameShape } from '@gradus/kernel'
import { checkTensor, type NamedParameters, type Parameter, type Tensor } from '@gradus/tensor'
import { batchText } from '../batch.ts'
import { checkContext, evaluation, type FloatDType, type ForwardContext } from '../layer.ts'
import { checkLayerInput, type ModelLayer, runLayer } from '../model-layer.ts'
import type { Sequential } from './sequential.ts'
import { copyWeights, replaceWeights, type WeightValues } from './weights.ts'

/** What `sequential` makes: places that fit each other, built. */
export class SequentialModel implements Omit<Sequential, 'forward'> {
  readonly kind = 'sequential'
  readonly name: string | undefined
  readonly layers: readonly ModelLayer[]
  readonly dtype: FloatDType
  readonly inputDType: DType
  readonly inputShape: Shape
  readonly outputShape: Shape
  private readonly named: NamedParameters

  constructor(layers: readonly ModelLayer[], dtype: FloatDType, inputDType: DType, name: string | undefined) {
    this.layers = Object.freeze(layers)
    this.dtype = dtype
    this.inputDType = inputDType
    this.inputShape = layers[0]!.inputShape
    this.outputShape = layers.at(-1)!.outputShape
    this.name = name
    this.named = collectParameters(layers)
  }

  outputShapeFor(inputShape: Shape): Shape {
    if (!sameShape(inputShape, this.inputShape))
      throw new GradusError('shape', `sequential expects ${batchText(this.inputShape)}, got ${batchText(inputShape)}`)
    return this.outputShape
  }

  forward(x: Tensor, context: ForwardContext = evaluation): Tensor {
    checkTensor('sequential', 'x', x)
    checkContext('sequential', context)
    checkLayerInput(this.layers[0]!, x)
    if (x.dtype !== this.inputDType) {
      throw new GradusError('type', `layer "${this.layers[0]!.name}" expects ${this.inputDType}, got ${x.dtype}; use cast`)
    }
    let y = x
    for (const place of this.layers) y = runLayer(place, y, context)
    return y
  }

  parameters(): NamedParameters {
    return this.named
  }

  get parameterCount(): number {
    let count = 0
    for (const { tensor } of this.named.values()) count += tensor.size
    return count
  }

  weights(): Map<string, Tensor> {
    return copyWeights(this.named)
  }

  setWeights(values: WeightValues): void {
    replaceWeights(this.named, values)
  }
}

/** Each parameter once, under the name of the place where it is met first. */
function collectParameters(layers: readonly ModelLayer[]): NamedParameters {
  const named = new Map<string, Parameter>()
  const met = new Set<Tensor>()
  for (const { name, layer } of layers) {
    for (const [own, parameter] of layer.parameters?.() ?? []) {
      if (met.has(parameter.tensor)) continue
      met.add(parameter.tensor)
      named.set(`${name}.${own}`, parameter)
    }
  }
  return named
}

import {
  checkChoice,
  checkOptions,
  checkShape,
  type DType,
  describe,
  GradusError,
  isFloat,
  type RandomGenerator,
  randomGenerator,
  type Shape,
} from '@gradus/kernel'
import type { Tensor } from '@gradus/tensor'
import { batchText } from '../batch.ts'
import type { FloatDType, Layer } from '../layer.ts'
import { checkName, type LayerOptions } from '../layer-options.ts'
import { type Input, isInput } from '../layers/input.ts'
import type { Model } from '../model.ts'
import { atLayer, type ModelLayer } from '../model-layer.ts'
import type { Chain, ChainInput, ChainOutput, CheckedChain } from './chain.ts'
import { nameLayers } from './layer-names.ts'
import { SequentialModel } from './sequential-model.ts'
import type { WeightValues } from './weights.ts'

/** Options of {@link sequential}. */
export interface SequentialOptions extends LayerOptions {
  /** Where initial values come from: the same seed gives the same model. 0 unless stated. */
  readonly seed?: number
  /** A generator to draw them from, layer by layer, instead of a seed. */
  readonly random?: RandomGenerator
  /** The dtype of parameters: the input's where that is a float, else float32. */
  readonly dtype?: FloatDType
}

/** Layers one after another. `In` and `Out` are the shapes of batches: `Sequential<readonly [number, 2], readonly [number, 1]>`. */
export interface Sequential<In extends Shape = Shape, Out extends Shape = Shape> extends Model<In, Out> {
  readonly kind: 'sequential'
  /** The layers at their places, in order; an instance used twice is there twice, under one name. */
  readonly layers: readonly ModelLayer[]
  /** How many numbers the parameters hold. */
  readonly parameterCount: number
  /** A copy of each parameter by name. */
  weights(): Map<string, Tensor>
  /**
   * Gives every parameter a value: tensors of its dtype, nested arrays, or typed arrays in row-major order.
   *
   * Throws: GradusError 'shape' that lists all that is missing, unknown or does not fit; then nothing has changed.
   */
  setWeights(values: WeightValues): void
}

/**
 * A model of layers one after another, built at once.
 *
 * A chain that does not fit is a compile error at the layer, and the same error at run time. A layer instance that is used twice shares
 * its parameters, which then appear once.
 * Throws: GradusError 'shape' when a layer cannot take what comes before it, 'type' for what is no layer, 'state' for a duplicate name.
 *
 * @example
 * import { relu, sigmoid, tensor } from '@gradus/tensor'
 *
 * const model = sequential([input([2]), dense(10, { activation: relu }), dense(10, { activation: relu }), dense(1, { activation: sigmoid })])
 * model.parameterCount // 151
 * model.forward(tensor([[0, 1]])).shape // [1, 1]
 */
export function sequential<const Items extends Chain>(
  items: CheckedChain<Items>,
  options: SequentialOptions = {},
): Sequential<ChainInput<Items>, ChainOutput<Items>> {
  const random = checkSequentialOptions(options)
  const { start, layers } = checkChain(items)
  const dtype = parameterDType(start, options.dtype)
  const places = placeLayers(start.shape, layers)
  checkSharedLayers(places, dtype)
  for (const { name, layer, inputShape } of places) atLayer(name, layer.kind, () => layer.build?.({ inputShape, dtype, random }))
  return new SequentialModel(places, dtype, start.dtype ?? dtype, options.name) as never
}

function checkSequentialOptions(options: SequentialOptions): RandomGenerator {
  checkOptions('sequential', options, ['seed', 'random', 'dtype', 'name'])
  const { seed, random, dtype, name } = options
  if (name !== undefined) checkName('sequential', name)
  if (dtype !== undefined) checkChoice('sequential', 'dtype', dtype, ['float32', 'float64'])
  if (random === undefined) return randomGenerator(seed)
  if (seed !== undefined) throw new GradusError('type', 'sequential: takes a seed or a random generator, got both')
  if (typeof random?.next !== 'function')
    throw new GradusError('type', `sequential: random must be a generator, such as randomGenerator(0), got ${describe(random)}`)
  return random
}

function checkChain(items: readonly unknown[]): { start: Input; layers: readonly Layer[] } {
  if (!Array.isArray(items)) throw new GradusError('type', `sequential: expected an array of layers, got ${describe(items)}`)
  const [start, ...layers] = items as readonly unknown[]
  if (!isInput(start))
    throw new GradusError('type', `sequential: item 0 must be input([...]), the shape of one sample, got ${describeItem(start)}`)
  if (layers.length === 0) throw new GradusError('state', 'sequential: a model needs at least one layer after its input')
  layers.forEach((layer, i) => {
    checkLayer(layer, 'sequential: item', i + 1)
  })
  return { start, layers: layers as Layer[] }
}

/** Throws 'type' unless a value is a layer; `place` and position say which. */
export function checkLayer(value: unknown, place: string, position?: number): asserts value is Layer {
  const where = position === undefined ? place : `${place} ${position}`
  const { kind, outputShapeFor, forward } = (value ?? {}) as Partial<Layer>
  if (typeof kind === 'string' && kind !== '' && typeof outputShapeFor === 'function' && typeof forward === 'function') {
    const { name } = value as Layer
    if (name !== undefined) checkName(where, name)
    return
  }
  const name = typeof value === 'function' ? value.name || 'f' : ''
  const hint = isInput(value) ? '; the input comes first, once' : name ? `; write activation(${name}), or call it if it makes a layer` : ''
  throw new GradusError('type', `${where} must be a layer, got ${describeItem(value)}${hint}`)
}

function describeItem(value: unknown): string {
  const kind = (value as Partial<Layer> | null | undefined)?.kind
  return typeof kind === 'string' ? `the layer ${kind}` : describe(value)
}

function parameterDType({ dtype: data }: Input, wanted: FloatDType | undefined): FloatDType {
  if (data === undefined || !isFloat(data as DType)) return wanted ?? 'float32'
  if (wanted !== undefined && wanted !== data)
    throw new GradusError('type', `sequential: the input is ${data} and the model ${wanted}; nothing is converted by itself, choose one`)
  return data as FloatDType
}

/** Names and shapes, before anything is built. */
function placeLayers(inputShape: Shape, layers: readonly Layer[]): readonly ModelLayer[] {
  const names = nameLayers(layers)
  let shape = inputShape
  return layers.map((layer) => {
    const name = names.get(layer)!
    const place = { name, layer, inputShape: shape, outputShape: outputShape(name, layer, shape) }
    shape = place.outputShape
    return place
  })
}

function outputShape(name: string, layer: Layer, inputShape: Shape): Shape {
  return atLayer(name, layer.kind, () => {
    const shape = layer.outputShapeFor(inputShape)
    checkShape(layer.kind, shape)
    return Object.freeze([...shape])
  })
}

/** A layer that already has parameters, or will at an earlier place, must suit this one too. */
function checkSharedLayers(places: readonly ModelLayer[], dtype: FloatDType): void {
  const first = new Map<Layer, ModelLayer>()
  for (const place of places) {
    const { name, layer, inputShape } = place
    const earlier = first.get(layer)
    if (earlier && layer.build && batchText(earlier.inputShape) !== batchText(inputShape)) {
      throw new GradusError(
        'shape',
        `layer "${name}" is used twice and shares its parameters, with inputs ${batchText(earlier.inputShape)} and ${batchText(inputShape)}; make a second layer`,
      )
    }
    first.set(layer, earlier ?? place)
    for (const [parameter, { tensor }] of layer.parameters?.() ?? []) {
      if (isFloat(tensor.dtype) && tensor.dtype !== dtype)
        throw new GradusError(
          'type',
          `layer "${name}": its parameter ${parameter} is ${tensor.dtype}, the model ${dtype}; make a second layer`,
        )
    }
  }
}

import { GradusError, type Shape, sameShape } from '@gradus/kernel'
import {
  add,
  type Conv2dOptions,
  checkTensor,
  checkWindow,
  conv2d,
  conv2dShape,
  type NamedParameters,
  type Parameter,
  reshape,
  type Tensor,
} from '@gradus/tensor'
import type { BuildContext, Layer } from '../layer.ts'
import { activationName } from './activation.ts'
import type { Conv2dLayerOptions } from './conv2d.ts'
import { channelsOf, channelsText, checkImages, windowText } from './images.ts'
import { type KernelSettings, kernelSettings } from './kernel-settings.ts'

/** What a convolution was asked for, checked, with everything in it that may be left out. */
export interface ConvolutionSettings extends KernelSettings {
  readonly size: readonly [number, number]
  readonly windows: Conv2dOptions
}

const windowNames = ['stride', 'padding', 'dilation', 'layout']

/** Checks the options of a convolution; `more` are those that it has of its own. */
export function convolutionSettings(
  kind: string,
  kernelSize: unknown,
  options: Conv2dLayerOptions = {},
  more: readonly string[] = [],
): ConvolutionSettings {
  const settings = kernelSettings(kind, options, [...windowNames, ...more])
  const windows: Conv2dOptions = Object.fromEntries(Object.entries(options).filter(([key]) => [...windowNames, 'groups'].includes(key)))
  return { ...settings, size: checkWindow(kind, 'kernelSize', kernelSize, windows), windows }
}

/** Throws 'range' unless the groups divide the channels. */
export function checkDivides(kind: string, groups: number, channels: number, side: 'input' | 'output'): void {
  if (channels % groups !== 0) throw new GradusError('range', `${kind}: ${channels} ${side} channels do not divide into ${groups} groups`)
}

/** The kernel that a convolution has for images of so many channels. */
interface KernelSizes {
  /** The shape of the parameter; row-major, its elements are those of [height, width, channels / groups, filters]. */
  readonly shape: Shape
  readonly filters: number
  readonly groups: number
}

/** Every layer that is a convolution. */
export class ConvolutionLayer implements Layer {
  readonly kind: string
  readonly name: string | undefined
  readonly detail: string
  private readonly settings: ConvolutionSettings
  readonly #kernelFor: (channels: number) => KernelSizes
  private channels: number | undefined
  private kernel: Parameter | undefined
  private bias: Parameter | undefined

  constructor(kind: string, settings: ConvolutionSettings, kernelFor: (channels: number) => KernelSizes) {
    const { name, size, windows, activation } = settings
    this.kind = kind
    this.name = name
    this.detail = `${windowText(size, windows)}, ${activation ? activationName(activation) : 'linear'}`
    this.settings = settings
    this.#kernelFor = kernelFor
  }

  outputShapeFor(inputShape: Shape): Shape {
    const channels = this.channelsOf(inputShape)
    if (this.channels !== undefined && this.channels !== channels)
      throw new GradusError(
        'shape',
        `${this.kind} was built for ${this.channels} channels and shares its parameters, got ${channels}; make a second layer`,
      )
    const { size, windows } = this.settings
    const { filters, groups } = this.#kernelFor(channels)
    return conv2dShape(this.kind, [1, ...inputShape], [...size, channels / groups, filters], { ...windows, groups }).slice(1)
  }

  build(context: BuildContext): void {
    this.outputShapeFor(context.inputShape)
    if (this.kernel) return
    const channels = this.channelsOf(context.inputShape)
    const { createKernel, createBias } = this.settings
    const { shape, filters } = this.#kernelFor(channels)
    const kernel = createKernel(shape, context)
    // Only now: an initializer may throw, and half a layer would pass for a whole one.
    this.bias = createBias?.([filters], context)
    this.kernel = kernel
    this.channels = channels
  }

  forward(x: Tensor): Tensor {
    const { kind, channels } = this
    checkTensor(kind, 'x', x)
    if (!this.kernel || channels === undefined)
      throw new GradusError('state', `${kind}: has no parameters yet; make it part of a model, sequential([...]), first`)
    const { size, windows, activation } = this.settings
    if (x.rank !== 4 || channelsOf(x.shape.slice(1), windows.layout) !== channels)
      throw new GradusError('shape', channelsText(kind, channels, x.shape, windows.layout))
    const { filters, groups } = this.#kernelFor(channels)
    const kernelShape = [...size, channels / groups, filters]
    const own = this.kernel.tensor as Tensor
    const kernel = sameShape(own.shape, kernelShape) ? own : (reshape(own, kernelShape) as Tensor)
    const product = conv2d(x, kernel as never, { ...windows, groups }) as Tensor
    return activation ? activation(this.withBias(product)) : this.withBias(product)
  }

  parameters(): NamedParameters {
    const parameters = new Map<string, Parameter>()
    if (this.kernel) parameters.set('kernel', this.kernel)
    if (this.bias) parameters.set('bias', this.bias)
    return parameters
  }

  private withBias(product: Tensor): Tensor {
    if (!this.bias) return product
    const bias = this.bias.tensor as Tensor
    return add(product, this.settings.windows.layout === 'channelsFirst' ? reshape(bias, [bias.size, 1, 1]) : bias) as Tensor
  }

  private channelsOf(inputShape: Shape): number {
    const { layout } = this.settings.windows
    checkImages(this.kind, inputShape, layout)
    return channelsOf(inputShape, layout)
  }
}

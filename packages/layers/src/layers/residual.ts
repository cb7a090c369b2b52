import { describe, GradusError, type Shape, sameShape } from '@gradus/kernel'
import { add, checkTensor, type Fits, type NamedParameters, type Only, type Parameter, type ShapeText, type Tensor } from '@gradus/tensor'
import { type Agree, batchText } from '../batch.ts'
import { type BuildContext, checkContext, evaluation, type ForwardContext, type Layer, type RuleOf } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { atLayer } from '../model-layer.ts'
import { nameLayers } from '../sequential/layer-names.ts'
import { checkLayer, type Sequential, sequential } from '../sequential/sequential.ts'
import type { ApplyRule, InputOf, ShapeRule } from '../shape-rule.ts'
import { input } from './input.ts'

/** Options of {@link residual}. */
export interface ResidualOptions extends LayerOptions {
  /** What x passes on its way around the layers, such as a projection to another width; nothing unless stated. */
  readonly shortcut?: Layer
}

/**
 * x + f(x), where f is layers one after another: they learn what to change, and the gradient has a way around them.
 *
 * Shape: that of f, which must be that of x, or of what the shortcut gives for it.
 * Throws: GradusError 'type' for what are no layers, 'state' for a duplicate name; when the model is built, 'shape' where the two ways do not end alike.
 * Source: He et al. 2016, Deep residual learning for image recognition.
 *
 * @example
 * residual([dense(8), dense(4)]).outputShapeFor([4]) // [4]
 * residual([dense(8)], { shortcut: dense(8, { useBias: false }) }).outputShapeFor([4]) // [8]
 */
export function residual<const Layers extends readonly Layer[], const O extends ResidualOptions = object>(
  layers: Layers,
  options?: Only<O, ResidualOptions>,
): Layer<ResidualRule<Layers, O>> {
  return new Residual(layers, options) as unknown as Layer<ResidualRule<Layers, O>>
}

/** The shape that both ways have at their end. */
export interface ResidualRule<Layers extends readonly Layer[], Options> extends ShapeRule {
  readonly output: Joined<Through<Layers, InputOf<this>>, Around<Options, InputOf<this>>>
}

/** What comes out of layers one after another: `Fits<shape>`, or the sentence of the first that does not fit. */
type Through<Layers, Before extends Shape> = Layers extends readonly [infer Next, ...infer Rest]
  ? ApplyRule<RuleOf<Next>, Before> extends infer Outcome
    ? Outcome extends Fits<infer After>
      ? Through<Rest, After>
      : Outcome
    : never
  : Layers extends readonly []
    ? Fits<Before>
    : Fits<Shape>

type Around<Options, Before extends Shape> = 'shortcut' extends keyof Options
  ? Options extends { readonly shortcut: infer Shortcut extends Layer }
    ? ApplyRule<RuleOf<Shortcut>, Before>
    : Fits<Shape>
  : Fits<Before>

type Joined<Inside, Outside> =
  Inside extends Fits<infer A>
    ? Outside extends Fits<infer B>
      ? Agree<A, B> extends true
        ? Fits<A>
        : `residual: its layers give ${ShapeText<A>}, the way around them ${ShapeText<B>}; keep the shape, or pass a shortcut that gives it`
      : Outside extends string
        ? Outside
        : Fits<Shape>
    : Inside extends string
      ? Inside
      : Fits<Shape>

class Residual implements Layer {
  readonly kind = 'residual'
  readonly name: string | undefined
  readonly detail: string
  private readonly layers: readonly Layer[]
  private readonly shortcut: Layer | undefined
  private readonly shortcutName: string
  private built: { readonly inside: Sequential; readonly around: Sequential | undefined } | undefined

  constructor(layers: readonly Layer[], options: ResidualOptions = {}) {
    this.name = checkLayerOptions('residual', options, ['shortcut'])
    if (!Array.isArray(layers) || layers.length === 0)
      throw new GradusError('type', `residual: expected an array of at least one layer, got ${describe(layers)}`)
    layers.forEach((layer: unknown, i) => {
      checkLayer(layer, 'residual: item', i)
    })
    const { shortcut } = options
    if (shortcut !== undefined) checkLayer(shortcut, 'residual: shortcut')
    this.layers = [...layers]
    this.shortcut = shortcut
    this.shortcutName = shortcut?.name ?? 'shortcut'
    if (shortcut && !layers.includes(shortcut) && [...nameLayers(layers).values()].includes(this.shortcutName))
      throw new GradusError(
        'state',
        `residual: a layer and the shortcut are both named "${this.shortcutName}"; give one of them another name`,
      )
    this.detail = `${layers.map(({ kind }) => kind).join(', ')}${shortcut ? `; shortcut ${shortcut.kind}` : ''}`
  }

  outputShapeFor(inputShape: Shape): Shape {
    const before = this.built?.inside.inputShape
    if (before && !sameShape(before, inputShape)) {
      throw new GradusError(
        'shape',
        `residual was built for ${batchText(before)} and shares its parameters, got ${batchText(inputShape)}; make a second layer`,
      )
    }
    const names = nameLayers(this.layers)
    let inside = inputShape
    for (const layer of this.layers) inside = atLayer(names.get(layer)!, layer.kind, () => layer.outputShapeFor(inside))
    const { shortcut } = this
    const around = shortcut ? atLayer(this.shortcutName, shortcut.kind, () => shortcut.outputShapeFor(inputShape)) : inputShape
    if (!sameShape(inside, around)) {
      throw new GradusError(
        'shape',
        `residual: its layers give ${batchText(inside)}, the way around them ${batchText(around)}; keep the shape, or pass a shortcut that gives it`,
      )
    }
    return inside
  }

  build({ inputShape, dtype, random }: BuildContext): void {
    this.outputShapeFor(inputShape)
    if (this.built) return
    const chain = (layers: readonly Layer[]): Sequential =>
      sequential([input(inputShape), ...layers] as never, { dtype, random }) as unknown as Sequential
    const inside = chain(this.layers)
    this.built = { inside, around: this.shortcut && chain([this.shortcut]) }
  }

  forward(x: Tensor, context: ForwardContext = evaluation): Tensor {
    checkTensor('residual', 'x', x)
    checkContext('residual', context)
    if (!this.built) throw new GradusError('state', 'residual: has no parameters yet; make it part of a model, sequential([...]), first')
    const { inside, around } = this.built
    return add(inside.forward(x, context), around ? around.forward(x, context) : x) as Tensor
  }

  parameters(): NamedParameters {
    if (!this.built) return new Map()
    const { inside, around } = this.built
    const named = new Map<string, Parameter>(inside.parameters())
    const met = new Set(Array.from(named.values(), ({ tensor }) => tensor))
    for (const [own, parameter] of around?.layers[0]?.layer.parameters?.() ?? []) {
      if (!met.has(parameter.tensor)) named.set(`${this.shortcutName}.${own}`, parameter)
    }
    return named
  }
}

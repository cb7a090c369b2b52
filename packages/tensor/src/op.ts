import { checkParts, describe, type Expression, GradusError, sameShape, shapeText } from '@gradus/kernel'
import { history, tick } from './history.ts'
import { Tensor } from './tensor.ts'

/** What one operation does, forward and backward. Options are what the call fixed beside its tensors. */
export interface Op<Options = unknown> {
  readonly name: string
  /** The maths of one element of the result: as a reader would write it, or as the expression that computes it, which only a walk writes out. */
  formula(node: OpNode<Options>): string | Expression
  /** The result, made from new kernels or from the inputs' buffers; it has no history yet. */
  forward(inputs: readonly Tensor[], options: Options): Tensor
  /** One function per input, called only when that input needs its gradient; absent where the result has no gradient. */
  gradient?(gradient: Tensor, node: OpNode<Options>): readonly InputGradient[]
}

/** The gradient with respect to one input, of its shape; undefined where none flows. */
export type InputGradient = (() => Tensor) | undefined

/** One application of an operation: what the backward pass, and a reader, need to know of it. */
export interface OpNode<Options = unknown> {
  /** Position in the order of execution. */
  readonly id: number
  readonly op: Op<Options>
  readonly inputs: readonly Tensor[]
  readonly options: Options
  readonly output: Tensor
  /** The part of the model it belongs to; empty outside of any. */
  readonly scope: string
}

/** Runs an operation and, where a gradient may be asked for later, remembers it. The one gate between operations and autograd. */
export function apply<Options>(op: Op<Options>, inputs: readonly Tensor[], options: Options): Tensor {
  const output = op.forward(inputs, options)
  let needsGradient = false
  if (history.tracking && op.gradient !== undefined) {
    for (let i = 0; i < inputs.length; i++) needsGradient ||= inputs[i]!.tracked
  }
  if (needsGradient || history.observer !== undefined) {
    const node: OpNode<Options> = { id: tick(), op, inputs, options, output, scope: history.scope }
    output.node = node as OpNode
    output.tracked = needsGradient
    history.observer?.push(node as OpNode)
  }
  return output
}

/** What a new operation is made of. */
export interface OpDefinition<Arguments extends readonly unknown[]> {
  /** What messages and walks call it. */
  readonly name: string
  /** The maths, as a reader would write it: `Σ x²`. */
  readonly formula: string
  /** The result from tensors and options, by other operations. Its own steps are not differentiated when `gradient` is given. */
  readonly forward: (...args: Arguments) => Tensor
  /** One function per tensor argument, in order, called only when its gradient is needed. Absent: the result has no gradient. */
  readonly gradient?: (gradient: Tensor, output: Tensor, ...args: Arguments) => readonly InputGradient[]
}

/**
 * Makes an operation with a gradient of its own out of existing ones.
 *
 * Gradients of gradients work when `gradient` is written in tensor operations.
 * Throws: GradusError 'shape' at the backward pass when a gradient has another shape than its input, or the count differs.
 *
 * @example
 * const cube = defineOp({
 *   name: 'cube',
 *   formula: 'x³',
 *   forward: (x: Tensor) => multiply(x, multiply(x, x)),
 *   gradient: (g, y, x) => [() => multiply(g, multiply(3, multiply(x, x)))],
 * })
 * cube(tensor([2])).toArray() // [8]
 */
export function defineOp<Arguments extends readonly unknown[]>(definition: OpDefinition<Arguments>): (...args: Arguments) => Tensor {
  checkDefinition('defineOp', definition, ['name', 'formula', 'forward', 'gradient'])
  const { name, formula = name, forward, gradient } = definition
  const op: Op<Arguments> = {
    name,
    formula: () => formula,
    // The result may be an input or carry the history of its own steps; neither may leak into this operation's node.
    forward: (_, args) => {
      // allow-spread: the arguments of a call
      const result: unknown = history.without(() => forward(...args))
      if (!(result instanceof Tensor)) throw new GradusError('type', `${name}: forward must give a tensor, got ${describe(result)}`)
      return result.detach()
    },
    // allow-spread: the arguments of a call
    ...(gradient && { gradient: (g, { output, options: args }) => gradient(g, output, ...args) }),
  }
  return (...args) => {
    const inputs = args.filter((argument) => argument instanceof Tensor)
    if (inputs.length === 0)
      throw new GradusError('type', `${name}: at least one argument must be a tensor, got ${args.map(describe).join(' and ')}`)
    return apply(op, inputs, args)
  }
}

/** The gradients of a node's inputs, checked: the right count, each of its input's shape and dtype. */
export function inputGradients(node: OpNode, gradient: Tensor): readonly InputGradient[] {
  const gradients = node.op.gradient!(gradient, node)
  if (!Array.isArray(gradients)) {
    throw new GradusError('type', `${nodeText(node)}: its gradient must give an array, one function per tensor, got ${describe(gradients)}`)
  }
  if (gradients.length !== node.inputs.length) {
    throw new GradusError('shape', `${nodeText(node)}: its gradient gave ${gradients.length} results for ${node.inputs.length} inputs`)
  }
  gradients.forEach((gradient: unknown, k) => {
    if (gradient === undefined || typeof gradient === 'function') return
    throw new GradusError(
      'type',
      `${nodeText(node)}: its gradient for input ${k} must be a function or undefined, got ${describe(gradient)}`,
    )
  })
  return gradients
}

/** Throws unless the gradient that an operation gave for an input fits it. */
export function checkInputGradient(node: OpNode, index: number, gradient: Tensor): void {
  const input = node.inputs[index]!
  if (!(gradient instanceof Tensor)) {
    throw new GradusError('type', `${nodeText(node)}: its gradient for input ${index} must be a tensor, got ${describe(gradient)}`)
  }
  if (gradient.layout === input.layout) return
  if (!sameShape(gradient.shape, input.shape)) {
    throw new GradusError(
      'shape',
      `${nodeText(node)}: its gradient for input ${index} has shape ${shapeText(gradient.shape)}, expected ${shapeText(input.shape)}`,
    )
  }
  if (gradient.dtype !== input.dtype) {
    throw new GradusError('type', `${nodeText(node)}: its gradient for input ${index} is ${gradient.dtype}, expected ${input.dtype}`)
  }
}

/** An operation as messages call it: by its name, and the part of the model where it ran. */
export function nodeText({ op, scope }: OpNode): string {
  return scope === '' ? op.name : `${op.name} in ${scope}`
}

/** Throws 'type' unless a definition has what every operation needs. */
export function checkDefinition(
  operation: string,
  definition: { name: string; formula?: unknown; forward: unknown; gradient?: unknown },
  parts: readonly string[],
): void {
  checkParts(operation, definition, parts)
  if (typeof definition?.name !== 'string' || definition.name === '')
    throw new GradusError('type', `${operation}: name must be a text that is not empty`)
  if (typeof definition.forward !== 'function')
    throw new GradusError('type', `${operation} "${definition.name}": forward must be a function`)
  if (definition.formula !== undefined && typeof definition.formula !== 'string') {
    throw new GradusError('type', `${operation} "${definition.name}": formula must be a text, got ${describe(definition.formula)}`)
  }
  if (definition.gradient !== undefined && typeof definition.gradient !== 'function') {
    throw new GradusError('type', `${operation} "${definition.name}": gradient must be a function`)
  }
}

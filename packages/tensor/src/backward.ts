import { checkBoolean, checkOptions, describe, GradusError, isFloat, sameShape, shapeText } from '@gradus/kernel'
import { checkTensor } from './check-tensor.ts'
import { ones } from './creation/ones.ts'
import { history } from './history.ts'
import { checkInputGradient, inputGradients, nodeText, type OpNode } from './op.ts'
import { add } from './ops/add.ts'
import { recording } from './record/recorder.ts'
import { Tensor } from './tensor.ts'

/** How a backward pass starts and what it checks. */
export interface BackwardOptions {
  /** The gradient of whatever comes after, of the tensor's shape; 1 for a scalar unless given. */
  readonly gradient?: Tensor
  /** Debugging: throws at the first operation whose gradient has a NaN or an infinity. */
  readonly checkFinite?: boolean
}

/** Options of {@link gradients}. */
export interface GradientsOptions extends BackwardOptions {
  /** Gives undefined for a tensor on which the value does not depend, instead of throwing. */
  readonly allowUnused?: boolean
  /** Remembers the backward pass too, so that the gradients can be differentiated again. */
  readonly createGraph?: boolean
}

/**
 * Adds to `gradient`, of every tensor with `requiresGradient` that led to `value`, the derivative of `value` with respect to it.
 *
 * The graph is kept: a second call gives the same gradients again, added on top.
 * Throws: GradusError 'state' when nothing that requires a gradient led here, or a tensor was assigned to since it was used;
 * 'shape' when `value` is no scalar and no gradient is given.
 *
 * @example
 * const x = tensor([3], { requiresGradient: true })
 * sum(multiply(x, x)).backward()
 * x.gradient?.toArray() // [6]
 */
export function backward(value: Tensor, options: BackwardOptions = {}): void {
  checkOptions('backward', options, ['gradient', 'checkFinite'])
  checkSwitches('backward', options, ['checkFinite'])
  const seed = seedGradient('backward', value, options.gradient)
  const found = history.without(() => reverse('backward', value, seed, undefined, options.checkFinite === true))
  const other = recording.current && [...found.keys()].find((leaf) => leaf.backend !== recording.current)
  if (other !== undefined) {
    throw new GradusError(
      'state',
      `backward: a recorded step cannot fill the gradient of a tensor of shape ${shapeText(other.shape)} that is not among its states; use gradients()`,
    )
  }
  for (const [leaf, gradient] of found) {
    // Two leaves may get one tensor; each keeps its own, so that assigning to one leaves the other alone.
    leaf.accumulated = leaf.accumulated === undefined ? gradient.detach() : history.without(() => add(leaf.accumulated!, gradient))
  }
}

/**
 * The derivatives of a value with respect to tensors, in their order; nothing else changes.
 *
 * Shape: each result has the shape of its tensor.
 * Throws: GradusError 'state' when the value does not depend on one of them (see `allowUnused`), otherwise as {@link backward}.
 *
 * @example
 * const x = tensor([3], { requiresGradient: true })
 * const [dx] = gradients(sum(power(x, 3)), [x], { createGraph: true })
 * dx.toArray() // [27]
 * gradients(sum(dx), [x])[0].toArray() // [18]
 */
export function gradients<const T extends readonly Tensor[]>(
  value: Tensor,
  tensors: T,
  options: GradientsOptions & { readonly allowUnused: true },
): { [K in keyof T]: T[K] | undefined }
export function gradients<const T extends readonly Tensor[]>(
  value: Tensor,
  tensors: T,
  options?: GradientsOptions,
): { -readonly [K in keyof T]: T[K] }
export function gradients(value: Tensor, tensors: readonly Tensor[], options: GradientsOptions = {}): (Tensor | undefined)[] {
  checkOptions('gradients', options, ['gradient', 'checkFinite', 'allowUnused', 'createGraph'])
  checkSwitches('gradients', options, ['checkFinite', 'allowUnused', 'createGraph'])
  const seed = seedGradient('gradients', value, options.gradient)
  if (!Array.isArray(tensors)) throw new GradusError('type', `gradients: tensors must be an array, got ${describe(tensors)}`)
  tensors.forEach((tensor, i) => {
    checkTensor('gradients', `item ${i}`, tensor)
    if (!tensor.requiresGradient)
      throw new GradusError('state', `gradients: item ${i} of shape ${shapeText(tensor.shape)} does not require a gradient`)
  })
  const run = () => reverse('gradients', value, seed, new Set(tensors), options.checkFinite === true)
  const found = options.createGraph === true ? run() : history.without(run)
  return tensors.map((tensor, i) => {
    const gradient = found.get(tensor)
    if (gradient === undefined && options.allowUnused !== true) {
      throw new GradusError(
        'state',
        `gradients: the value does not depend on item ${i} of shape ${shapeText(tensor.shape)}; pass allowUnused: true to get undefined for it`,
      )
    }
    return gradient
  })
}

function checkSwitches(
  operation: string,
  options: GradientsOptions,
  names: readonly ('checkFinite' | 'allowUnused' | 'createGraph')[],
): void {
  for (const name of names) if (options[name] !== undefined) checkBoolean(operation, name, options[name])
}

function seedGradient(operation: string, value: Tensor, gradient: Tensor | undefined): Tensor {
  if (!(value instanceof Tensor)) throw new GradusError('type', `${operation}: expected a tensor, got ${describe(value)}`)
  if (!isFloat(value.dtype)) throw new GradusError('type', `${operation}: the value is ${value.dtype}, expected float32 or float64`)
  if (!value.requiresGradient) {
    const root = value.node === undefined ? 'no operation that was remembered led to it' : `it comes from ${value.node.op.name}`
    throw new GradusError('state', `${operation}: no tensor with requiresGradient led to this value (${root})`)
  }
  if (gradient === undefined) {
    if (value.size !== 1) {
      throw new GradusError(
        'shape',
        `${operation}: needs a scalar, or a gradient of shape ${shapeText(value.shape)}; use sum() or mean(), or pass { gradient }`,
      )
    }
    return ones(value.shape, { dtype: value.dtype })
  }
  checkTensor(operation, 'gradient', gradient)
  if (!sameShape(gradient.shape, value.shape)) {
    throw new GradusError(
      'shape',
      `${operation}: gradient has shape ${shapeText(gradient.shape)}, expected ${shapeText(value.shape)} as the value`,
    )
  }
  if (gradient.dtype !== value.dtype)
    throw new GradusError('type', `${operation}: gradient is ${gradient.dtype}, expected ${value.dtype} as the value`)
  return gradient
}

/** The gradient of a scalar with respect to every tensor that it depends on, those in between included. */
export function reverseGradients(value: Tensor): Map<Tensor, Tensor> {
  const tensors = new Set(
    nodesBefore(value)
      .flatMap((node) => [node.output, ...node.inputs])
      .filter((tensor) => tensor.requiresGradient),
  )
  return history.without(() => reverse('walk', value, seedGradient('walk', value, undefined), tensors, false))
}

/**
 * Walks the operations from last to first and hands each one's gradient on to its inputs. Gives the gradients of the wanted tensors,
 * or, when none are named, of all leaves: the tensors that were not computed.
 */
function reverse(
  operation: string,
  value: Tensor,
  seed: Tensor,
  wanted: ReadonlySet<Tensor> | undefined,
  checkFinite: boolean,
): Map<Tensor, Tensor> {
  const nodes = nodesBefore(value)
  const leadsToWanted = wanted && nodesThatDependOn(nodes, wanted)
  const found = new Map<Tensor, Tensor>()
  const pending = new Map<Tensor, Tensor>([[value, seed]])
  for (const node of nodes) {
    for (const input of node.inputs) {
      if (input.assignedAt > node.id) {
        throw new GradusError(
          'state',
          `${operation}: a tensor of shape ${shapeText(input.shape)} that ${nodeText(node)} saved was assigned to after its use; run the forward pass again`,
        )
      }
    }
  }
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!
    const gradient = pending.get(node.output)
    if (gradient === undefined) continue
    if (wanted?.has(node.output)) found.set(node.output, gradient)
    if (leadsToWanted && !leadsToWanted.has(node)) continue
    pending.delete(node.output)
    const thunks = inputGradients(node, gradient)
    for (let k = 0; k < thunks.length; k++) {
      const input = node.inputs[k]!
      if (thunks[k] === undefined || !input.requiresGradient) continue
      if (leadsToWanted && !wanted!.has(input) && !(input.node && leadsToWanted.has(input.node))) continue
      const next = thunks[k]!()
      checkInputGradient(node, k, next)
      if (checkFinite) checkFiniteGradient(operation, node, k, next)
      const before = pending.get(input)
      pending.set(input, before === undefined ? next : add(before, next))
    }
  }
  for (const [tensor, gradient] of pending) {
    if (tensor.node === undefined && tensor.requiresGradient && (wanted === undefined || wanted.has(tensor))) found.set(tensor, gradient)
  }
  return found
}

/** The operations that led to a value, in the order of execution. Iterative: a graph may be 100,000 operations deep. */
function nodesBefore(value: Tensor): OpNode[] {
  const nodes: OpNode[] = []
  const seen = new Set<OpNode>()
  const stack: OpNode[] = []
  const visit = (tensor: Tensor): void => {
    const { node } = tensor
    if (node === undefined || !tensor.requiresGradient || seen.has(node)) return
    seen.add(node)
    stack.push(node)
  }
  visit(value)
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node)
    node.inputs.forEach(visit)
  }
  return nodes.sort((a, b) => a.id - b.id)
}

function nodesThatDependOn(nodes: readonly OpNode[], wanted: ReadonlySet<Tensor>): Set<OpNode> {
  const dependent = new Set<OpNode>()
  for (const node of nodes) {
    if (node.inputs.some((input) => wanted.has(input) || (input.node !== undefined && dependent.has(input.node)))) dependent.add(node)
  }
  return dependent
}

function checkFiniteGradient(operation: string, node: OpNode, k: number, gradient: Tensor): void {
  const bad = gradient.toTypedArray().findIndex((element) => !Number.isFinite(element))
  if (bad >= 0) {
    throw new GradusError(
      'range',
      `${operation}: ${nodeText(node)} is the first operation whose gradient is not finite: element ${bad} for input ${k}, shape ${shapeText(gradient.shape)}`,
    )
  }
}

import {
  broadcastShapes,
  type DType,
  denseView,
  describe,
  differentiate,
  type Expression,
  expression,
  formulaText,
  GradusError,
  type Operand,
  operandsOf,
  type Shape,
} from '@gradus/kernel'
import { broadcastStrides, type Layout, layoutOf } from './layout.ts'
import { apply, checkDefinition, type InputGradient, type Op, type OpNode } from './op.ts'
import { execute, LayoutCache, type Plan } from './plan.ts'
import { scalarLike } from './scalar.ts'
import { sumTo } from './sum-to.ts'
import { Tensor } from './tensor.ts'
import type { Broadcast, Check, Result } from './types/index.ts'

/** An elementwise operation: two formulas, forward and gradient. */
export interface ElementwiseDefinition {
  readonly name: string
  /** The result of one element from those of the inputs. */
  readonly forward: (...inputs: Expression[]) => Expression
  /**
   * The upstream gradient `g` times the derivative for each input, from the result `y` and the inputs; undefined where none flows.
   * Absent: no gradient. It is differentiated by itself for gradients of gradients.
   */
  readonly gradient?: (
    known: { readonly g: Expression; readonly y: Expression },
    ...inputs: Expression[]
  ) => readonly (Operand | undefined)[]
  /** The dtypes of the inputs; floats unless stated. */
  readonly dtypes?: readonly DType[]
  /** The inputs that are conditions: bool, whatever the others are. */
  readonly conditions?: readonly number[]
}

/** The call of an operation on one tensor. */
export type UnaryElementwise = <S extends Shape>(x: Tensor<S>) => Tensor<S>

/** The call of an operation on two tensors that broadcast, or a tensor and a number. */
export interface BinaryElementwise<Name extends string> {
  <A extends Shape>(a: Tensor<A>, b: number): Tensor<A>
  <B extends Shape>(a: number, b: Tensor<B>): Tensor<B>
  <A extends Shape, B extends Shape>(a: Tensor<A>, b: Check<Tensor<B>, Broadcast<A, B, Name>>): Tensor<Result<Broadcast<A, B, Name>>>
}

const floats: readonly DType[] = ['float32', 'float64']

/** The dtypes of arithmetic that is exact or wraps in int32 too. */
export const numeric: readonly DType[] = ['float32', 'float64', 'int32']

/**
 * Makes an elementwise operation: tensors and numbers in, broadcast, one tensor out. The result is a fused kernel in both directions.
 *
 * Throws, when called: GradusError 'type' for mixed dtypes, 'shape' when the shapes do not broadcast.
 *
 * @example
 * const square = defineElementwise({
 *   name: 'square',
 *   forward: (x) => expression.multiply(x, x),
 *   gradient: ({ g }, x) => [expression.multiply(g, expression.multiply(2, x))],
 * })
 * square(tensor([3])).toArray() // [9]
 */
export function defineElementwise<Call extends ElementwiseCall = (...inputs: (Tensor | number)[]) => Tensor>(
  definition: ElementwiseDefinition,
): Call {
  checkDefinition('defineElementwise', definition)
  const op = new ElementwiseOp(definition)
  const call = (...inputs: (Tensor | number)[]): Tensor => apply(op, tensors(definition, inputs), undefined)
  return call as ElementwiseCall as Call
}

// biome-ignore lint/suspicious/noExplicitAny: the most general call; each operation states its own shapes
type ElementwiseCall = (...inputs: any[]) => any

/** The operands as tensors: a number takes the dtype of the first tensor beside it that is no condition. */
function tensors({ name, conditions }: ElementwiseDefinition, inputs: (Tensor | number)[]): readonly Tensor[] {
  let like: Tensor | undefined
  let numbers = false
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]
    if (input instanceof Tensor) {
      if (like === undefined && !conditions?.includes(i)) like = input
    } else if (typeof input === 'number') numbers = true
    else throw new GradusError('type', `${name}: argument ${i} must be a tensor or a number, got ${describe(input)}`)
  }
  if (!numbers) return inputs as Tensor[]
  if (like === undefined)
    throw new GradusError('type', `${name}: at least one argument must be a tensor, got ${inputs.map(describe).join(' and ')}`)
  return inputs.map((input) => (input instanceof Tensor ? input : scalarLike(name, input, like)))
}

class ElementwiseOp implements Op<undefined> {
  readonly name: string
  readonly gradient?: NonNullable<Op<undefined>['gradient']>
  private readonly definition: ElementwiseDefinition
  private readonly plans = new LayoutCache<Plan>()
  private readonly gradientOps: (DerivedOp | undefined | null)[] = []

  constructor(definition: ElementwiseDefinition) {
    this.name = definition.name
    this.definition = definition
    if (definition.gradient) this.gradient = (g, node) => node.inputs.map((input, k) => this.inputGradient(k, input, g, node))
  }

  formula(node: OpNode<undefined>): string {
    return formulaText(this.body(node.inputs.map((input) => input.dtype)))
  }

  forward(inputs: readonly Tensor[]): Tensor {
    return execute(
      this.plans.get(inputs, '', (layouts) => this.plan(layouts)),
      inputs,
    )
  }

  private plan(layouts: readonly Layout[]): Plan {
    this.checkDTypes(layouts)
    const shape = layouts.map((layout) => layout.shape).reduce((a, b) => broadcastShapes(this.name, a, b))
    const body = this.body(layouts.map((layout) => layout.dtype))
    return {
      output: layoutOf(body.dtype, shape),
      kernel: {
        kind: 'map',
        name: this.name,
        shape,
        inputs: layouts.map((layout) => ({ offset: layout.offset, strides: broadcastStrides(layout, shape) })),
        body,
        output: denseView(shape),
      },
    }
  }

  private body(dtypes: readonly DType[]): Expression {
    return this.definition.forward(...dtypes.map((dtype, i) => expression.input(i, dtype)))
  }

  private checkDTypes(layouts: readonly Layout[]): void {
    const { conditions = [], dtypes = floats } = this.definition
    const found = layouts.map((layout) => layout.dtype)
    for (const i of conditions) {
      if (found[i] !== 'bool')
        throw new GradusError('type', `${this.name}: the condition is ${found[i]}, expected bool; use a comparison or cast`)
    }
    const operands = found.filter((_, i) => !conditions.includes(i))
    if (operands.some((dtype) => dtype !== operands[0])) {
      throw new GradusError('type', `${this.name}: operands are ${operands.join(' and ')}; nothing is converted by itself, use cast`)
    }
    if (operands[0] !== undefined && !dtypes.includes(operands[0])) {
      throw new GradusError('type', `${this.name}: the operand is ${operands[0]}, expected ${dtypes.join(' or ')}; use cast`)
    }
  }

  private inputGradient(k: number, input: Tensor, g: Tensor, node: OpNode<undefined>): InputGradient {
    let derived = this.gradientOps[k]
    if (derived === undefined) {
      derived = deriveGradient(this.definition, k, node)
      this.gradientOps[k] = derived
    }
    if (derived === null) return undefined
    const { op, uses } = derived
    return () => {
      const known = [...node.inputs, node.output, g]
      return sumTo(
        apply(
          op,
          uses.map((index) => known[index]!),
          undefined,
        ),
        input.shape,
      )
    }
  }
}

/** The gradient for one input as an elementwise operation of its own, over those of (inputs…, y, g) that it uses. */
interface DerivedOp {
  readonly op: ElementwiseOp
  readonly uses: readonly number[]
}

function deriveGradient({ name, gradient }: ElementwiseDefinition, k: number, node: OpNode<undefined>): DerivedOp | null {
  const count = node.inputs.length
  const whole = (known: readonly Expression[]): Operand | undefined =>
    gradient!({ y: known[count]!, g: known[count + 1]! }, ...known.slice(0, count))[k]
  const dtypes = [...node.inputs, node.output, node.output].map((tensor) => tensor.dtype)
  const placeholders = dtypes.map((dtype, i) => expression.input(i, dtype))
  const body = whole(placeholders)
  if (body === undefined) return null
  // A gradient that is a plain number (0 or 1 times nothing) still has the shape of g.
  const used = typeof body === 'number' ? [count + 1] : inputsOf(body)
  const uses = used.includes(count + 1) ? used : [...used, count + 1]
  const forward = (...operands: Expression[]): Expression => {
    const known = [...placeholders] as Expression[]
    uses.forEach((index, i) => {
      known[index] = operands[i]!
    })
    const result = whole(known)!
    return typeof result === 'number' ? expression.constant(result, operands[0]!.dtype) : result
  }
  const conditions = uses.flatMap((index, i) => (dtypes[index] === 'bool' ? [i] : []))
  return {
    uses,
    op: new ElementwiseOp({
      name: `${name} gradient`,
      forward,
      gradient: ({ g }, ...operands) =>
        differentiate(
          forward(...operands),
          g,
          operands.map((_, i) => i),
        ),
      conditions,
    }),
  }
}

/** The input indices that an expression reads, in ascending order. */
function inputsOf(root: Expression): number[] {
  const found = new Set<number>()
  const seen = new Set<Expression>()
  const stack = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    if (node.kind === 'input') found.add(node.index)
    for (const operand of operandsOf(node)) stack.push(operand)
  }
  return [...found].sort((a, b) => a - b)
}

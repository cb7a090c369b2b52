import { type DType, describe, type Expression, GradusError, type Operand, type RangeCheck, type Shape } from '@gradus/kernel'
import { describeOther } from './check-tensor.ts'
import { checkOperandDType, elementwiseOp } from './elementwise-op.ts'
import { apply, checkDefinition } from './op.ts'
import { scalarLike } from './scalar.ts'
import { Tensor } from './tensor.ts'
import type { Broadcast, Check, Result } from './types/index.ts'

/** An elementwise operation: two formulas, forward and gradient. */
export interface ElementwiseDefinition {
  /** What messages and walks call it. */
  readonly name: string
  /** The maths for a reader, with `a`, `b` … for the inputs; written from `forward` unless given. */
  readonly formula?: string
  /** The result of one element from those of the inputs. Its parameters are the inputs: `(a, b) => …` takes two. */
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
  /** What must hold of the inputs' elements, by input. */
  readonly checks?: readonly RangeCheck[]
}

/** The call of an operation on one tensor. */
export type UnaryElementwise = <S extends Shape>(x: Tensor<S>) => Tensor<S>

/** The call of an operation on two operands that broadcast: tensors, or a tensor and a number. */
export type BinaryElementwise<Name extends string> = <A extends Shape = readonly [], B extends Shape = readonly []>(
  a: Tensor<A> | number,
  b: Check<Tensor<B> | number, Broadcast<A, B, Name>>,
) => Tensor<Result<Broadcast<A, B, Name>>>

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
  checkDefinition('defineElementwise', definition, ['name', 'formula', 'forward', 'gradient', 'dtypes', 'conditions', 'checks'])
  for (const part of ['dtypes', 'conditions', 'checks'] as const) {
    const list: unknown = definition[part]
    if (list !== undefined && !Array.isArray(list))
      throw new GradusError('type', `defineElementwise "${definition.name}": ${part} must be an array, got ${describe(list)}`)
  }
  const count = definition.forward.length
  if (count === 0) {
    throw new GradusError('type', `defineElementwise "${definition.name}": forward must name its inputs, as (a, b) => …`)
  }
  const op = elementwiseOp(definition)
  const mixed = (inputs: unknown[]): Tensor => apply(op, operands(definition, inputs), undefined)
  const call: ElementwiseCall =
    count === 1
      ? (x: unknown) => (x instanceof Tensor ? apply(op, [x], undefined) : mixed([x]))
      : count === 2
        ? (a: unknown, b: unknown) => (a instanceof Tensor && b instanceof Tensor ? apply(op, [a, b], undefined) : mixed([a, b]))
        : count === 3
          ? (a: unknown, b: unknown, c: unknown) => mixed([a, b, c])
          : (...inputs: unknown[]) => mixed(Array.from({ length: count }, (_, i) => inputs[i]))
  // What a summary shows of an activation.
  return Object.defineProperty(call, 'name', { value: definition.name }) as Call
}

// biome-ignore lint/suspicious/noExplicitAny: the most general call; each operation states its own shapes
type ElementwiseCall = (...inputs: any[]) => any

/** Turns the numbers among the inputs into tensors of the dtype of the first tensor that is no condition. */
function operands(definition: ElementwiseDefinition, inputs: unknown[]): readonly Tensor[] {
  const { name, conditions = none } = definition
  let like: Tensor | undefined
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]
    const condition = conditions.includes(i)
    if (input instanceof Tensor) {
      if (!condition) like ??= input
      continue
    }
    const numberFits = inputs.length > 1 && !condition
    if (typeof input === 'number' && numberFits) continue
    throw new GradusError('type', `${name}: argument ${i} must be a tensor${numberFits ? ' or a number' : ''}, got ${describeOther(input)}`)
  }
  if (like === undefined) {
    const numbers = inputs.filter((_, i) => !conditions.includes(i)).map(describe)
    throw new GradusError('type', `${name}: at least one operand must be a tensor, got ${numbers.join(' and ')}`)
  }
  checkOperandDType(definition, like.dtype)
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]
    if (typeof input === 'number') inputs[i] = scalarLike(name, input, like)
  }
  return inputs as Tensor[]
}

const none: readonly number[] = []

import { broadcastShapes, type DType, differentiate, type Expression, GradusError, type Operand, operandsOf } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { floats } from './dtypes.ts'
import type { ElementwiseDefinition } from './elementwise.ts'
import type { Layout } from './layout.ts'
import { LayoutCache } from './layout-cache.ts'
import type { InputGradient, Op, OpNode } from './op.ts'
import { apply } from './op.ts'
import { execute, mapPlan, type Plan } from './plan.ts'
import { sumTo } from './sum-to.ts'
import type { Tensor } from './tensor.ts'

/** The operation behind an elementwise definition: one kernel per combination of layouts, and gradients that are such operations too. */
export function elementwiseOp(definition: ElementwiseDefinition): Op<undefined> {
  const plans = new LayoutCache<Plan>()
  const build = (layouts: readonly Layout[]): Plan => planFor(definition, layouts)
  const gradients: (GradientOp | undefined | null)[] = []
  const gradient = (g: Tensor, node: OpNode<undefined>): readonly InputGradient[] =>
    node.inputs.map((input, k) => {
      if (gradients[k] === undefined) gradients[k] = deriveGradient(definition, k, node)
      const derived = gradients[k]
      return derived === null ? undefined : () => sumTo(applyGradient(derived, g, node), input.shape)
    })
  return {
    name: definition.name,
    formula: ({ inputs }) =>
      definition.formula ??
      bodyFor(
        definition,
        inputs.map((input) => input.dtype),
      ),
    forward: (inputs) => execute(plans.get(inputs, '', build), inputs),
    ...(definition.gradient && { gradient }),
  }
}

function planFor(definition: ElementwiseDefinition, layouts: readonly Layout[]): Plan {
  const { name, checks } = definition
  const dtypes = layouts.map((layout) => layout.dtype)
  checkDTypes(definition, dtypes)
  const shape = layouts.map((layout) => layout.shape).reduce((a, b) => broadcastShapes(name, a, b))
  return mapPlan(name, layouts, shape, bodyFor(definition, dtypes), checks)
}

function bodyFor({ forward }: ElementwiseDefinition, dtypes: readonly DType[]): Expression {
  // allow-spread: an operation has a few operands
  return forward(...dtypes.map((dtype, i) => expression.input(i, dtype)))
}

function checkDTypes(definition: ElementwiseDefinition, found: readonly DType[]): void {
  const { name, conditions = [] } = definition
  for (const i of conditions) {
    if (found[i] !== 'bool') {
      throw new GradusError('type', `${name}: the condition is ${found[i]}, expected bool; use a comparison or cast`)
    }
  }
  const operands = found.filter((_, i) => !conditions.includes(i))
  if (operands.some((dtype) => dtype !== operands[0])) {
    throw new GradusError('type', `${name}: operands are ${operands.join(' and ')}; nothing is converted by itself, use cast`)
  }
  if (operands[0] !== undefined) checkOperandDType(definition, operands[0])
}

/** Throws 'type' for a dtype that the operation does not take. */
export function checkOperandDType({ name, dtypes = floats }: ElementwiseDefinition, dtype: DType): void {
  if (dtypes.includes(dtype)) return
  throw new GradusError('type', `${name}: the operand is ${dtype}, expected ${dtypes.join(' or ')}; use cast`)
}

/** The gradient for one input as an elementwise operation of its own, over those of (inputs…, y, g) that it uses. */
interface GradientOp {
  readonly op: Op<undefined>
  readonly uses: readonly number[]
}

function applyGradient({ op, uses }: GradientOp, g: Tensor, { inputs, output }: OpNode<undefined>): Tensor {
  const count = inputs.length
  return apply(
    op,
    uses.map((index) => (index < count ? inputs[index]! : index === count ? output : g)),
    undefined,
  )
}

function deriveGradient({ name, gradient }: ElementwiseDefinition, k: number, node: OpNode<undefined>): GradientOp | null {
  const count = node.inputs.length
  const dtypes = [...node.inputs, node.output, node.output].map((tensor) => tensor.dtype)
  const whole = (known: readonly Expression[]): Operand | undefined =>
    // allow-spread: an operation has a few operands
    gradient!({ y: known[count]!, g: known[count + 1]! }, ...known.slice(0, count))[k]
  const body = whole(dtypes.map((dtype, i) => expression.input(i, dtype)))
  if (body === undefined) return null
  // A gradient that is a plain number still has the shape of g.
  const used = typeof body === 'number' ? [] : inputsOf(body)
  const uses = used.includes(count + 1) ? used : [...used, count + 1]
  const forward = (...operands: Expression[]): Expression => {
    const g = operands[uses.length - 1]!
    // What is not used must exist nevertheless, since the gradients of all inputs are written down together: an input like no other.
    const known = dtypes.map(
      (dtype, i) => operands[uses.indexOf(i)] ?? expression.input(dtypes.length + i, dtype === 'bool' ? dtype : g.dtype),
    )
    const result = whole(known)!
    return typeof result === 'number' ? expression.constant(result, g.dtype) : result
  }
  const derived: ElementwiseDefinition = {
    name: `${name} gradient`,
    forward,
    gradient: ({ g }, ...operands) =>
      differentiate(
        // allow-spread: an operation has a few operands
        forward(...operands),
        g,
        operands.map((operand) => (operand as expression.Input).index),
      ),
    conditions: uses.flatMap((index, i) => (dtypes[index] === 'bool' ? [i] : [])),
  }
  return { uses, op: elementwiseOp(derived) }
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

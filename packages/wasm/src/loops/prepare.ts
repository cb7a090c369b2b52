import { borderOf, denseView, elementCount } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import type { Lowered, MapStep, Step } from '../program/lower.ts'
import { factorsOf } from './contraction.ts'
import { reduceSpace } from './reduce-function.ts'

type Values = { dtype: Lowered['values'][number]['dtype']; length: number; constant?: ArrayLike<number> }[]

/**
 * Rewrites a program for loops: factors of contractions are copied with their borders filled in where guards bar them, reductions whose elements
 * cannot be computed where they are folded have them computed before, and what has no loops of ours is left to the interpreter.
 */
export function prepareForLoops(program: Lowered): Lowered {
  const values: Values = [...program.values]
  const steps: Step[] = []
  for (const step of program.steps) {
    // What has no elements needs no step.
    if (step.kind === 'map' && elementCount(step.kernel.shape.slice(0, step.kernel.output.strides.length)) === 0) continue
    if (step.kind !== 'map' || step.kernel.reduce === undefined) steps.push(step)
    else if (step.kernel.shape.includes(0)) steps.push(asHost(step))
    else for (const own of contraction(step, values) ?? reduction(step, values)) steps.push(own)
  }
  return { ...program, values, steps }
}

/** A contraction, after copies of the factors that need one; undefined for what is none. */
function contraction(step: MapStep, values: Values): Step[] | undefined {
  if (factorsOf(step)) return [step]
  const bordered = { ...step, operands: step.operands.map((operand) => ({ ...operand, view: { ...operand.view, guards: [] } })) }
  if (!factorsOf(bordered)) return undefined
  const copies: Step[] = []
  const operands = step.operands.map((operand) => {
    const { view } = operand
    if (!view.guards?.length) return operand
    const copy = borderOf(step.kernel.shape, view, productsPerElement)
    if (copy === undefined) return operand
    const { dtype } = values[operand.value]!
    values.push({ dtype, length: elementCount(copy.shape) })
    const output = values.length - 1
    copies.push({
      kind: 'map',
      kernel: {
        kind: 'map',
        name: `${step.kernel.name} border`,
        shape: copy.shape,
        inputs: [copy.seen],
        body: expression.input(0, dtype),
        output: denseView(copy.shape),
      },
      operands: [{ value: operand.value, view: copy.seen }],
      output,
      scope: step.scope,
    })
    return { value: output, view: copy.view }
  })
  const copied = { ...step, operands }
  return factorsOf(copied) ? [...copies, copied] : undefined
}

/** How much a copy may cost: one element for this many products. */
const productsPerElement = 2

/** A reduction, after the computation of its elements where they must lie in order first. */
function reduction(step: MapStep, values: Values): Step[] {
  if (reduceSpace(step)) return [step]
  const { kernel } = step
  const { shape, body, reduce } = kernel
  if (kernel.output.guards?.length) return [asHost(step)]
  values.push({ dtype: body.dtype, length: elementCount(shape) })
  const output = values.length - 1
  const view = denseView(shape)
  const elements: MapStep = {
    ...step,
    kernel: { kind: 'map', name: kernel.name, shape, inputs: kernel.inputs, body, output: view },
    output,
  }
  const folded: MapStep = {
    ...step,
    kernel: { ...kernel, inputs: [view], body: expression.input(0, body.dtype), ...(reduce && { reduce }) },
    operands: [{ value: output, view }],
  }
  if (!reduceSpace(folded)) {
    values.pop()
    return [asHost(step)]
  }
  return [elements, folded]
}

/** The kernel for the interpreter, with the views that the operands have by now. */
function asHost({ kernel, operands, output, scope }: MapStep): Step {
  const { checks: _, ...unchecked } = { ...kernel, inputs: operands.map(({ view }) => view) }
  return { kind: 'host', kernel: unchecked, operands, output, scope }
}

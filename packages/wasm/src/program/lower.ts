import {
  type DType,
  denseView,
  elementCount,
  isDense,
  type Kernel,
  type MapKernel,
  type Program,
  type RangeCheck,
  type Shape,
  simplifyView,
  type View,
} from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { passing } from '../formulas/range.ts'

/** A value that a step reads, and how. */
export interface Operand {
  readonly value: number
  readonly view: View
}

/** An elementwise kernel or a reduction. */
export interface MapStep {
  readonly kind: 'map'
  readonly kernel: MapKernel
  readonly operands: readonly Operand[]
  readonly output: number
  readonly scope: string
}

/** A kernel that the interpreter runs, on the program's memory. */
export interface HostStep {
  readonly kind: 'host'
  readonly kernel: Kernel
  readonly operands: readonly Operand[]
  readonly output: number
  readonly scope: string
}

/** What must hold of all elements that a view reaches, else the run fails. */
export interface CheckStep {
  readonly kind: 'check'
  readonly name: string
  readonly shape: Shape
  readonly operands: readonly [Operand]
  readonly check: RangeCheck
  readonly scope: string
}

export type Step = MapStep | HostStep | CheckStep

/** A program in which nothing is done twice or in vain: no copies that only rename, no steps whose results nobody uses. */
export interface Lowered {
  readonly values: readonly { readonly dtype: DType; readonly length: number; readonly constant?: ArrayLike<number> }[]
  readonly inputs: readonly number[]
  readonly states: readonly number[]
  readonly steps: readonly Step[]
  readonly outputs: readonly number[]
  /** Values of steps of their own, never an input or another state. */
  readonly updates: readonly (readonly [state: number, value: number])[]
}

/** A value that is another one: all of it, or one element of it repeated. */
interface Alias {
  readonly value: number
  readonly element: number | undefined
}

/** Rewrites a program; see {@link Lowered}. */
export function lower(program: Program): Lowered {
  const values: { dtype: DType; length: number; constant?: ArrayLike<number> }[] = [...program.values]
  const writers = new Map<number, number>()
  for (const { output } of program.steps) writers.set(output, (writers.get(output) ?? 0) + 1)
  const aliases = new Map<number, Alias>()
  const steps: Step[] = []

  const resolve = (value: number, view: View): Operand => {
    const alias = aliases.get(value)
    if (alias === undefined) return { value, view }
    // Behind a guard a view may yield its fill, which a repeated element does not.
    if (alias.element === undefined) return { value: alias.value, view }
    return {
      value: alias.value,
      view: { ...view, offset: alias.element, strides: view.strides.map(() => 0), guards: repeatedGuards(view) },
    }
  }

  for (const { kernel, inputs, output, scope } of program.steps) {
    if (kernel.kind !== 'map') {
      const operands = inputs.map((value) => ({ value, view: denseView([values[value]!.length]) }))
      steps.push({ kind: 'host', kernel, operands: operands.map(({ value, view }) => settle(value, view)), output, scope })
      continue
    }
    const operands = inputs.map((value, i) => resolve(value, simplifyView(kernel.shape, kernel.inputs[i]!)))
    for (const check of kernel.checks ?? []) {
      const operand = checked(operands[check.input]!, check, values)
      steps.push({ kind: 'check', name: kernel.name, shape: kernel.shape, operands: [operand], check, scope })
    }
    const alias = writers.get(output) === 1 ? aliasOf(kernel, operands, values[output]!.length, values) : undefined
    if (alias !== undefined) aliases.set(output, alias)
    else steps.push({ kind: 'map', kernel, operands, output, scope })
  }

  /** A value as a buffer of its own, for those who read it whole. */
  function settle(value: number, view: View): Operand {
    const alias = aliases.get(value)
    if (alias === undefined) return { value, view }
    if (alias.element === undefined) return { value: alias.value, view }
    return { value: copied(value), view }
  }

  function copied(value: number): number {
    const { dtype, length } = values[value]!
    values.push({ dtype, length })
    const dense = denseView([length])
    const { value: source, view } = resolve(value, dense)
    steps.push({
      kind: 'map',
      kernel: { kind: 'map', name: 'copy', shape: [length], inputs: [view], body: expression.input(0, dtype), output: dense },
      operands: [{ value: source, view }],
      output: values.length - 1,
      scope: '',
    })
    return values.length - 1
  }

  const given = new Set([...program.inputs, ...program.states])
  const own = (value: number): number => {
    const alias = aliases.get(value)
    const real = alias === undefined ? value : alias.element === undefined ? alias.value : undefined
    return real === undefined || given.has(real) || values[real]!.constant ? copied(value) : real
  }
  const outputs = program.outputs.map(own)
  const updates = program.updates.map(([state, value]) => [state, own(value)] as const)
  return {
    values,
    inputs: program.inputs,
    states: program.states,
    steps: needed(steps, [...outputs, ...updates.map(([, value]) => value)]),
    outputs,
    updates,
  }
}

/** What a check looks at: only elements, so where the view yields its fill, one that passes. */
function checked(operand: Operand, check: RangeCheck, values: readonly { readonly dtype: DType }[]): Operand {
  const { value, view } = operand
  return view.guards?.length ? { value, view: { ...view, fill: passing(check, values[value]!.dtype) } } : operand
}

/** Guards that bar the same positions but add nothing to the place. */
function repeatedGuards({ guards = [] }: View): View['guards'] & {} {
  return guards.map((guard) => ({ ...guard, stride: 0 }))
}

function aliasOf(
  { shape, body, output, reduce }: MapKernel,
  operands: readonly Operand[],
  length: number,
  values: readonly { readonly length: number }[],
): Alias | undefined {
  if (reduce !== undefined || body.kind !== 'input' || length === 0) return undefined
  if (elementCount(shape) !== length || output.offset !== 0 || !isDense(output, shape)) return undefined
  const { value, view } = operands[body.index]!
  if (view.guards?.length) return undefined
  if (shape.every((size, axis) => size === 1 || view.strides[axis] === 0)) return { value, element: view.offset }
  return view.offset === 0 && isDense(view, shape) && values[value]!.length === length ? { value, element: undefined } : undefined
}

/** Steps on which the wanted values or a check depend. */
function needed(steps: readonly Step[], wanted: readonly number[]): Step[] {
  const values = new Set(wanted)
  const kept: Step[] = []
  for (const step of steps.toReversed()) {
    if (step.kind !== 'check' && !values.has(step.output)) {
      // A kernel of the interpreter may hold checks of its own.
      if (step.kind === 'map' || !step.kernel.checks?.length) continue
    }
    for (const { value } of step.operands) values.add(value)
    kept.push(step)
  }
  return kept.reverse()
}

import type { LogicGate } from '@gradus/datasets'
import type { AnyNumbers } from '@gradus/tensor'
import type { GradientCheck } from './finite-differences.ts'

/** One step of training, taken apart. */
export interface Step {
  readonly gate: LogicGate
  readonly title: readonly string[]
  readonly config: Readonly<Record<string, unknown>>
  /** The row of the truth table that is written out. */
  readonly row: number
  readonly seed: number
  /** What the step is given: data and weights, by their names. */
  readonly given: readonly Named[]
  readonly equations: readonly Equation[]
  readonly loss: { readonly before: number; readonly after: number }
  readonly parameters: readonly ParameterStep[]
  readonly check: GradientCheck
}

export interface Named {
  readonly name: string
  readonly value: AnyNumbers
}

/** One line of the maths. */
export interface Equation {
  readonly phase: 'forward' | 'backward' | 'update'
  /** What the result is called: `z1`, `#3`. */
  readonly name: string
  /** The layer it belongs to; empty outside of any. */
  readonly layer: string
  readonly op: string
  readonly formula: string
  /** The equation through which a derivative flows back, where the formula does not say it. */
  readonly through?: string
  readonly shape: readonly number[]
  readonly value: AnyNumbers
  /** The derivative of the loss by it, as automatic differentiation has it; null where none flows. */
  readonly gradient: AnyNumbers | null
  /** The formula with the numbers of the row, or of each weight: `[{ place: [0, 1], numbers: '0.37·0 + 0.95·1', value: 0.95 }]`. */
  readonly written: readonly Written[]
}

export interface Written {
  readonly place: readonly number[]
  readonly numbers: string
  readonly value: number
}

/** What became of a parameter. */
export interface ParameterStep {
  readonly name: string
  readonly shape: readonly number[]
  readonly before: AnyNumbers
  readonly gradient: AnyNumbers
  /** What automatic differentiation gives where `gradient` is written by hand. */
  readonly byAutograd?: AnyNumbers
  readonly after: AnyNumbers
}

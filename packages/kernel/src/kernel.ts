import type { Expression } from './expression.ts'
import type { Shape } from './shape.ts'
import type { View } from './view.ts'

/**
 * One unit of work. It defines the elements that its output view reaches and changes nothing else.
 *
 * `name` is for people: error messages and listings. No backend may depend on it.
 */
export type Kernel = MapKernel | GatherKernel | ScatterAddKernel | ScanKernel | SortKernel

interface KernelBase {
  readonly name: string
  /** The index space. */
  readonly shape: Shape
  /** What must hold of the inputs before anything runs. */
  readonly checks?: readonly RangeCheck[]
}

/**
 * What every element that an input's view reaches must be, else the kernel throws 'range': `gather: index[1] = 5 out of range [0,2]`.
 * Data, not code, so that a compiled step can check too.
 */
export interface RangeCheck {
  readonly input: number
  /** The least and the largest allowed value. */
  readonly min: number
  readonly max: number
  /** Whether only integers are allowed. */
  readonly integer?: boolean
  /** Whether NaN passes. */
  readonly allowNaN?: boolean
  /** How messages call an element: `index`, `value`, `target`. */
  readonly label: string
  /** What may be the cause, or may help; follows the message. */
  readonly hint?: string
}

/** output[i] = body(inputs at i), or with `reduce` its reduction over the last axes. The output's dtype is the body's. */
export interface MapKernel extends KernelBase {
  readonly kind: 'map'
  readonly inputs: readonly View[]
  readonly body: Expression
  /** Over the axes that are left after the reduction. */
  readonly output: View
  readonly reduce?: Reduction
}

/**
 * How the last `axes` axes of the index space collapse into one element.
 *
 * `sequential`: in index order, rounding after each operation, from the identity (0 for a sum): contractions.
 *
 * `tree`: element e of the flattened reduced axes belongs to chunk ⌊e/1024⌋ and lane e mod 8 of it. Each lane folds its elements in order,
 * from the identity; the lanes fold as l with l+4, then l with l+2, then l with l+1; the chunks fold pairwise in order, (c₀ c₁)(c₂ c₃) …, level by
 * level, an odd last one moving up unchanged.
 */
export interface Reduction {
  readonly operation: ReduceOperation
  readonly axes: number
  readonly order: 'sequential' | 'tree'
}

/** Of bools, `minimum` is "all" and `maximum` is "any". */
export type ReduceOperation = 'sum' | 'product' | 'minimum' | 'maximum'

/** output[i] = source at (view(i) + stride · indices[i]). Inputs: source, indices (int32). */
export interface GatherKernel extends KernelBase {
  readonly kind: 'gather'
  readonly source: View
  readonly indices: View
  /** Distance in the source per unit of index. */
  readonly stride: number
  readonly output: View
}

/** output = base, then in index order output[target(i) + stride · indices[i]] += values[i]. Inputs: base, indices (int32), values. */
export interface ScatterAddKernel extends KernelBase {
  readonly kind: 'scatterAdd'
  /** The shape of the output, which is dense, and the view through which `base` has that shape. */
  readonly outputShape: Shape
  readonly base: View
  readonly indices: View
  readonly values: View
  readonly target: View
  readonly stride: number
}

/** output[…, j] = Σ input[…, 0 … j]: running sums along the last axis, in order. */
export interface ScanKernel extends KernelBase {
  readonly kind: 'scan'
  readonly input: View
  readonly output: View
}

/** output[…, j] = where along the last axis the j-th smallest (or largest) element lies, as int32: stable, NaN last. */
export interface SortKernel extends KernelBase {
  readonly kind: 'sort'
  readonly descending: boolean
  readonly input: View
  readonly output: View
}

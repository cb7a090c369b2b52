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
  /** What messages and listings call it. */
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
  /** Which input, counted from 0. */
  readonly input: number
  /** The least allowed value. */
  readonly min: number
  /** The largest allowed value. */
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
  /** Where the elements come from, over the index space. */
  readonly inputs: readonly View[]
  /** The formula of one element. */
  readonly body: Expression
  /** Over the axes that are left after the reduction. */
  readonly output: View
  /** How the last axes collapse; absent: they stay. */
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
  /** What folds two elements into one. */
  readonly operation: ReduceOperation
  /** How many of the last axes collapse. */
  readonly axes: number
  /** In which order, which settles the bits. */
  readonly order: 'sequential' | 'tree'
}

/** Of bools, `minimum` is "all" and `maximum` is "any". */
export type ReduceOperation = 'sum' | 'product' | 'minimum' | 'maximum'

/** output[i] = source at (view(i) + stride · indices[i]). Inputs: source, indices (int32). */
export interface GatherKernel extends KernelBase {
  readonly kind: 'gather'
  /** Where in the source index 0 is. */
  readonly source: View
  /** The indices, int32. */
  readonly indices: View
  /** Distance in the source per unit of index. */
  readonly stride: number
  /** Where the elements go. */
  readonly output: View
}

/** output = base, then in index order output[target(i) + stride · indices[i]] += values[i]. Inputs: base, indices (int32), values. */
export interface ScatterAddKernel extends KernelBase {
  readonly kind: 'scatterAdd'
  /** The shape of the output, which is dense, and the view through which `base` has that shape. */
  readonly outputShape: Shape
  /** What is added to. */
  readonly base: View
  /** The indices, int32. */
  readonly indices: View
  /** What is added. */
  readonly values: View
  /** Where in the output index 0 is. */
  readonly target: View
  /** Distance in the output per unit of index. */
  readonly stride: number
}

/** output[…, j] = Σ input[…, 0 … j]: running sums along the last axis, in order. */
export interface ScanKernel extends KernelBase {
  readonly kind: 'scan'
  /** Where the elements come from. */
  readonly input: View
  /** Where the sums go. */
  readonly output: View
}

/** output[…, j] = where along the last axis the j-th smallest (or largest) element lies, as int32: stable, NaN last. */
export interface SortKernel extends KernelBase {
  readonly kind: 'sort'
  /** Whether the largest come first. */
  readonly descending: boolean
  /** Where the elements come from. */
  readonly input: View
  /** Where the places go. */
  readonly output: View
}

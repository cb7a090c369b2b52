import { type Backend, type DeviceBuffer, type DType, GradusError, type Shape, shapeText, type TypedArray } from '@gradus/kernel'
import { checkAssignable } from './assign-all.ts'
import { type BackwardOptions, backward } from './backward.ts'
import { tick } from './history.ts'
import type { Layout } from './layout.ts'
import type { OpNode } from './op.ts'
import { add } from './ops/add.ts'
import { divide } from './ops/divide.ts'
import { matmul } from './ops/matmul.ts'
import { mean } from './ops/mean.ts'
import { multiply } from './ops/multiply.ts'
import { negate } from './ops/negate.ts'
import { power } from './ops/power.ts'
import type { Axes, ReduceOptions } from './ops/reduce.ts'
import { reshape } from './ops/reshape.ts'
import { subtract } from './ops/subtract.ts'
import { sum } from './ops/sum.ts'
import { transpose } from './ops/transpose.ts'
import { type NestedNumbers, nest, summarize } from './print.ts'
import { recording, refuseRead } from './record/recorder.ts'
import type { Broadcast, Check, Matmul, Reduce, Reshape, Result, Transpose } from './types/index.ts'
import { copied, copyPlan, packed, view } from './view.ts'

/** The name under which hosts ask an object how it wants to be printed. */
const inspect: unique symbol = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom') as never

/**
 * An n-dimensional array of numbers that remembers how it was computed.
 *
 * A tensor never changes, with one exception: `assign` gives a parameter its next value. Reads copy. Nothing has to be freed by hand.
 * Every operation is a function; the methods are the few that read better between their operands.
 *
 * @example
 * const x = tensor([[1, 2], [3, 4]])
 * x.matmul(x).add(1).toArray() // [[8, 11], [16, 23]]
 */
export class Tensor<S extends Shape = Shape> {
  /** @internal The device on which the elements are. */
  backend: Backend
  /** @internal How the elements lie in the buffer. */
  layout: Layout
  /** @internal */
  buffer: DeviceBuffer
  /** @internal The operation that made this tensor, where it is remembered. */
  node: OpNode | undefined
  /** @internal The moment of the last `assign`, on the clock of the operations. */
  assignedAt: number
  /** @internal Filled by `backward`; read it as `gradient`. */
  accumulated: Tensor | undefined
  /** @internal */
  tracked: boolean

  /** @internal Tensors are made by `tensor`, `zeros` … and by operations. */
  constructor(layout: Layout, buffer: DeviceBuffer, backend: Backend, tracked = false) {
    this.layout = layout
    this.buffer = buffer
    this.backend = backend
    this.node = undefined
    this.assignedAt = 0
    this.accumulated = undefined
    this.tracked = tracked
  }

  /** The extent of each axis. */
  get shape(): S {
    return this.layout.shape as S
  }

  /** The type of the elements. */
  get dtype(): DType {
    return this.layout.dtype
  }

  /** The number of axes. */
  get rank(): number {
    return this.layout.shape.length
  }

  /** The number of elements. */
  get size(): number {
    return this.layout.size
  }

  /** Whether a backward pass gives this tensor a gradient or passes through it. */
  get requiresGradient(): boolean {
    return this.tracked
  }

  /** The sum of the gradients that `backward` has brought here since the last `zeroGradient`; undefined before the first. */
  get gradient(): Tensor<S> | undefined {
    return this.accumulated as Tensor<S> | undefined
  }

  /** Forgets the gradient. */
  zeroGradient(): void {
    this.accumulated = undefined
  }

  /** Fills `gradient` of every tensor with `requiresGradient` that led here; see the function {@link backward}. */
  backward(options?: BackwardOptions): void {
    backward(this, options)
  }

  /** The same elements without history: gradients stop here. */
  detach<A extends Shape>(this: Tensor<A>): Tensor<A> {
    return view(this, this.layout) as Tensor<A>
  }

  /**
   * Gives a parameter its next value; tensors computed from the old one keep their values, but can no longer be differentiated.
   *
   * Throws: GradusError 'shape' or 'type' when the value differs in shape or dtype, 'state' when it lives on another backend, or on the
   * result of an operation that is remembered for a gradient.
   */
  assign(value: Tensor): void {
    checkAssignable('assign', this, value)
    // A state of a program stays where the program changes it.
    if (this.buffer.live) this.backend.run(copyPlan(value).kernel, [value.buffer], this.buffer)
    else {
      const { layout, buffer } = value.buffer.live ? copied(value) : value
      this.layout = layout
      this.buffer = buffer
    }
    this.assignedAt = tick()
  }

  /** a + b; see {@link add}. */
  add<A extends Shape, B extends Shape = readonly []>(
    this: Tensor<A>,
    other: Check<Tensor<B> | number, Broadcast<A, B, 'add'>>,
  ): Tensor<Result<Broadcast<A, B, 'add'>>> {
    return add<A, B>(this, other)
  }

  /** a − b; see {@link subtract}. */
  subtract<A extends Shape, B extends Shape = readonly []>(
    this: Tensor<A>,
    other: Check<Tensor<B> | number, Broadcast<A, B, 'subtract'>>,
  ): Tensor<Result<Broadcast<A, B, 'subtract'>>> {
    return subtract<A, B>(this, other)
  }

  /** a · b, element by element; see {@link multiply}. */
  multiply<A extends Shape, B extends Shape = readonly []>(
    this: Tensor<A>,
    other: Check<Tensor<B> | number, Broadcast<A, B, 'multiply'>>,
  ): Tensor<Result<Broadcast<A, B, 'multiply'>>> {
    return multiply<A, B>(this, other)
  }

  /** a / b; see {@link divide}. */
  divide<A extends Shape, B extends Shape = readonly []>(
    this: Tensor<A>,
    other: Check<Tensor<B> | number, Broadcast<A, B, 'divide'>>,
  ): Tensor<Result<Broadcast<A, B, 'divide'>>> {
    return divide<A, B>(this, other)
  }

  /** aᵇ; see {@link power}. */
  power<A extends Shape, B extends Shape = readonly []>(
    this: Tensor<A>,
    other: Check<Tensor<B> | number, Broadcast<A, B, 'power'>>,
  ): Tensor<Result<Broadcast<A, B, 'power'>>> {
    return power<A, B>(this, other)
  }

  /** −a; see {@link negate}. */
  negate<A extends Shape>(this: Tensor<A>): Tensor<A> {
    return negate(this)
  }

  /** The matrix product; see {@link matmul}. */
  matmul<A extends Shape, B extends Shape>(this: Tensor<A>, other: Check<Tensor<B>, Matmul<A, B>>): Tensor<Result<Matmul<A, B>>> {
    return matmul<A, B>(this, other)
  }

  /** The sum over axes; see {@link sum}. */
  sum<A extends Shape, const X extends Axes = undefined, const K extends boolean = false>(
    this: Tensor<A>,
    axes?: Check<X, Reduce<A, X, K, 'sum'>>,
    options?: ReduceOptions<K>,
  ): Tensor<Result<Reduce<A, X, K, 'sum'>>> {
    return sum<A, X, K>(this, axes, options)
  }

  /** The mean over axes; see {@link mean}. */
  mean<A extends Shape, const X extends Axes = undefined, const K extends boolean = false>(
    this: Tensor<A>,
    axes?: Check<X, Reduce<A, X, K, 'mean'>>,
    options?: ReduceOptions<K>,
  ): Tensor<Result<Reduce<A, X, K, 'mean'>>> {
    return mean<A, X, K>(this, axes, options)
  }

  /** The same elements under another shape; see {@link reshape}. */
  reshape<A extends Shape, const T extends Shape>(this: Tensor<A>, shape: Check<T, Reshape<A, T>>): Tensor<Result<Reshape<A, T>>> {
    return reshape<A, T>(this, shape)
  }

  /** The axes in reverse order; see {@link transpose}. */
  transpose<A extends Shape>(this: Tensor<A>): Tensor<Transpose<A>> {
    return transpose(this)
  }

  /** The only element as a number, a bool as 0 or 1. Throws 'shape' when there is not exactly one. */
  item(): number {
    refuseRead('item', this.item)
    if (this.size !== 1) throw new GradusError('shape', `item: needs 1 element, got shape ${shapeText(this.shape)}; use toArray()`)
    const { backend, buffer } = packed(this)
    return backend.readNumber === undefined ? backend.read(buffer)[0]! : backend.readNumber(buffer)
  }

  /** The elements as nested arrays of numbers, bools as 0 and 1: a copy. */
  toArray<A extends Shape>(this: Tensor<A>): NestedNumbers<A> {
    refuseRead('toArray', this.toArray)
    return nest(this.toTypedArray(), this.shape) as NestedNumbers<A>
  }

  /** The elements in row-major order as a typed array: a copy. */
  toTypedArray(): TypedArray {
    refuseRead('toTypedArray', this.toTypedArray)
    const { backend, buffer } = packed(this)
    return backend.read(buffer)
  }

  /** The asynchronous form of `toTypedArray`, for backends that cannot read at once; it works on all. */
  read(): Promise<TypedArray> {
    // While a step is recorded it throws at once: nobody may be waiting for the promise.
    refuseRead('read', this.read)
    return readLater(this as Tensor)
  }

  /** Shape, dtype and elements, shortened where there are many. */
  toString(): string {
    if (recording.current !== undefined) return `Tensor(${shapeText(this.shape)}, ${this.dtype}, being recorded)`
    return summarize(this as Tensor)
  }

  /** Shape, dtype and all elements, for `JSON.stringify`, which writes NaN and infinities as null. */
  toJSON(): { readonly shape: Shape; readonly dtype: DType; readonly data: readonly number[] } {
    refuseRead('toJSON', this.toJSON)
    return { shape: this.shape, dtype: this.dtype, data: Array.from(this.toTypedArray()) }
  }

  /** @internal What `console.log` shows in Node, Deno and Bun: the same as `toString`. */
  [inspect](): string {
    return this.toString()
  }
}

async function readLater(x: Tensor): Promise<TypedArray> {
  const { backend, buffer } = packed(x)
  return backend.readAsync ? await backend.readAsync(buffer) : backend.read(buffer)
}

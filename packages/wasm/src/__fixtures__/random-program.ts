import { sample } from '@gradus/cpu/fixtures'
import {
  type DType,
  denseView,
  type Expression,
  elementCount,
  type Kernel,
  type MapKernel,
  type Program,
  type ProgramStep,
  type ProgramValue,
  type RangeCheck,
  type Shape,
  type View,
} from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'

/** A value as steps see it. */
interface Known {
  readonly value: number
  readonly shape: Shape
  readonly dtype: DType
}

const shapePool: readonly Shape[] = [[], [1], [3], [6], [8], [2, 3], [3, 2], [3, 3], [4, 5], [5, 4], [2, 3, 4], [17], [6, 9], [0], [2, 0]]
const dtypePool: readonly DType[] = ['float32', 'float32', 'float32', 'float64', 'int32', 'bool']

/**
 * A program made of a list of choices: values of few shapes that steps share, several writers of one value, states and their updates, outputs
 * that are anything. Shorter lists of smaller numbers give simpler programs, so it shrinks well.
 */
export function programOf(choices: readonly number[]): Program {
  return new Builder(choices).program()
}

class Builder {
  private readonly values: ProgramValue[] = []
  private readonly known: Known[] = []
  private readonly steps: ProgramStep[] = []
  private readonly choices: readonly number[]
  private at = 0

  constructor(choices: readonly number[]) {
    this.choices = choices
  }

  program(): Program {
    const place = (): number => this.add(this.pick(shapePool), this.pick(dtypePool)).value
    const inputs = [place(), place()]
    const states = Array.from({ length: 1 + this.below(4) }, (_, i) =>
      i > 0 && this.below(2) === 0 ? this.add(this.known.at(-1)!.shape, this.known.at(-1)!.dtype).value : place(),
    )
    const constant = this.known[place()]!
    this.values[constant.value] = {
      ...this.values[constant.value]!,
      constant: sample(constant.dtype, elementCount(constant.shape), 3),
    }
    const count = 2 + this.below(11)
    for (let i = 0; i < count; i++) this.step()
    const outputs = Array.from({ length: this.below(4) }, () => this.recent().value)
    const updates = states.flatMap((state): [number, number][] => {
      const { dtype, shape } = this.known[state]!
      const fitting = this.known.filter((other) => other.dtype === dtype && elementCount(other.shape) === elementCount(shape))
      return this.below(4) === 0 ? [] : [[state, fitting[fitting.length - 1 - this.below(fitting.length)]!.value]]
    })
    return { values: this.values, inputs, states, steps: this.steps, outputs, updates }
  }

  private step(): void {
    const a = this.recent()
    const makers = [this.copy, this.reduce, this.product, this.concat, this.pad, this.moves, this.broadcast]
    const make = makers[this.below(12)] ?? this.elementwise
    make.call(this, a)
  }

  /** A formula over values of one shape, transposed here and there, and single elements of others. */
  private elementwise(a: Known): void {
    const { shape } = a
    const operands = [a, this.like(a), this.recent()]
    const views = operands.map(({ shape: own }, i) => this.viewOf(own, shape, i > 0))
    const numbers = operands.map(({ dtype }, i) => e.cast(e.input(i, dtype), a.dtype === 'bool' ? 'int32' : a.dtype))
    const body = e.cast(this.formula(numbers, shape), this.below(3) === 0 ? this.pick(dtypePool) : a.dtype)
    this.run({ kind: 'map', name: 'formula', shape, inputs: views, body, output: denseView(shape), ...this.checks() }, operands, shape)
  }

  private formula([a, b, c]: Expression[], shape: Shape): Expression {
    switch (this.below(7)) {
      case 0:
        return e.add(a!, b!)
      case 1:
        return e.multiply(a!, e.subtract(b!, c!))
      case 2:
        return e.select(e.less(a!, b!), b!, c!)
      case 3:
        return e.maximum(e.negate(a!), c!)
      case 4:
        return shape.length > 0 ? e.add(a!, e.cast(e.index(this.below(shape.length)), a!.dtype)) : a!
      case 5:
        return e.add(a!, 1)
      default:
        return e.multiply(a!, a!)
    }
  }

  /** What becomes an alias: a reshaped copy, a slice, or a copy without change. */
  private copy(a: Known): void {
    const length = elementCount(a.shape)
    const start = this.below(3) === 0 && length > 1 ? 1 : 0
    const shape = start === 0 && this.below(2) === 0 ? a.shape : [length - start]
    const view = { ...denseView(shape), offset: start }
    this.run({ kind: 'map', name: 'copy', shape, inputs: [view], body: e.input(0, a.dtype), output: denseView(shape) }, [a], shape)
  }

  private broadcast(a: Known): void {
    const shape = this.pick(shapePool)
    const length = elementCount(a.shape)
    if (length === 0) return
    const view = { offset: this.below(length), strides: shape.map(() => 0) }
    this.run(
      { kind: 'map', name: 'repeat', shape, inputs: [view], body: e.input(0, a.dtype), output: denseView(shape), ...this.checks() },
      [a],
      shape,
    )
  }

  private reduce(a: Known): void {
    if (a.dtype === 'bool') return
    const axes = this.below(a.shape.length + 1)
    const kept = a.shape.slice(0, a.shape.length - axes)
    const operation = this.pick(['sum', 'product', 'minimum', 'maximum'] as const)
    const order = this.pick(['tree', 'sequential'] as const)
    const body = this.below(2) === 0 ? e.input(0, a.dtype) : e.multiply(e.input(0, a.dtype), e.input(0, a.dtype))
    this.run(
      {
        kind: 'map',
        name: 'reduce',
        shape: a.shape,
        inputs: [this.viewOf(a.shape, a.shape, true)],
        body,
        output: denseView(kept),
        reduce: { operation, axes, order },
        ...this.checks(),
      },
      [a],
      kept,
    )
  }

  /** [m, k] · [k, n], or the outer product of what does not fit. */
  private product(a: Known): void {
    if (a.dtype === 'bool' || a.shape.length !== 2) return
    const [m, k] = a.shape as [number, number]
    const others = this.known.filter(({ shape, dtype }) => dtype === a.dtype && shape.length === 2 && shape[0] === k)
    if (others.length === 0) return
    const b = others[this.below(others.length)]!
    const n = b.shape[1]!
    this.run(
      {
        kind: 'map',
        name: 'matmul',
        shape: [m, n, k],
        inputs: [
          { offset: 0, strides: [k, 0, 1] },
          { offset: 0, strides: [0, 1, n] },
        ],
        body: e.multiply(e.input(0, a.dtype), e.input(1, a.dtype)),
        output: denseView([m, n]),
        reduce: { operation: 'sum', axes: 1, order: 'sequential' },
      },
      [a, b],
      [m, n],
    )
  }

  /** Two steps that each write a part of one value, along the first or the last axis. */
  private concat(a: Known): void {
    const b = this.like(a)
    if (a.shape.length === 0 || b.dtype !== a.dtype) return
    const axis = this.below(2) === 0 ? 0 : a.shape.length - 1
    const shape = a.shape.with(axis, 2 * a.shape[axis]!)
    const whole = denseView(shape)
    const { value } = this.add(shape, a.dtype)
    ;[a, b].forEach((part, i) => {
      const output = { offset: i * a.shape[axis]! * whole.strides[axis]!, strides: whole.strides }
      const body = this.below(2) === 0 ? e.input(0, a.dtype) : e.minimum(e.input(0, a.dtype), 1)
      const kernel: MapKernel = { kind: 'map', name: 'concat', shape: a.shape, inputs: [denseView(a.shape)], body, output }
      this.steps.push({ kernel, inputs: [part.value], output: value, scope: '' })
    })
  }

  /** A border around the last axis, or gaps in it. */
  private pad(a: Known): void {
    if (a.shape.length === 0) return
    const axis = this.below(a.shape.length)
    const size = a.shape[axis]!
    const step = 1 + this.below(2)
    const dense = denseView(a.shape)
    const shape = a.shape.with(axis, Math.max(1, step * (size + this.below(3))))
    const view: View = {
      offset: 0,
      strides: dense.strides.with(axis, 0),
      guards: [{ start: -this.below(3), factors: shape.map((_, k) => Number(k === axis)), step, size, stride: dense.strides[axis]! }],
      fill: this.below(2),
    }
    this.run(
      { kind: 'map', name: 'pad', shape, inputs: [view], body: e.input(0, a.dtype), output: denseView(shape), ...this.checks() },
      [a],
      shape,
    )
  }

  /** Kernels that the interpreter runs. */
  private moves(a: Known): void {
    const { shape, dtype } = a
    if (shape.length === 0 || dtype === 'bool') return
    const dense = denseView(shape)
    if (this.below(2) === 0) this.run({ kind: 'scan', name: 'scan', shape, input: dense, output: dense }, [a], shape)
    else this.run({ kind: 'sort', name: 'sort', shape, descending: this.below(2) === 0, input: dense, output: dense }, [a], shape, 'int32')
  }

  private checks(): { checks?: readonly RangeCheck[] } {
    const check = { input: 0, label: 'value', allowNaN: true }
    switch (this.below(40)) {
      case 36:
        return { checks: [{ ...check, min: 1, max: Infinity }] }
      case 39:
        return { checks: [{ ...check, min: -10, max: 2 ** 31 }] }
      case 38:
      case 37:
        return { checks: [{ ...check, min: -Infinity, max: Infinity }] }
      default:
        return {}
    }
  }

  private run(kernel: Kernel, operands: readonly Known[], shape: Shape, dtype?: DType): void {
    const { value } = this.add(shape, dtype ?? (kernel.kind === 'map' ? kernel.body.dtype : operands[0]!.dtype))
    this.steps.push({ kernel, inputs: operands.map((operand) => operand.value), output: value, scope: '' })
  }

  /** How a value is seen in an index space: as it lies, turned round, or one element of it. */
  private viewOf(own: Shape, shape: Shape, free: boolean): View {
    const length = elementCount(own)
    if (own.length !== shape.length || own.some((size, axis) => size !== shape[axis])) {
      return length === 0
        ? { offset: 0, strides: shape.map(() => 0), guards: [never(shape)] }
        : { offset: this.below(length), strides: shape.map(() => 0) }
    }
    const dense = denseView(shape)
    if (!free || length === 0) return dense
    switch (this.below(6)) {
      case 5:
        return { offset: length - 1, strides: dense.strides.map((stride) => -stride) }
      case 4:
        return shape.length === 2 && shape[0] === shape[1] ? { offset: 0, strides: [...dense.strides].reverse() } : dense
      default:
        return dense
    }
  }

  private add(shape: Shape, dtype: DType): Known {
    this.values.push({ dtype, length: elementCount(shape) })
    const known = { value: this.values.length - 1, shape, dtype }
    this.known.push(known)
    return known
  }

  /** A value of the same shape and, where there is one, dtype. */
  private like({ shape, dtype }: Known): Known {
    const alike = this.known.filter(
      (other) => other.shape.length === shape.length && other.shape.every((size, axis) => size === shape[axis]),
    )
    const same = alike.filter((other) => other.dtype === dtype)
    return same[same.length - 1 - this.below(same.length)]!
  }

  private recent(): Known {
    return this.known[this.known.length - 1 - Math.min(this.below(this.known.length), this.below(this.known.length))]!
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  private below(limit: number): number {
    return (this.choices[this.at++ % this.choices.length]! + this.at * 7) % limit
  }
}

/** A guard that bars every position. */
function never(shape: Shape) {
  return { start: 0, factors: shape.map(() => 0), step: 1, size: 0, stride: 0 }
}

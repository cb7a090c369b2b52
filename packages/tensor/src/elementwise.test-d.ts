import { zeros } from './creation/zeros.ts'
import { add } from './ops/add.ts'
import { clip } from './ops/clip.ts'
import { exp } from './ops/exp.ts'
import { leakyRelu } from './ops/leaky-relu.ts'
import { less } from './ops/less.ts'
import { where } from './ops/where.ts'
import type { Tensor } from './tensor.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const expectType = <Expected>() => ({ of: <Actual>(_: Actual, ..._same: Equal<Expected, Actual> extends true ? [] : [never]) => undefined })

const column = zeros([4, 1])
const row = zeros([3])
const table = expectType<Tensor<readonly [4, 3]>>()

/** Protects: shapes pass through, and broadcast, in the types of elementwise operations. */
export function shapes(x: Tensor, n: number): void {
  table.of(add(column, row))
  table.of(where(less(column, 0), column, row))
  table.of(where(less(column, 0), row, 1))
  table.of(where(less(column, 0), 1, row))
  table.of(where(less(row, 0), column, 1))
  expectType<Tensor<readonly [4, 1]>>().of(add(2, column))
  expectType<Tensor<readonly [4, 1]>>().of(exp(column))
  expectType<Tensor<readonly [4, 1]>>().of(clip(column, 0, 1))
  expectType<Tensor<readonly [4, 1]>>().of(leakyRelu(column, { negativeSlope: n }))
  expectType<Tensor<readonly [number, 3]>>().of(add(zeros([n, 1]), row))
  expectType<Tensor>().of(exp(x))
}

/** Protects: what cannot be is a compile error. */
export function mistakes(): void {
  // @ts-expect-error [4,1] and [3,2] do not broadcast: axis 0 is 4 and 3
  add(column, zeros([3, 2]))
  // @ts-expect-error text
  exp('1')
  // @ts-expect-error one operand
  add(column)
  // @ts-expect-error a misspelt option
  leakyRelu(column, { negativSlope: 1 })
  // @ts-expect-error a branch that does not broadcast against the condition
  where(less(row, 0), zeros([2]), 1)
}

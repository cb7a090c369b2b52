import { type DType, dtypes, type Expression } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'

type Unary = (a: Expression) => Expression
type Binary = (a: Expression, b: Expression) => Expression

const floatUnaries: readonly Unary[] = [e.negate, e.abs, e.sqrt, e.floor, e.ceil, e.trunc, e.round]
const floatBinaries: readonly Binary[] = [e.add, e.subtract, e.multiply, e.divide, e.minimum, e.maximum]

const unaries: Readonly<Record<DType, readonly Unary[]>> = {
  float32: floatUnaries,
  float64: floatUnaries,
  int32: [e.negate, e.abs, e.not],
  bool: [e.not],
}

const binaries: Readonly<Record<DType, readonly Binary[]>> = {
  float32: floatBinaries,
  float64: floatBinaries,
  int32: [e.add, e.subtract, e.multiply, e.minimum, e.maximum, e.and, e.or, e.xor],
  bool: [e.minimum, e.maximum, e.less, e.lessEqual, e.equal, e.and, e.or, e.xor],
}

const comparisons: readonly Binary[] = [e.less, e.lessEqual, e.equal]
const shifts: readonly Binary[] = [e.shiftLeft, e.shiftRight, e.shiftRightLogical]

/** A formula over inputs of these dtypes and positions of an index space, made of a list of choices; it shrinks with them. */
export function formulaOf(rank: number, inputs: readonly DType[], choices: readonly number[], dtype: DType): Expression {
  const pool: Expression[] = inputs.map((input, i) => e.input(i, input))
  let at = 0
  const below = (limit: number): number => choices[at++ % choices.length]! % limit
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  for (let k = 0; k < choices.length; k++) {
    const a = pick(pool)
    const b = pick(pool.filter((node) => node.dtype === a.dtype))
    const conditions = pool.filter((node) => node.dtype === 'bool')
    switch (below(9)) {
      case 0:
        pool.push(pick(unaries[a.dtype])(a))
        break
      case 1:
        pool.push(pick(comparisons)(a, b))
        break
      case 2:
        pool.push(e.cast(a, pick(dtypes)))
        break
      case 3:
        if (conditions.length > 0) pool.push(e.select(pick(conditions), a, b))
        break
      case 4:
        if (rank > 0) pool.push(e.index(below(rank)))
        break
      case 5:
        pool.push(e.constant(pick([0, 1, -0]), a.dtype))
        break
      case 6:
        if (a.dtype === 'int32') pool.push(pick(shifts)(a, below(2) === 0 ? e.constant(below(32), 'int32') : e.and(b, 31)))
        break
      default:
        pool.push(pick(binaries[a.dtype])(a, b))
    }
  }
  return e.cast(pool.at(-1)!, dtype)
}

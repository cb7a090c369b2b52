import type { DType, Expression } from '@gradus/kernel'
import type { Loop } from '../operand.ts'
import { bitLoops } from './bits.ts'
import { castLoops } from './casts.ts'
import { float32Loops } from './float32.ts'
import { float64Loops } from './float64.ts'
import { boolLoops, int32Loops } from './integers.ts'

/** The loops over operands of each dtype. */
export const loopsOf: Readonly<Record<DType, Readonly<Partial<Record<string, Loop>>>>> = {
  float32: { ...float32Loops, ...bitLoops },
  float64: { ...float64Loops, ...bitLoops },
  int32: { ...int32Loops, ...bitLoops },
  bool: boolLoops,
}

/** The loop that evaluates a node from its operands; undefined for what is not computed, and for what its dtype does not have. */
export function loopFor(node: Expression): Loop | undefined {
  switch (node.kind) {
    case 'unary':
    case 'binary':
      return loopsOf[node.a.dtype][node.operation]
    case 'select':
      return loopsOf[node.dtype].select
    case 'cast':
      return castLoops[node.a.dtype][node.dtype]
    default:
      return undefined
  }
}

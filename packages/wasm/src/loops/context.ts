import type { DType } from '@gradus/kernel'
import { bytesPerElement } from '@gradus/kernel'
import type { Constants } from '../block/constants.ts'
import type { Lowered } from '../program/lower.ts'
import type { Placement, ValuePlace } from '../program/placement.ts'

/** What the functions of a program with loops are written from. */
export interface Context {
  readonly program: Pick<Lowered, 'values'>
  readonly placement: Placement
  readonly constants: Constants
  /** Whether contractions may round once per term. */
  readonly relaxedSimd: boolean
  /** Room that one function has for itself while it runs, of this many bytes. */
  workspace(bytes: number): ValuePlace
}

export function dtypeOf({ program }: Context, value: number): DType {
  return program.values[value]!.dtype
}

/** The place of an element of a value. */
export function placeOf(context: Context, value: number, element: number): ValuePlace {
  const { base, offset } = context.placement.of(value)
  return { base, offset: offset + element * bytesPerElement[dtypeOf(context, value)] }
}

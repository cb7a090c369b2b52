import { Scaler } from './scaler.ts'
import { checkScalerState } from './scaler-state.ts'

/**
 * The fitted scaler whose `toJSON` gave this state: it does the same to all data, bit by bit.
 *
 * Throws: GradusError 'type' or 'state' for anything that is no such state.
 *
 * @example
 * const kept = JSON.stringify(standardScaler().fit([[1], [3]]))
 * scalerFromJSON(JSON.parse(kept)).transform([[5]]).data // Float32Array [3]
 */
export function scalerFromJSON(state: unknown): Scaler {
  checkScalerState(state)
  const { kind, version, center, spread, constantColumns, range } = state
  const copy = {
    kind,
    version,
    center: [...center],
    spread: [...spread],
    constantColumns: [...constantColumns],
    range: [range[0], range[1]],
  } as const
  return new Scaler(kind, copy.range, {}, copy)
}

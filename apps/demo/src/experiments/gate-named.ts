import { type LogicGate, logicGates } from '@gradus/datasets'
import type { GateName } from './names.ts'

/** The truth table of a gate. */
export function gateNamed(name: GateName): LogicGate {
  return logicGates.map((gate) => gate() as LogicGate).find((gate) => gate.name === name)!
}

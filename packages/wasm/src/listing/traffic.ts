import { bytesPerElement, elementCount, type Shape, type View } from '@gradus/kernel'
import type { Lowered, Operand, Step } from '../program/lower.ts'

/** What moves between memory and one function, each element once: caches and registers are for the rest. */
export interface Traffic {
  readonly bytesRead: number
  readonly bytesWritten: number
}

/** The traffic of steps that are one function; `stored` are the values that have a place in memory. */
export function trafficOf(program: Lowered, steps: readonly Step[], stored: ReadonlySet<number>): Traffic {
  const read = new Map<number, number>()
  const written = new Map<number, number>()
  const own = new Set<number>()
  const count = (elements: Map<number, number>, value: number, more: number): void => {
    elements.set(value, Math.min((elements.get(value) ?? 0) + more, program.values[value]!.length))
  }
  for (const step of steps) {
    const shape = step.kind === 'check' ? step.shape : step.kernel.shape
    for (const operand of step.operands) {
      if (own.has(operand.value) || isNumber(program, operand)) continue
      count(read, operand.value, step.kind === 'host' ? program.values[operand.value]!.length : reached(shape, operand.view))
    }
    if (step.kind === 'check') continue
    own.add(step.output)
    if (!stored.has(step.output)) continue
    const { kernel } = step
    const all = kernel.kind !== 'map'
    count(written, step.output, all ? program.values[step.output]!.length : reached(shape, kernel.output))
  }
  const bytes = (elements: ReadonlyMap<number, number>): number =>
    [...elements].reduce((sum, [value, length]) => sum + length * bytesPerElement[program.values[value]!.dtype], 0)
  return { bytesRead: bytes(read), bytesWritten: bytes(written) }
}

/** The most elements that a view can reach: positions along the axes on which it depends. */
function reached(shape: Shape, { strides, guards = [] }: View): number {
  const moves = (axis: number): boolean => (strides[axis] ?? 0) !== 0 || guards.some(({ factors }) => (factors[axis] ?? 0) !== 0)
  return elementCount(shape.filter((_, axis) => moves(axis)))
}

/** Whether an operand is one known number, which stands in the code or among its constants. */
function isNumber({ values }: Lowered, { value, view }: Operand): boolean {
  return values[value]!.constant !== undefined && view.strides.every((stride) => stride === 0) && !view.guards?.length
}

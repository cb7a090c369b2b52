import type { Compiled } from '../compile.ts'
import { contractionSpace } from '../loops/contraction.ts'
import { isPacked } from '../loops/contraction-function.ts'
import type { Group } from '../loops/groups.ts'
import { stepsOf } from '../loops/place-values.ts'
import type { Step } from '../program/lower.ts'
import type { ContractionSize, KernelRow } from './kernel-row.ts'
import { operationsOf } from './operations.ts'
import { trafficOf } from './traffic.ts'

/** What a compiled program consists of, in the order in which it runs. Copies of states at its end are in no row. */
export function kernelRows({ program, groups, stored }: Pick<Compiled, 'program' | 'groups' | 'stored'>): KernelRow[] {
  const row = (steps: readonly Step[]): Pick<KernelRow, 'names' | 'scopes' | 'flops' | 'bytesRead' | 'bytesWritten'> => ({
    names: steps.map(nameOf),
    scopes: [...new Set(steps.map(({ scope }) => scope))].filter((scope) => scope !== ''),
    flops: steps.reduce((sum, step) => sum + operationsOf(step), 0),
    ...trafficOf(program, steps, stored),
  })
  if (groups === undefined) {
    const whole = row(program.steps)
    return [{ ...whole, kind: 'straight', function: '$run', shape: undefined, contraction: undefined }]
  }
  let functions = 0
  return groups.map((group) => ({
    ...row(stepsOf(group)),
    kind: group.kind,
    function: group.kind === 'host' ? undefined : `$f${++functions}`,
    shape: group.kind === 'map' ? group.shape : group.step.kernel.shape,
    contraction: sizeOf(group),
  }))
}

function nameOf(step: Step): string {
  return step.kind === 'check' ? `${step.name} check` : step.kernel.name
}

function sizeOf(group: Group): ContractionSize | undefined {
  if (group.kind !== 'contraction') return undefined
  const space = contractionSpace(group.step, group.factors, [])
  const along = (axes: readonly number[]): number => axes.reduce((count, axis) => count * space.sizes[axis]!, 1)
  const { batch, rows, columns, depth } = space
  const packed = isPacked(space, group.step.kernel.body.dtype)
  return { batch: along(batch), rows: along(rows), columns: along(columns), depth: along(depth), packed }
}

import { checkInteger, denseView, type Kernel, type RangeCheck, type Shape, type View } from '@gradus/kernel'
import { input } from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { layoutOf } from '../layout.ts'
import { execute } from '../plan.ts'
import type { Tensor } from '../tensor.ts'
import { packed } from '../view.ts'
import type { Recording } from './record.ts'

/**
 * Makes the checks that a recorded step makes of one of its inputs, and nothing else: so data can be looked at before any step runs.
 *
 * Gives false when the step also checks what it computes from that input: then only a run can tell.
 * Throws: GradusError 'range' as the step would.
 *
 * @example
 * const step = record(([x]) => [requireRange('embed', x, { label: 'index', min: 0, max: 4 })], { inputs: [tensor([0, 0])] })
 * checkInput(step, 0, tensor([1, 3])) // true
 * checkInput(step, 0, tensor([1, 6])) // GradusError 'range': embed: index[1] = 6 out of range [0,4]
 */
export function checkInput({ program }: Recording, index: number, x: Tensor): boolean {
  checkInteger('checkInput', 'index', index, { min: 0, max: program.inputs.length - 1 })
  checkTensor('checkInput', 'x', x)
  const value = program.inputs[index]!
  const source = packed(x)
  const follows = new Set([value])
  let complete = true
  for (const { kernel, inputs, output } of program.steps) {
    for (const check of kernel.checks ?? []) {
      const looked = seenBy(kernel, check)
      if (inputs[check.input] === value && looked !== undefined)
        execute({ kernel: checkedCopy(kernel.name, looked, check, x), output: layoutOf(x.dtype, looked.shape) }, [source])
      else if (follows.has(inputs[check.input]!)) complete = false
    }
    if (inputs.some((operand) => follows.has(operand))) follows.add(output)
  }
  return complete
}

/** What a check of a kernel looks at. */
function seenBy(kernel: Kernel, { input }: RangeCheck): { readonly shape: Shape; readonly view: View } | undefined {
  if (kernel.kind === 'map') return { shape: kernel.shape, view: kernel.inputs[input]! }
  return kernel.kind === 'gather' && input === 1 ? { shape: kernel.shape, view: kernel.indices } : undefined
}

function checkedCopy(
  name: string,
  { shape, view }: { readonly shape: Shape; readonly view: View },
  check: RangeCheck,
  { dtype }: Tensor,
): Kernel {
  return { kind: 'map', name, shape, inputs: [view], body: input(0, dtype), output: denseView(shape), checks: [{ ...check, input: 0 }] }
}

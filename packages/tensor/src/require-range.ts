import { checkBoolean, checkOptions, describe, GradusError, type RangeCheck, type Shape } from '@gradus/kernel'
import * as expression from '@gradus/kernel/expression'
import { checkTensor } from './check-tensor.ts'
import { LayoutCache } from './layout-cache.ts'
import { apply, type Op } from './op.ts'
import { execute, mapPlan, type Plan } from './plan.ts'
import type { Tensor } from './tensor.ts'

/** What every element must be; see {@link RangeCheck}. */
export type Requirement = Omit<RangeCheck, 'input'>

/**
 * The same elements, after a check that each lies in a range. The check is part of a kernel, so a compiled step makes it too.
 *
 * Gradient: g.
 * Throws: GradusError 'range' that names `operation`, the position and the value of the first element that does not.
 *
 * @example
 * requireRange('embed', tensor([0, 1]), { label: 'index', min: 0, max: 1 }).toArray() // [0, 1]
 */
export function requireRange<S extends Shape>(operation: string, x: Tensor<S>, requirement: Requirement): Tensor<S> {
  checkRequirement(operation, requirement)
  checkTensor(operation, requirement.label, x)
  return apply(requireRangeOp, [x], { operation, requirement }) as never
}

function checkRequirement(operation: unknown, requirement: Requirement): void {
  const { label, min, max } = requirement ?? {}
  if (typeof operation === 'string' && typeof label === 'string' && typeof min === 'number' && typeof max === 'number') {
    checkOptions('requireRange', requirement, ['label', 'min', 'max', 'integer', 'allowNaN', 'hint'])
    const { integer, allowNaN, hint } = requirement
    if (integer !== undefined) checkBoolean('requireRange', 'integer', integer)
    if (allowNaN !== undefined) checkBoolean('requireRange', 'allowNaN', allowNaN)
    if (hint !== undefined && typeof hint !== 'string')
      throw new GradusError('type', `requireRange: hint must be a text, got ${describe(hint)}`)
    return
  }
  throw new GradusError(
    'type',
    `requireRange: expected an operation's name, a tensor and { label, min, max }, got ${describe(operation)} and ${describe(requirement)}`,
  )
}

interface Requirements {
  readonly operation: string
  readonly requirement: Requirement
}

const plans = /* @__PURE__ */ new LayoutCache<Plan>()

const requireRangeOp: Op<Requirements> = {
  name: 'requireRange',
  formula: ({ options: { requirement } }) => `a, which must lie in [${requirement.min}, ${requirement.max}]`,
  forward: (inputs, options) =>
    execute(
      plans.get(inputs, keyOf(options), (layouts) => {
        const { dtype, shape } = layouts[0]!
        return mapPlan(options.operation, layouts, shape, expression.input(0, dtype), [{ ...options.requirement, input: 0 }])
      }),
      inputs,
    ),
  gradient: (g) => [() => g],
}

function keyOf({ operation, requirement: { min, max, integer, allowNaN, label, hint } }: Requirements): string {
  return [operation, min, max, integer, allowNaN, label, hint].join('|')
}

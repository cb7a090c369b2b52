import { type ArrayData, checkChoice, createArray, type DType, GradusError } from '@gradus/kernel'

/** How classes are written as targets: 0 and 1 in a column, the number of the class, or a row with a single 1. */
export type TargetForm = (typeof targetForms)[number]

export const targetForms = ['binary', 'classIndex', 'oneHot'] as const

/** The shape of one sample's target in some form. */
export type TargetShape<F extends TargetForm, Classes extends number = number> = F extends 'binary'
  ? readonly [1]
  : F extends 'classIndex'
    ? readonly []
    : readonly [Classes]

/** Throws unless `form` is a form of targets that `count` classes can have. */
export function checkTargetForm(operation: string, form: unknown, count: number): asserts form is TargetForm {
  checkChoice(operation, 'targets', form, targetForms)
  if (form !== 'binary' || count <= 2) return
  throw new GradusError('range', `${operation}: targets 'binary' are for two classes, there are ${count}; use 'classIndex' or 'oneHot'`)
}

/** Classes as targets: `binary` [n, 1] and `oneHot` [n, count] of `dtype`, `classIndex` [n] as int32. */
export function classTargets(classes: Int32Array, count: number, form: TargetForm, dtype: DType): ArrayData {
  const { length } = classes
  if (form === 'classIndex') return { data: classes, shape: [length], dtype: 'int32' }
  const width = form === 'binary' ? 1 : count
  const data = createArray(dtype, length * width)
  for (let i = 0; i < length; i++) {
    if (form === 'binary') data[i] = classes[i]!
    else data[i * width + classes[i]!] = 1
  }
  return { data, shape: [length, width], dtype }
}

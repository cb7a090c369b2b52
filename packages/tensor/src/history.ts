import { describe, GradusError } from '@gradus/kernel'
import type { OpNode } from './op.ts'

/** Whether operations are remembered for a backward pass, and who watches them. */
export const history: {
  tracking: boolean
  /** Gets every operation in order while a step is walked. */
  observer: OpNode[] | undefined
  /** The part of the model whose operations run: see {@link inScope}. */
  scope: string
  without<Result>(callback: () => Result): Result
} = {
  tracking: true,
  observer: undefined,
  scope: '',
  without(callback) {
    const { tracking, observer } = history
    history.tracking = false
    history.observer = undefined
    try {
      return callback()
    } finally {
      history.tracking = tracking
      history.observer = observer
    }
  },
}

let clock = 0

/** The next moment: operations and assignments share one clock, so that a value changed after its use is noticed. */
export function tick(): number {
  return ++clock
}

/**
 * Runs a callback whose operations are not remembered: for updates and predictions.
 *
 * Throws: GradusError 'state' when the callback returns a promise, since what it awaits would run outside.
 *
 * @example
 * const w = tensor([3], { requiresGradient: true })
 * noGradient(() => w.multiply(2)).requiresGradient // false
 */
export function noGradient<Result>(callback: () => Result): Result {
  const before = history.tracking
  history.tracking = false
  try {
    return refusePromise('noGradient', callback)
  } finally {
    history.tracking = before
  }
}

/**
 * Runs a callback as a named part of a computation: what `walk` and error messages say of its operations. Parts nest: `encoder.dense_1`.
 *
 * @example
 * walk(() => inScope('dense', () => multiply(tensor(2), 3))).nodes[0].scope // 'dense'
 */
export function inScope<Result>(name: string, callback: () => Result): Result {
  if (typeof name !== 'string' || name === '')
    throw new GradusError('type', `inScope: name must be a text that is not empty, got ${describe(name)}`)
  const before = history.scope
  history.scope = before === '' ? name : `${before}.${name}`
  try {
    return refusePromise('inScope', callback)
  } finally {
    history.scope = before
  }
}

/** The result of a callback. Throws 'state' when that is a promise: the mode the callback was called in ends before it does. */
export function refusePromise<Result>(operation: string, callback: () => Result): Result {
  if (typeof callback !== 'function') throw new GradusError('type', `${operation}: expected a function, got ${describe(callback)}`)
  const result = callback()
  if (typeof (result as { then?: unknown } | null | undefined)?.then === 'function') {
    // One error for one mistake: should the promise fail too, nobody could catch it.
    ;(result as unknown as PromiseLike<unknown>).then(undefined, () => undefined)
    throw new GradusError(
      'state',
      `${operation}: the callback returned a promise; it must be synchronous, because what runs after an await would run outside of ${operation}`,
    )
  }
  return result
}

import { GradusError } from '@gradus/kernel'

/** What the action gives. Where it throws an error of ours, that speaks in the name of `operation` instead of its own. */
export function inTheNameOf<Result>(operation: string, own: string, action: () => Result): Result {
  try {
    return action()
  } catch (cause) {
    if (!(cause instanceof GradusError)) throw cause
    throw new GradusError(cause.code, cause.message.replace(own, operation), { cause })
  }
}

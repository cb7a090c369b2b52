/** What kind of mistake was made; stable, so that programs can branch on it. */
export type ErrorCode = 'shape' | 'type' | 'range' | 'state' | 'file' | 'unsupported'

/**
 * The one error class of Gradus. It is thrown before anything changes.
 *
 * The message says operation, argument, expected, actual and, where one is known, a hint.
 *
 * @example
 * try {
 *   randomGenerator(-1)
 * } catch (error) {
 *   if (error instanceof GradusError) error.code // 'range'
 * }
 */
export class GradusError extends Error {
  override readonly name = 'GradusError'
  /** What kind of mistake it was. */
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

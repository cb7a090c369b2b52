import { describe, GradusError } from '@gradus/kernel'

/** Throws 'file': the operation, the file, and what is wrong with it. */
export function refuse(operation: string, name: string | undefined, text: string): never {
  throw new GradusError('file', `${operation}: ${fileText(name)}: ${text}`)
}

/** A file's name as messages show it. */
export function fileText(name: string | undefined): string {
  return name === undefined ? 'the bytes' : describe(name)
}

/** Throws 'type' unless a name, where one is given, is a text. */
export function checkFileName(operation: string, name: unknown): asserts name is string | undefined {
  checkText(operation, 'name', name)
}

/** Throws 'type' unless an option, where it is given, is a text. */
export function checkText(operation: string, argument: string, value: unknown): asserts value is string | undefined {
  if (value !== undefined && typeof value !== 'string')
    throw new GradusError('type', `${operation}: ${argument} must be a text, got ${describe(value)}`)
}

import { GradusError } from './error.ts'

/** A value as an error message shows it: short, on one line, quoted where it is text. */
export function describe(value: unknown): string {
  try {
    return describeWithin(value, 2)
  } catch {
    // A proxy or a getter may throw; the message must be told nevertheless.
    return 'a value that cannot be read'
  }
}

/** Arrays are shown `depth` deep: one may contain itself. */
function describeWithin(value: unknown, depth: number): string {
  if (typeof value === 'string') return quote(value.length > 200 ? `${value.slice(0, 200)}…` : value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `function ${nameOf(value) || '(anonymous)'}`
  if (Array.isArray(value)) {
    if (depth === 0 || value.length > 16) return `an array of ${value.length}`
    return `[${value.map((item) => describeWithin(item, depth - 1)).join(',')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const name = Object.getPrototypeOf(value) === null ? 'object without prototype' : nameOf(value.constructor) || 'Object'
    return `${/^[AEIO]/i.test(name) ? 'an' : 'a'} ${name}`
  }
  return Object.is(value, -0) ? '-0' : String(value)
}

/** A text in quotes, with what a terminal or a page could act on (line ends, control characters, reversed writing) as escapes. */
function quote(text: string): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replace(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escape)
}

/** The name of a function; of anything else nothing: objects made from files may have a `constructor` that is none. */
function nameOf(value: unknown): string {
  return typeof value === 'function' && typeof value.name === 'string' ? value.name : ''
}

/** Limits of a number; `above` and `below` are exclusive. */
export interface NumberLimits {
  /** The least that is allowed. */
  readonly min?: number
  /** The greatest that is allowed. */
  readonly max?: number
  /** What it has to exceed. */
  readonly above?: number
  /** What it has to stay below. */
  readonly below?: number
}

function limitsText({ min, max, above, below }: NumberLimits): string {
  const low = min !== undefined ? `[${min}` : above !== undefined ? `(${above}` : undefined
  const high = max !== undefined ? `${max}]` : below !== undefined ? `${below})` : undefined
  if (low && high) return ` in ${low}, ${high}`
  if (min !== undefined) return ` >= ${min}`
  if (above !== undefined) return ` > ${above}`
  if (max !== undefined) return ` <= ${max}`
  if (below !== undefined) return ` < ${below}`
  return ''
}

function within(value: number, { min, max, above, below }: NumberLimits): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  )
}

/** Throws unless `value` is a finite number within `limits`: 'type' for no number, 'range' for a wrong one. */
export function checkNumber(operation: string, argument: string, value: unknown, limits: NumberLimits = {}): asserts value is number {
  if (typeof value === 'number' && Number.isFinite(value) && within(value, limits)) return
  refuseNumber(`${operation}: ${argument} must be a finite number`, limits, value)
}

/** Throws unless `value` is an integer within `limits`: 'type' for no number, 'range' for a wrong one. */
export function checkInteger(operation: string, argument: string, value: unknown, limits: NumberLimits = {}): asserts value is number {
  if (Number.isSafeInteger(value) && within(value as number, limits)) return
  refuseNumber(`${operation}: ${argument} must be an integer`, limits, value)
}

function refuseNumber(text: string, limits: NumberLimits, value: unknown): never {
  throw new GradusError(typeof value === 'number' ? 'range' : 'type', `${text}${limitsText(limits)}, got ${describe(value)}`)
}

/** Throws 'type' unless `value` is a boolean. */
export function checkBoolean(operation: string, argument: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') throw new GradusError('type', `${operation}: ${argument} must be true or false, got ${describe(value)}`)
}

/** Throws 'type' unless `value` is one of `choices`, naming the closest. */
export function checkChoice<T extends string>(
  operation: string,
  argument: string,
  value: unknown,
  choices: readonly T[],
): asserts value is T {
  if ((choices as readonly unknown[]).includes(value)) return
  const guess = typeof value === 'string' ? closest(value, choices) : undefined
  throw new GradusError(
    'type',
    `${operation}: unknown ${argument} ${describe(value)}, expected one of ${choices.join(', ')}${guess ? `; did you mean ${guess}?` : ''}`,
  )
}

/**
 * Throws 'type' when `options` is no plain object (a map, a tensor) or has a key that is not in `known`: a misspelt option is never
 * ignored.
 */
export function checkOptions(operation: string, options: unknown, known: readonly string[]): void {
  if (options === undefined) return
  if (!isPlainObject(options)) throw new GradusError('type', `${operation}: options must be an object, got ${describe(options)}`)
  checkKeys(operation, 'option', options, known)
}

/** The same for what cannot be left out: the definition of an operation, the description of a grid. */
export function checkParts(operation: string, value: unknown, known: readonly string[]): void {
  if (!isPlainObject(value)) throw new GradusError('type', `${operation}: expected { ${known.join(', ')} }, got ${describe(value)}`)
  checkKeys(operation, 'part', value, known)
}

function checkKeys(operation: string, kind: string, value: object, known: readonly string[]): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    const guess = closest(key, known)
    throw new GradusError(
      'type',
      `${operation}: unknown ${kind} ${describe(key)}${guess ? `; did you mean ${guess}?` : ''} (${kind}s: ${known.join(', ') || 'none'})`,
    )
  }
}

/** Whether a value is what `{ … }` makes, here or in another frame: the properties of anything else need not be its own. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: object | null = Object.getPrototypeOf(value)
  return prototype === null || (Object.getPrototypeOf(prototype) === null && !Array.isArray(value))
}

/** The candidate a misspelt word most likely meant, or undefined when none is near. */
export function closest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  let best: T | undefined
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein distance: the least number of inserted, deleted or replaced characters. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(replace, previous[j]! + 1, current[j - 1]! + 1))
    }
    previous = current
  }
  return previous[b.length]!
}

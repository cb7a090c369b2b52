import { GradusError } from './error.ts'

/** A value as an error message shows it: short, quoted where it is text. */
export function describe(value: unknown): string {
  return describeWithin(value, 2)
}

/** Arrays are shown `depth` deep: one may contain itself. */
function describeWithin(value: unknown, depth: number): string {
  if (typeof value === 'string') return `"${value.length > 200 ? `${value.slice(0, 200)}…` : value}"`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`
  if (Array.isArray(value)) {
    if (depth === 0 || value.length > 16) return `an array of ${value.length}`
    return `[${value.map((item) => describeWithin(item, depth - 1)).join(',')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const name = value.constructor?.name ?? 'null-prototype object'
    return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`
  }
  return Object.is(value, -0) ? '-0' : String(value)
}

/** Limits of a number; `above` and `below` are exclusive. */
export interface NumberLimits {
  readonly min?: number
  readonly max?: number
  readonly above?: number
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

/** Throws 'type' when `options` is no plain object or has a key that is not in `known`: a misspelt option is never ignored. */
export function checkOptions(operation: string, options: unknown, known: readonly string[]): void {
  if (options === undefined) return
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new GradusError('type', `${operation}: options must be an object, got ${describe(options)}`)
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue
    const guess = closest(key, known)
    throw new GradusError(
      'type',
      `${operation}: unknown option ${describe(key)}${guess ? `; did you mean ${guess}?` : ''} (options: ${known.join(', ') || 'none'})`,
    )
  }
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

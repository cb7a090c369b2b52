import { GradusError } from '@gradus/kernel'
import { nonsense, unlikely, type Wrong } from './nonsense.ts'
import { parameterCount } from './parameter-count.ts'
import type { Callable } from './surface.ts'

/** What a call came to. */
type Outcome = { readonly threw: unknown } | { readonly gave: unknown }

/**
 * What is wrong with how a function takes wrong arguments, one line each. Beside arguments that it takes, each in turn is replaced, and
 * each property of one that is plain `{ … }`, options that it lacks included.
 *
 * A wrong argument must give a GradusError with a sentence, as a rejection where the function gives a promise; nonsense may not pass.
 */
export async function complaintsOf({ path, call, declared }: Callable, good: () => readonly unknown[]): Promise<string[]> {
  const complaints = new Set<string>()
  const judge = async (what: string, args: readonly unknown[], mayPass: boolean): Promise<void> => {
    const outcome = await attempt(call, args)
    if ('gave' in outcome) {
      if (!mayPass) complaints.add(`${path}: ${what} passes`)
    } else {
      const fault = faultOf(outcome.threw)
      if (fault !== undefined) complaints.add(`${path}: ${what}: ${fault}`)
    }
  }
  const count = Math.max(parameterCount(declared), good().length)
  for (let missing = 0; missing < good().length; missing++) await judge(`${missing} arguments`, good().slice(0, missing), true)
  for (let position = 0; position < count; position++) {
    const changed = (change: Replacement['change']): unknown[] => {
      const args = [...good()]
      while (args.length <= position) args.push(undefined)
      args[position] = change(args[position])
      return args
    }
    const argument = good()[position]
    const names = argument === undefined || isPlain(argument) ? optionNames(await attempt(call, changed(withNonsense))) : []
    for (const replace of replacements(argument, names)) {
      await judge(`argument ${position}${replace.where} = ${replace.wrong.name}`, changed(replace.change), replace.mayPass)
    }
  }
  return [...complaints]
}

/** Runs a call to its end: a promise to where it settles, a generator to its first step. */
export async function attempt(call: Callable['call'], args: readonly unknown[]): Promise<Outcome> {
  try {
    const gave = call(...args)
    if (typeof (gave as Partial<Generator> | undefined)?.return === 'function') {
      const generator = gave as Generator
      generator.next()
      generator.return(undefined)
    }
    return { gave: await gave }
  } catch (threw) {
    return { threw }
  }
}

/** What is wrong with an error; undefined where nothing is. */
function faultOf(error: unknown): string | undefined {
  if (!(error instanceof GradusError)) return `leaks ${error instanceof Error ? `${error.name} "${error.message}"` : String(error)}`
  const { message, code } = error
  if (!['shape', 'type', 'range', 'state', 'file', 'unsupported'].includes(code)) return `has the code ${code}`
  if (!/^[a-zA-Z]\w*.* \S+ /.test(message) || /\[object |function anonymous/.test(message)) return `is no sentence: "${message}"`
  return undefined
}

interface Replacement {
  readonly wrong: Wrong
  /** Which part of the argument it replaces: nothing for the whole. */
  readonly where: string
  readonly mayPass: boolean
  readonly change: (argument: unknown) => unknown
}

function replacements(argument: unknown, optionNames: readonly string[]): Replacement[] {
  const wholes = wrongsFor(argument).map((each): Replacement => ({ ...each, where: '', change: () => each.wrong.value }))
  const part = (key: string, wrongs: readonly { wrong: Wrong; mayPass: boolean }[]): Replacement[] =>
    wrongs.map((each) => ({ ...each, where: `.${key}`, change: (whole) => ({ ...(whole as object), [key]: each.wrong.value }) }))
  const options = isPlain(argument) ? argument : {}
  // Of an option that the call lacks nothing is known; it may be a text.
  const others = optionNames.filter((name) => !(name in options)).flatMap((name) => part(name, wrongsFor('')))
  if (!isPlain(argument)) return [...wholes, ...others]
  const parts = Object.entries(argument).flatMap(([key, value]) => part(key, wrongsFor(value)))
  const unknown: Replacement = { wrong: { name: '1', value: 1 }, where: '.nonsense', mayPass: false, change: withNonsense }
  return [...wholes, ...parts, ...others, unknown]
}

function withNonsense(whole: unknown): object {
  return { ...(whole as object), nonsense: 1 }
}

/** The names of all options, which a call with one that is unknown is told. */
function optionNames(outcome: Outcome): readonly string[] {
  const message = 'threw' in outcome && outcome.threw instanceof GradusError ? outcome.threw.message : ''
  return /\(options: (.*)\)$/.exec(message)?.[1]?.split(', ') ?? []
}

function wrongsFor(good: unknown): { wrong: Wrong; mayPass: boolean }[] {
  return [
    ...nonsense.map((wrong) => ({ wrong, mayPass: wrong.value === good || (typeof wrong.value === 'string' && typeof good === 'string') })),
    ...unlikely.map((wrong) => ({ wrong, mayPass: true })),
  ]
}

/** Options, definitions, descriptions; not formulas, which are plain data too but made by functions of ours. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype && !('kind' in value)
}

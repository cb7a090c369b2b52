import type { Tally } from './tally.ts'

/** The numbers of one epoch: the loss, each metric, and with validation the same for the validation data. */
export type EpochLogs<Name extends string = string> = Readonly<Record<'loss' | Name, number>> & {
  readonly validation?: Readonly<Record<'loss' | Name, number>>
}

/** What happened in a call of `fit`: one number per epoch for the loss and each metric, by their names. */
export type History<Name extends string = string> = { readonly [Key in 'loss' | Name]: number[] } & {
  /** How many epochs were finished. */
  epochs: number
  /** The same numbers for the validation data, one for each epoch that was validated; undefined without any. */
  validation: { readonly [Key in 'loss' | Name]: number[] } | undefined
  /** Why training ended before its last epoch: `aborted` by the signal, `stopped` by a callback, `diverged`; undefined when it did not. */
  stopped: 'aborted' | 'stopped' | 'diverged' | undefined
  /** What looked wrong but did not stop the training, as sentences. */
  readonly warnings: string[]
  /** What the training doctor found; empty without one. */
  readonly diagnosis: Finding[]
}

/** Something that is wrong with a training, and what to try. */
export interface Finding {
  /** What kind of fault it is: `deadRelu`, `noGradient`. */
  readonly code: string
  /** One sentence: what, where, and what to try. */
  readonly message: string
  /** The layer or parameter that it is about. */
  readonly where?: string
  /** The epoch in which it was found, counted from 0. */
  readonly epoch: number
}

/** The names that metrics cannot have, for the history has them. */
export const reservedNames = ['loss', 'epochs', 'validation', 'stopped', 'warnings', 'diagnosis'] as const

/** A history without epochs. */
export function emptyHistory<Name extends string>(names: readonly Name[], validates: boolean): History<Name> {
  const series = (): Record<'loss' | Name, number[]> =>
    Object.fromEntries(['loss', ...names].map((name) => [name, []])) as unknown as Record<'loss' | Name, number[]>
  return {
    ...series(),
    epochs: 0,
    validation: validates ? series() : undefined,
    stopped: undefined,
    warnings: [],
    diagnosis: [],
  } as unknown as History<Name>
}

/** The names of the numbers that an epoch has, as callbacks call them: `validation.loss` is one. */
export function seriesOf(history: History): string[] {
  const isSeries = (name: string, value: unknown): boolean => Array.isArray(value) && name !== 'warnings' && name !== 'diagnosis'
  const names = Object.entries(history).flatMap(([name, value]) => (isSeries(name, value) ? [name] : []))
  return [...names, ...Object.keys(history.validation ?? {}).map((name) => `validation.${name}`)]
}

/** A copy of a history. */
export function copyHistory<Name extends string>(history: History<Name>): History<Name> {
  return structuredClone(history)
}

/** Adds an epoch's numbers: the loss, and each metric by its position among the names. */
export function appendEpoch<Name extends string>(
  history: History<Name>,
  names: readonly Name[],
  tally: Tally,
  validation: EpochNumbers | undefined,
): void {
  history.loss.push(tally.loss)
  for (let i = 0; i < names.length; i++) (history[names[i]!] as number[]).push(tally.metric(i))
  if (history.validation && validation) for (const name of ['loss', ...names] as const) history.validation[name].push(validation[name]!)
  history.epochs++
}

/** The loss and the metrics by name. */
export type EpochNumbers = Readonly<Record<string, number>>

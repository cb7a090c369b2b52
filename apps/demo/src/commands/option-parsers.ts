import { closest } from '@gradus/kernel'
import { InvalidArgumentError, type Option } from 'commander'

/** Reads a whole number. */
export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : -1
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
  }
}

/** Reads a number above 0. */
export function positive(text: string): number {
  const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : 0
  if (value > 0 && value < Infinity) return value
  throw new InvalidArgumentError('It must be a number above 0.')
}

/** Reads a share: a number from 0 to below 1. */
export function share(text: string): number {
  const value = /^(0|0?\.\d+)$/.test(text) ? Number(text) : 1
  if (value < 1) return value
  throw new InvalidArgumentError('It must be a share: 0, or a number below 1 such as 0.1.')
}

/** Reads the neurons of each hidden layer: `10,10` or `none`. */
export function hiddenSizes(text: string): number[] {
  const sizes = sizesOf(text, ',')
  if (sizes !== undefined) return sizes
  throw new InvalidArgumentError('Write the neurons of each layer, such as 10,10, or none: up to 8 layers of 1 to 1000 neurons.')
}

/** Reads several networks' hidden layers: `none,1,2,10x10`. */
export function listOfHiddenSizes(text: string): number[][] {
  const list = text.split(',').map((part) => sizesOf(part.trim(), 'x'))
  if (list.every((sizes) => sizes !== undefined)) return withoutTwins(list)
  throw new InvalidArgumentError(
    'Write one network after another, such as 1,2,4 or none,2,10x10: each none, or up to 8 layers of 1 to 1000 neurons joined by x.',
  )
}

/** Reads one of some names. */
export function oneOf<Name extends string>(what: string, names: readonly Name[]): (text: string) => Name {
  return (text) => {
    const found = names.find((name) => name === text)
    if (found !== undefined) return found
    const guess = closest(text, names)
    throw new InvalidArgumentError(`${guess ? `Did you mean ${guess}? ` : ''}There is no such ${what}: ${names.join(', ')}.`)
  }
}

/** Reads several of some names, separated by commas. */
export function someOf<Name extends string>(what: string, names: readonly Name[]): (text: string) => Name[] {
  const one = oneOf(what, names)
  return (text) => withoutTwins(text.split(',').map((part) => one(part.trim())))
}

/** Puts options under a heading of the help. */
export function group(heading: string, options: Option[]): Option[] {
  for (const option of options) option.helpGroup(heading)
  return options
}

/** The most epochs that can be asked for. */
export const mostEpochs = 1_000_000

function sizesOf(text: string, separator: string): number[] | undefined {
  if (text === 'none') return []
  const parts = text.split(separator)
  const sizes = parts.map((part) => (/^ *\d{1,4} *$/.test(part) ? Number(part) : 0))
  return parts.length <= 8 && sizes.every((size) => size >= 1 && size <= 1000) ? sizes : undefined
}

function withoutTwins<Item extends string | readonly number[]>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [String(item), item])).values()]
}

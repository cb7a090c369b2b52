import type { Command } from 'commander'

/** Options that change what is shown, not what is computed. */
const shown = ['plot', 'json', 'ndjson', 'quiet', 'ascii', 'color', 'seed']

/** The command that computes the same again, with the seed named. */
export function reproduce(command: Command, seed: number): string {
  const flags = command.options
    .filter((option) => !shown.includes(option.attributeName()))
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .flatMap((option) => flag(option, command.getOptionValue(option.attributeName())))
  return [command.parent?.name(), command.name(), ...flags, '--seed', seed].join(' ')
}

function flag({ long, negate }: { long?: string | undefined; negate: boolean }, value: unknown): (string | undefined)[] {
  if (typeof value === 'boolean') return value === negate ? [] : [long]
  const text = Array.isArray(value) ? value.join(',') || 'none' : String(value)
  return [long, text]
}

import type { Command } from 'commander'

/** Options that change what is shown, not what is computed. */
const shown = ['plot', 'confusion', 'boundary', 'checkpoint', 'json', 'ndjson', 'quiet', 'ascii', 'color', 'scale', 'seed']

/** The command that computes the same again, with the seed named. */
export function reproduce(command: Command, seed: number): string {
  const flags = command.options
    .filter((option) => !shown.includes(option.attributeName()))
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .flatMap((option) => flag(option, command.getOptionValue(option.attributeName())))
  return [command.parent?.name(), command.name(), ...command.args, ...flags, '--seed', seed].join(' ')
}

function flag({ long, negate }: { long?: string | undefined; negate: boolean }, value: unknown): (string | undefined)[] {
  if (typeof value === 'boolean') return value === negate ? [] : [long]
  return [long, textOf(value)]
}

/** As it was written: `10,10`, and where several networks are listed `2,10x10`. */
function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  if (value.length === 0) return 'none'
  return value.map((item) => (Array.isArray(item) ? item.join('x') || 'none' : String(item))).join(',')
}

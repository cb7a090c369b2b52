import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'

/** Ends the command with a sentence on what was wrong. */
export function badUsage(command: Command, sentence: string): never {
  return command.error(`error: ${sentence}`, { exitCode: exitCodes.badUsage, code: 'gradus.badUsage' })
}

/** Refuses the options that have a reason not to be there, by their attribute names. */
export function refuse(command: Command, reasons: Readonly<Record<string, string>>): void {
  for (const option of command.options) {
    const name = option.attributeName()
    if (reasons[name] === undefined || command.getOptionValueSource(name) !== 'cli') continue
    // --bias and --no-bias share a value.
    if (command.getOptionValue(name) === option.negate) continue
    badUsage(command, `${option.long} does not apply: ${reasons[name]}`)
  }
}

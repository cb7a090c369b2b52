import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'

/** Ends the command with a sentence on what was wrong. */
export function badUsage(command: Command, sentence: string): never {
  return command.error(`error: ${sentence}`, { exitCode: exitCodes.badUsage, code: 'gradus.badUsage' })
}

#!/usr/bin/env node
import { exitCodes } from './commands/exit-codes.ts'
import { runProgram } from './program.ts'

// A reader that has seen enough, such as `head`, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  process.exitCode = await runProgram(process.argv.slice(2))
} catch (error) {
  console.error(error)
  process.exitCode = exitCodes.broken
}

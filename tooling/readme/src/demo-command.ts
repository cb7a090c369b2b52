import { runCommand } from './run-command.ts'

/** Why the demo would refuse these words: a command or an option that its help does not name. */
export async function demoComplaint(args: readonly string[]): Promise<string | undefined> {
  const [command = 'xor', ...rest] = args
  if (command.startsWith('-')) return (await helpOf('')).includes(command) ? undefined : `the demo knows no ${command}`
  if (!new RegExp(`^  ${command} `, 'm').test(await helpOf(''))) return `the demo knows no command ${command}`
  const options = rest.filter((word) => word.startsWith('--'))
  const help = options.length > 0 ? await helpOf(`${command} `) : ''
  const unknown = options.find((option) => !new RegExp(`^ .*${option}(?![\\w-])`, 'm').test(help))
  return unknown === undefined ? undefined : `the demo's ${command} has no ${unknown}`
}

async function helpOf(command: string): Promise<string> {
  return (await runCommand(`gradus-demo ${command}--help`)).stdout
}

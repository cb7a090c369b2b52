import { call } from '../../../apps/demo/src/__fixtures__/call.ts'

/** Why the demo would refuse these words: a command or an option that its help does not name. */
export async function demoComplaint(args: readonly string[]): Promise<string | undefined> {
  const [command = 'xor', ...rest] = args
  if (command.startsWith('-')) return (await helpOf()).includes(command) ? undefined : `the demo knows no ${command}`
  if (!new RegExp(`^  ${command} `, 'm').test(await helpOf())) return `the demo knows no command ${command}`
  const options = rest.filter((word) => word.startsWith('--'))
  const help = options.length > 0 ? await helpOf(command) : ''
  const unknown = options.find((option) => !new RegExp(`^ .*${option}(?![\\w-])`, 'm').test(help))
  return unknown === undefined ? undefined : `the demo's ${command} has no ${unknown}`
}

const helps = new Map<string, Promise<string>>()

// One call after the other: each of them listens to what this process prints.
let last: Promise<unknown> = Promise.resolve()

function helpOf(...command: readonly string[]): Promise<string> {
  const key = command.join(' ')
  const found = helps.get(key)
  if (found) return found
  const help = last.then(() => call(...command, '--help')).then(({ stdout }) => stdout)
  helps.set(key, help)
  last = help
  return help
}

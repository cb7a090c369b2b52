import { runProgram } from '../program.ts'

/** What a command left behind. */
export interface Called {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line in this process, as when its output goes to a file. */
export async function call(...args: string[]): Promise<Called> {
  const { stdout, stderr, env } = process
  const before = { out: stdout.write, err: stderr.write, NO_COLOR: env.NO_COLOR, event: env.npm_lifecycle_event }
  const written = { out: '', err: '' }
  stdout.write = ((text: string) => {
    written.out += text
    return true
  }) as typeof stdout.write
  stderr.write = ((text: string) => {
    written.err += text
    return true
  }) as typeof stderr.write
  env.NO_COLOR = '1'
  delete env.npm_lifecycle_event
  try {
    const exitCode = await runProgram(args)
    return { exitCode, stdout: written.out, stderr: written.err }
  } finally {
    stdout.write = before.out
    stderr.write = before.err
    restore('NO_COLOR', before.NO_COLOR)
    restore('npm_lifecycle_event', before.event)
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

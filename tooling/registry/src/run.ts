import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Where a program runs, and what it finds in its environment beside what this process has. */
export interface Place {
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>> | undefined
}

/** Runs a program and gives what it printed; what it printed is also the message when it fails. */
export async function run(program: string, args: readonly string[], { folder, environment }: Place): Promise<string> {
  // On Windows, npm and npx are scripts, which only a shell runs.
  const shell = process.platform === 'win32' && program !== process.execPath
  try {
    const env = { ...process.env, ...environment }
    const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env, shell, maxBuffer: 1e8 })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}` || message)
  }
}

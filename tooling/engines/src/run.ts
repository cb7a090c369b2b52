import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What a program of this Node prints. It fails when the program does. */
export async function run(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e7 })
  return stdout
}

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Builds what has changed since the last time; what the tools say is told only when it fails. */
export function build(): void {
  const cwd = fileURLToPath(new URL('../../../', import.meta.url))
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' }
  try {
    execFileSync(`${cwd}node_modules/.bin/turbo`, ['run', 'build', '--output-logs=errors-only'], {
      cwd,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`the packages could not be built: ${stdout ?? ''}${stderr ?? error}`)
  }
}

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Builds what has changed since the last time; what is said on the way goes to stderr, where it does not disturb. */
export function build(): void {
  const turbo = fileURLToPath(new URL('../../../node_modules/.bin/turbo', import.meta.url))
  const cwd = fileURLToPath(new URL('../../../', import.meta.url))
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' }
  execFileSync(turbo, ['run', 'build', '--output-logs=errors-only'], { cwd, env, stdio: ['ignore', process.stderr, 'inherit'] })
}

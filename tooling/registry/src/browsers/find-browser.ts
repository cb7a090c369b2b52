import { existsSync } from 'node:fs'

/** A browser that the tests drive. */
export type BrowserName = 'Chromium' | 'Firefox'

/** What decides where a browser is, and whether it may be missing. */
export interface Host {
  readonly platform: string
  readonly environment: Readonly<Record<string, string | undefined>>
  has(path: string): boolean
}

/** A browser's program; or a line about its cases that do not run, and whether that is a failure. */
export type Found = { readonly path: string } | { readonly line: string; readonly isFailure: boolean }

/**
 * Looks for a browser where this platform installs it, or only where GRADUS_CHROMIUM or GRADUS_FIREFOX says. Without it its cases are
 * skipped, all of them in one line; with CI_FULL=1 that is a failure.
 */
export function findBrowser(name: BrowserName, cases: number, host: Host = thisHost): Found {
  const variable = `GRADUS_${name.toUpperCase()}`
  const stated = host.environment[variable]
  const paths = stated ? [stated] : (places[name][host.platform] ?? [])
  const path = paths.find((candidate) => host.has(candidate))
  if (path !== undefined) return { path }
  const isFailure = host.environment.CI_FULL === '1'
  const where = paths.length === 0 ? `on ${host.platform}` : `at ${paths.join(' or ')}`
  return { line: `${isFailure ? 'FAILED' : 'skipped'}: ${cases} cases, no ${name} ${where} (${variable} names another place)`, isFailure }
}

const thisHost: Host = { platform: process.platform, environment: process.env, has: existsSync }

const places: Record<BrowserName, Readonly<Record<string, readonly string[]>>> = {
  Chromium: {
    linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files\\Chromium\\Application\\chrome.exe'],
  },
  Firefox: {
    linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
}

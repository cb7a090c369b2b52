import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core'
import type { BrowserName } from './find-browser.ts'
import { within } from './within.ts'

/** A browser with a profile of its own. */
export interface RunningBrowser {
  readonly browser: Browser
  /** The folder of its profile. */
  readonly profile: string
  /** Ends it, also where it no longer answers, and removes its profile. */
  close(): Promise<void>
}

/** Starts a browser without a window that asks nobody for anything by itself. */
export async function launchBrowser(name: BrowserName, executablePath: string): Promise<RunningBrowser> {
  const profile = await mkdtemp(join(tmpdir(), `gradus-${name.toLowerCase()}-`))
  const removeProfile = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  try {
    const browser = await puppeteer.launch({ ...options[name], executablePath, userDataDir: profile, headless: true, timeout: 60_000 })
    return {
      browser,
      profile,
      async close() {
        await within(10, `${name} closes`, browser.close()).catch(() => kill(browser))
        await removeProfile()
      },
    }
  } catch (error) {
    await removeProfile()
    throw error
  }
}

const options: Record<BrowserName, LaunchOptions> = {
  Chromium: {
    browser: 'chrome',
    args: [
      // Containers of continuous integration give it no sandbox, and the pages are ours.
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-gpu',
    ],
  },
  Firefox: { browser: 'firefox' },
}

/** The browser, and what it has started: they are one group where there are groups. */
function kill(browser: Browser): void {
  const { pid } = browser.process() ?? {}
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It ended meanwhile.
  }
}

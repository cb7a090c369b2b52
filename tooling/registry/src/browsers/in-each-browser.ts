import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserName, findBrowser } from './find-browser.ts'
import { launchBrowser, type RunningBrowser } from './launch-browser.ts'

const seconds = 1000

/** A test with a browser, or with one more that it starts itself. */
type InBrowser = (browser: Browser, startAnother: () => Promise<RunningBrowser>) => Promise<void>

/**
 * Declares tests once for each browser, which runs from before the first of them until after the last. Where it is missing they are
 * skipped, and a line counts them.
 */
export function inEachBrowser(declare: (name: BrowserName, test: (title: string, run: InBrowser) => void) => void): void {
  describe.each<BrowserName>(['Chromium', 'Firefox'])('%s', (name) => {
    const tests = new Map<string, InBrowser>()
    declare(name, (title, run) => void tests.set(title, run))
    const found = findBrowser(name, tests.size)
    if ('line' in found) {
      console.log(found.line)
      for (const title of tests.keys()) it.skip(title)
      if (found.isFailure) it(`${name} is here`, () => expect.fail(found.line))
      return
    }
    const start = (): Promise<RunningBrowser> => launchBrowser(name, found.path)
    let running: RunningBrowser | undefined

    beforeAll(async () => {
      running = await start()
    }, 90 * seconds)

    afterAll(async () => {
      await running?.close()
    }, 30 * seconds)

    for (const [title, run] of tests) it(title, () => run(running!.browser, start))
  })
}

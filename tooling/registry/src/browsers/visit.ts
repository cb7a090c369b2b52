import type { Browser, BrowserContext } from 'puppeteer-core'
import { within } from './within.ts'

/** What a page of the application answers, whatever its task was. */
export interface Answer {
  /** What its policy forbade. */
  readonly violations: readonly string[]
  /** Warnings and errors of the console, and errors that nobody caught. */
  readonly complaints: readonly string[]
  /** Why there is no result. */
  readonly failed?: string
}

/** An answer, and what the browser told beside it. */
export interface Visit<Result> {
  readonly answer: Answer & Result
  /** What it said: each line of the console, each error, each address elsewhere, each answer that was no success. */
  readonly said: readonly string[]
}

/** Opens a page, waits until it has answered, and closes it; after so many seconds that is an error, which tells what was said so far. */
export async function visit<Result>(browser: Browser | BrowserContext, address: string, seconds = 30): Promise<Visit<Result>> {
  const { origin } = new URL(address)
  const said: string[] = []
  const page = await within(seconds, 'a new page', browser.newPage())
  try {
    page.on('console', (message) => void said.push(`console.${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => void said.push(error instanceof Error ? error.message : String(error)))
    page.on('error', (error) => void said.push(`the page crashed: ${error.message}`))
    page.on('request', (request) => void (new URL(request.url()).origin === origin || said.push(`asks for ${request.url()}`)))
    page.on('requestfailed', (request) => void said.push(`${request.url()}: ${request.failure()?.errorText}`))
    page.on('response', (response) => void (response.status() < 400 || said.push(`${response.url()}: ${response.status()}`)))
    const answered = async (): Promise<string> => {
      await page.goto(address)
      const output = await page.waitForSelector('output:not(:empty)', { timeout: 0 })
      return (await output?.evaluate((element) => element.textContent)) ?? ''
    }
    const text = await within(seconds, address, answered(), () => `; the browser said: ${said.join('\n') || 'nothing'}`)
    return { answer: JSON.parse(text) as Answer & Result, said }
  } finally {
    // One that hangs is ended with the browser.
    await within(5, 'the page closes', page.close()).catch(() => {})
  }
}

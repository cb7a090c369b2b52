// Protects: what goes wrong in a browser is noticed, wherever it is told, and a page that hangs holds up nothing.
import { existsSync } from 'node:fs'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'puppeteer-core'
import { beforeAll, expect } from 'vitest'
import { emptyProject } from '../empty-project.ts'
import { inEachBrowser } from './in-each-browser.ts'
import { policyOf } from './policy.ts'
import { serve } from './serve.ts'
import { visit } from './visit.ts'

/** Faults of a page, and what has to be noticed of each. */
const faults: Record<string, [code: string, noticed: RegExp]> = {
  'does nothing wrong': ['', /^$/],
  'throws an error that nobody catches': ["setTimeout(() => { throw new Error('planted') })", /error: .*planted/],
  'has a promise that nobody awaits': ["Promise.reject(new Error('planted'))", /unhandled: Error: planted/],
  'writes errors': ["console.error('planted')", /console.error: planted/],
  'loads what is not there': ["await import('./absent.js').catch(() => {})", /\/absent.js: 404/],
  'asks another site': ["await fetch('http://127.0.0.1:9/').catch(() => {})", /connect-src http:\/\/127.0.0.1:9/],
  'runs text as code': ["try { setTimeout('1') } catch {}", /script-src (trusted-types-sink|eval)|require-trusted-types-for/],
  'makes elements of text': ["try { document.body.innerHTML = '<p>' } catch {}", /require-trusted-types-for trusted-types-sink/],
  'compiles WebAssembly': ['try { new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) } catch {}', /script-src wasm-eval/],
}

let folder: string

beforeAll(async () => {
  folder = await emptyProject()
  await cp(fileURLToPath(new URL('application/notice.js', import.meta.url)), join(folder, 'notice.js'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><body><output></output><script type="module" src="page.js"></script>')
})

inEachBrowser((name, test) => {
  for (const [fault, [code, noticed]] of Object.entries(faults)) {
    test(`a page that ${fault}, ${name}`, async (browser) => {
      expect(await noticedOf(browser, code)).toMatch(noticed)
    })
  }

  test(`a page that hangs, ${name}`, async (_, startAnother) => {
    const { browser, profile, close } = await startAnother()
    const { pid } = browser.process()!
    expect(existsSync(profile)).toBe(true)
    await expect(noticedOf(browser, 'console.log("last words"); while (true);', 3)).rejects.toThrow(/not within 3 seconds.*last words/s)
    await close()
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH')
    expect(existsSync(profile)).toBe(false)
  })
})

/** All that was noticed of a page with this code, as lines. */
async function noticedOf(browser: Browser, code: string, seconds?: number): Promise<string> {
  const answer =
    "await new Promise((resolve) => setTimeout(resolve, 50))\ndocument.querySelector('output').textContent = JSON.stringify(noticed)"
  await writeFile(join(folder, 'page.js'), `import { noticed } from './notice.js'\n${code}\n${answer}`)
  const site = await serve(folder, policyOf({ wasm: false, place: 'page' }))
  try {
    const { answer, said } = await visit(browser, `${site.origin}/`, seconds)
    return [...answer.violations, ...answer.complaints, ...said].join('\n')
  } finally {
    await site.close()
  }
}

// Protects: what we publish runs in real browsers as it does in Node, however strict a page is: the same bits, and nothing that it forbids.
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'puppeteer-core'
import { beforeAll, expect, inject, it } from 'vitest'
import { emptyProject } from '../empty-project.ts'
import { installFrom } from '../install-from.ts'
import { xorHash, xorProgram } from '../programs/program.ts'
import type { XorReport } from '../programs/xor.ts'
import { type Bundled, bundlers } from './bundlers.ts'
import { writeUnbundledPage } from './import-map.ts'
import { inEachBrowser } from './in-each-browser.ts'
import { type Permissions, type Place, policyOf } from './policy.ts'
import { serve } from './serve.ts'
import { visit } from './visit.ts'

const bundlerNames = ['Vite', 'esbuild'] as const
const places = ['page', 'worker'] as const

let project: string
let importMap: string
const bundled = new Map<string, Bundled>()

beforeAll(async () => {
  project = await emptyProject()
  await installFrom(inject('registry'), project, ['gradus'])
  await cp(fileURLToPath(new URL('application', import.meta.url)), project, { recursive: true })
  await writeFile(join(project, 'xor.js'), await xorProgram())
  importMap = await writeUnbundledPage(project)
  for (const name of bundlerNames) bundled.set(name, await bundlers[name](project))
})

it.each(bundlerNames)('%s bundles without a warning', (name) => {
  expect(bundled.get(name)!.said).toBe('')
})

inEachBrowser((name, test) => {
  for (const bundler of bundlerNames) {
    for (const place of places) {
      for (const wasm of [true, false]) {
        test(`${bundler}, ${name}, ${place}, ${wasm ? 'with' : 'without'} wasm-unsafe-eval`, (browser) =>
          trains(browser, bundled.get(bundler)!.folder, '/', { place, wasm }))
      }
    }
  }
  test(`import map, ${name}, page, with wasm-unsafe-eval`, (browser) =>
    trains(browser, project, '/unbundled.html', { place: 'page', wasm: true, inline: importMap }))
  for (const place of places) {
    test(`IndexedDB, ${name}, ${place}`, (browser) => resumes(browser, bundled.get('Vite')!.folder, place))
  }
})

/** Serves a folder under a policy, trains on a page of it, and looks at everything that came of it. */
async function trains(browser: Browser, folder: string, path: string, permissions: Permissions): Promise<void> {
  const { place, wasm } = permissions
  const site = await serve(folder, policyOf(permissions))
  try {
    const { answer, said } = await visit<Trained>(browser, `${site.origin}${path}?place=${place}&task=train`)
    const reason = expect.stringMatching(/^the step runs kernel by kernel: WebAssembly may not be compiled here \(.*\)$/)
    const report = { predictions: expect.any(Array), hash: xorHash, warnings: wasm ? [] : [reason] }
    expect(answer).toEqual({
      where: globalOf[place],
      trained: report,
      again: report,
      compiled: wasm ? expect.any(Number) : 0,
      // Each backend asks once whether it may.
      violations: wasm ? [] : ['script-src wasm-eval', 'script-src wasm-eval'],
      complaints: [],
    })
    expect(answer.trained.predictions.map(Math.round)).toEqual([0, 1, 1, 0])
    if (wasm) expect(answer.compiled).toBeGreaterThan(0)
    // Firefox tells violations as errors too.
    expect(said.filter((line) => wasm || !/page’s settings blocked WebAssembly \(script-src\)/.test(line))).toEqual([])
    expect(site.missing).toEqual([])
  } finally {
    await site.close()
  }
}

/** Trains halfway on one page, and goes on on another. */
async function resumes(browser: Browser, folder: string, place: Place): Promise<void> {
  const site = await serve(folder, policyOf({ wasm: true, place }))
  try {
    const address = (task: string): string => `${site.origin}/?place=${place}&task=${task}`
    const usual = { where: globalOf[place], violations: [], complaints: [] }
    const half = { isResumed: false, epochs: 20, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }
    expect(await visit(browser, address('half'))).toEqual({ answer: { ...usual, ...half }, said: [] })
    const { answer, said } = await visit<Kept>(browser, address('whole'))
    expect(answer).toEqual({ ...usual, isResumed: true, epochs: 20, hash: answer.straight, straight: half.hash })
    expect(said).toEqual([])
  } finally {
    await site.close()
  }
}

const globalOf = { page: 'Window', worker: 'DedicatedWorkerGlobalScope' } as const

/** What `train.js` gives. */
interface Trained {
  readonly trained: XorReport
  readonly again: XorReport
  readonly compiled: number
}

/** What `checkpoints.js` gives. */
interface Kept {
  readonly straight: string
  readonly hash: string
}

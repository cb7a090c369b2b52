// Protects: the same seed gives the same bits whatever the host can do, those of earlier versions, and nothing happens before it is asked for.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import hashes from './__fixtures__/hashes.json' with { type: 'json' }
import { bundle, bundleOf } from './bundle.ts'
import { run } from './run.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradus-engines-'))
  const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
  await Promise.all([
    bundle(join(folder, 'engines.mjs')),
    bundleOf(here('library.ts'), join(folder, 'library.mjs')),
    bundleOf(here('library.ts'), join(folder, 'copy.mjs')),
  ])
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** What a program of a few lines prints, as JSON. */
async function evaluate(code: string): Promise<unknown> {
  return JSON.parse(
    await run(
      '--input-type=module',
      '--eval',
      code.replace(/'(\w+\.mjs)'/g, (_, name) => JSON.stringify(join(folder, name))),
    ),
  )
}

describe('the same bits, and the reason told once,', () => {
  const rows: [host: string, args: string[], reasons: RegExp[]][] = [
    ['with everything', [], []],
    ['without WebAssembly', ['--without=webassembly'], [/^compiled: the step runs kernel by kernel: there is no WebAssembly here$/]],
    ['without SIMD', ['--without=simd'], [/^compiled: the step runs kernel by kernel: WebAssembly has no SIMD here$/]],
    [
      'where no code may be generated',
      ['--without=compilation'],
      [/^compiled: the step runs kernel by kernel: WebAssembly may not be compiled here \(Refused to compile/],
    ],
  ]

  it.each(rows)('%s', async (_, args, reasons) => {
    const result = JSON.parse(await run(join(folder, 'engines.mjs'), ...args))
    expect(result).toEqual({ hashes, reasons: reasons.map((reason) => expect.stringMatching(reason)), differences: [] })
  })
})

it('loading the library does nothing', async () => {
  const result = await evaluate(`
    const calls = []
    for (const name of ['Memory', 'Module', 'Instance', 'validate', 'compile', 'instantiate']) {
      const before = WebAssembly[name]
      WebAssembly[name] = new Proxy(before, {
        construct: (...args) => (calls.push(name), Reflect.construct(...args)),
        apply: (...args) => (calls.push(name), Reflect.apply(...args)),
      })
    }
    for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'FinalizationRegistry']) {
      const before = globalThis[name]
      globalThis[name] = new Proxy(before, {
        construct: (...args) => (calls.push(name), Reflect.construct(...args)),
        apply: (...args) => (calls.push(name), Reflect.apply(...args)),
      })
    }
    const globals = Reflect.ownKeys(globalThis).length
    const prototypes = [Object, Array, Float32Array, Promise].map(({ prototype }) => Reflect.ownKeys(prototype).length)
    const { tensor, compile, record } = await import('library.mjs')
    const loaded = [...calls]
    const isSame = globals === Reflect.ownKeys(globalThis).length
    const after = [Object, Array, Float32Array, Promise].map(({ prototype }) => Reflect.ownKeys(prototype).length)
    const w = tensor([1])
    compile(record(() => [w.add(1)], { states: [w] })).run()
    console.log(JSON.stringify({ loaded, isSame: isSame && String(prototypes) === String(after), used: [...new Set(calls)].sort() }))
  `)
  expect(result).toEqual({ loaded: [], isSame: true, used: ['FinalizationRegistry', 'Instance', 'Memory', 'Module', 'validate'] })
})

it('two copies of the library are told from each other, and each works', async () => {
  const result = (await evaluate(`
    import * as a from 'library.mjs'
    import * as b from 'copy.mjs'
    const messages = []
    const attempt = (action) => {
      try {
        messages.push([action(), 'none'])
      } catch (error) {
        messages.push([error.name, error.code, error.message])
      }
    }
    const x = b.tensor([[1, 2]])
    attempt(() => a.add(x, a.tensor(1)))
    attempt(() => a.add(a.tensor(1), x))
    attempt(() => a.add(x, 1))
    attempt(() => a.relu(x))
    attempt(() => a.matmul(x, x))
    attempt(() => a.sum(x))
    attempt(() => a.record(() => [], { states: [x] }))
    attempt(() => a.tensor([[0, 0]]).assign(x))
    const trained = []
    for (const { layers, losses, optimizers, datasets, Trainer } of [a, b]) {
      const model = layers.sequential([layers.input([2]), layers.dense(1)])
      const trainer = new Trainer({ model, loss: losses.meanSquaredError(), optimizer: optimizers.sgd() })
      trained.push((await trainer.fit(datasets.xor(), { epochs: 3 })).loss)
    }
    console.log(JSON.stringify({ messages, trained }))
  `)) as { messages: string[][]; trained: number[][] }
  for (const [name, code, message] of result.messages) {
    expect([name, code]).toEqual(['GradusError', 'type'])
    expect(message).toMatch(
      /must be a tensor( or a number)?, got a tensor of another copy of @gradus\/tensor; make sure that everything loads the same one$/,
    )
  }
  expect(result.messages).toHaveLength(8)
  expect(result.trained[1]).toEqual(result.trained[0])
})

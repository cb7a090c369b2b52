// Protects: a page that is hidden, throttled or asleep, and a training of a million epochs, lose and pile up nothing (rows 97, 100).
import { afterEach, describe, expect, it, vi } from 'vitest'
import { callbacks, data, fitOptions, makeTrainer, optimizers } from './checkpoint/__fixtures__/trainings.ts'
import { progressBar } from './index.ts'

async function trained() {
  const trainer = makeTrainer(optimizers.adam!())
  const history = await trainer.fit(data, { ...fitOptions, epochs: 20, callbacks: callbacks() })
  return { history, snapshot: trainer.snapshot() }
}

describe('a page in the background', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it.each([
    ['that gets its turn seldom', () => 9],
    ['on a laptop that sleeps for hours', () => 3.6e6],
    ['whose clock is as coarse as browsers may make it', () => 0],
    ['whose clock is put back', () => -1000],
  ])('%s comes to the same bits, later', async (_, passes) => {
    const expected = await trained()
    // Timers are all that such a page has, and they come late.
    const timer = globalThis.setTimeout
    let waits = 0
    vi.stubGlobal('setImmediate', undefined)
    vi.stubGlobal('MessageChannel', undefined)
    vi.stubGlobal('setTimeout', (callback: () => void) => {
      waits++
      return timer(callback, 1)
    })
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += passes()))
    expect(await trained()).toEqual(expected)
    if (passes() > 0) expect(waits).toBeGreaterThan(5)
  })
})

describe('a million epochs', () => {
  it.each([
    [false, 10],
    [true, 2],
  ])('are written in a few lines, terminal: %s', (terminal, lines) => {
    let written = 0
    let longest = 0
    const write = (text: string) => {
      written++
      longest = Math.max(longest, text.length)
    }
    const bar = progressBar({ write, terminal })
    vi.spyOn(performance, 'now').mockReturnValue(0)
    try {
      bar.onTrainBegin!({ epochs: 1e6 } as never)
      for (let epoch = 0; epoch < 1e6; epoch++) void bar.onEpochEnd!({ epoch, logs: { loss: 1 / (epoch + 1) } } as never)
      bar.onTrainEnd!({} as never)
    } finally {
      vi.restoreAllMocks()
    }
    expect(written).toBeGreaterThanOrEqual(lines)
    expect(written).toBeLessThanOrEqual(lines + 1)
    expect(longest).toBeLessThan(120)
  })
})

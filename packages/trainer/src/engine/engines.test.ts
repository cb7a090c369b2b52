// Protects: the engines give the same bits, all of them, and 'verify' would tell if they did not.

import { setBackend, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { type Case, cases, stateOf } from './__fixtures__/trainings.ts'
import type { EngineName } from './training.ts'

/** The default backend. */
const wasm = tensor(0).backend

const engines = ['eager', 'compiled', 'verify'] as const

async function train({ make, data, options }: Case, engine: EngineName) {
  const trainer = make(engine)
  const history = await trainer.fit(data as never, options)
  return { trainer, history, state: stateOf(trainer) }
}

describe.each(Object.entries(cases))('%s', (_, training) => {
  it('gives the same weights, memory, losses and metrics with every engine', async () => {
    const [eager, ...others] = [await train(training, 'eager'), await train(training, 'compiled'), await train(training, 'verify')]
    for (const { history, state } of others) {
      expect(history).toEqual(eager!.history)
      expect(state).toEqual(eager!.state)
    }
    expect(eager!.history.warnings).toEqual([])
  })

  it('goes on from the middle of an epoch, from one engine to the next', async () => {
    const whole = await train(training, 'eager')
    const { epochs = 1 } = training.options
    for (const [i, engine] of engines.entries()) {
      const first = training.make(engine)
      const stop = { onBatchEnd: ({ epoch, stop }: { epoch: number; stop(): void }) => (epoch === 1 ? stop() : undefined) }
      const begun = await first.fit(training.data as never, { ...training.options, callbacks: [stop] })
      const second = training.make(engines[(i + 1) % 3]!)
      second.restore(structuredClone(first.snapshot()))
      const ended = await second.fit(training.data as never, { ...training.options, epochs: epochs - 1 })
      expect(stateOf(second)).toEqual(whole.state)
      expect(ended.loss).toEqual(whole.history.loss)
      expect(begun.loss).toEqual(whole.history.loss.slice(0, 1))
    }
  })

  it('predicts and evaluates the same', async () => {
    const results = []
    for (const engine of engines) {
      const { trainer } = await train(training, engine)
      const { inputs } = training.data as { inputs: never }
      const predictions = []
      for (const batchSize of [4, 4, 1]) predictions.push((await trainer.predict(inputs, { batchSize })).toArray())
      results.push({ predictions, logs: await trainer.evaluate(training.data as never, { batchSize: 4 }), state: stateOf(trainer) })
    }
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })
})

describe("engine 'verify' fails", () => {
  /** Trains on a backend that compiles all programs but changes what the executables do. */
  async function withExecutables(change: (executable: ReturnType<NonNullable<typeof wasm.compile>>) => object) {
    setBackend({
      ...wasm,
      compile: (program, states) => {
        const executable = wasm.compile!(program, states)
        return { ...executable, ...change(executable) }
      },
    })
    try {
      const { make, data, options } = cases['batches of one']!
      return await make('verify')
        .fit(data as never, options)
        .then(
          () => undefined,
          (error: Error) => error,
        )
    } finally {
      setBackend(wasm)
    }
  }

  it('when the loss differs', async () => {
    const error = await withExecutables(({ readNumber }) => ({ readNumber: (i: number) => readNumber(i) * (1 + 2 ** -23) }))
    expect(error).toMatchObject({ code: 'state' })
    expect(error!.message).toMatch(/^fit: engine 'verify': at epoch 0, batch 0, the loss is [\d.]+ compiled and [\d.]+ eagerly$/)
  })

  it('when a weight differs', async () => {
    const error = await withExecutables(({ run, states }) => ({
      run() {
        const isRun = run()
        const { dtype, length } = states[1]!
        const values = wasm.read(states[1]!)
        values[length - 1]! += 0.5
        expect(dtype).toBe('float32')
        wasm.write(states[1]!, values)
        return isRun
      },
    }))
    expect(error!.message).toMatch(/^fit: engine 'verify': at epoch 0, batch 0, element 7 of dense\.bias is \S+ compiled and \S+ eagerly$/)
  })

  it("when an optimizer's memory differs, or what a metric remembers", async () => {
    for (const [index, what] of [
      [6, "element 0 of dense\\.kernel's \\w+"],
      [-1, 'element \\d of a metric'],
    ] as const) {
      const error = await withExecutables(({ run, states }) => ({
        run() {
          const isRun = run()
          // The last six are the weights before the step.
          const state = states.slice(0, -6).at(index)!
          const values = wasm.read(state)
          values[0]! += 1
          wasm.write(state, values)
          return isRun
        },
      }))
      expect(error!.message).toMatch(new RegExp(`^fit: engine 'verify': at epoch 0, batch 0, ${what} is \\S+ compiled and \\S+ eagerly$`))
    }
  })

  it('when a check fails only where it is compiled', async () => {
    const error = await withExecutables(() => ({ run: () => false }))
    expect(error!.message).toBe("fit: engine 'verify': at epoch 0, batch 0, a check failed compiled and passed eagerly")
  })
})

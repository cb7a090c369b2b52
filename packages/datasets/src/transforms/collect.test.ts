// Protects: a generator is read whole or closed, with the item named at which it went wrong; row 86.
import { GradusError } from '@gradus/kernel'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type CollectedItem, type CollectOptions, collect } from './collect.ts'

/** Samples x → x², and whether the generator was closed. */
function squares(count: number, change: (x: number) => unknown = () => undefined) {
  const state = { closed: false, given: 0 }
  async function* generate(): AsyncGenerator<CollectedItem> {
    try {
      for (let x = 0; x < count; x++) {
        state.given++
        yield ((await change(x)) as CollectedItem | undefined) ?? { inputs: [x, 1], targets: x * x }
      }
    } finally {
      state.closed = true
    }
  }
  return { items: generate(), state }
}

describe('collect', () => {
  it('reads samples', async () => {
    const data = await collect(squares(50).items, { name: 'squares', targetDType: 'int32' })
    expect([data.inputs.shape, data.targets.shape, data.name]).toEqual([[50, 2], [50], 'squares'])
    expect([data.inputs.data[98], data.targets.data[49], data.targets.dtype]).toEqual([49, 2401, 'int32'])
    expectTypeOf(data.layout).toEqualTypeOf<'samplesFirst'>()
  })

  it('reads batches of any sizes, with weights', async () => {
    function* batches() {
      yield { inputs: { data: new Float64Array([1, 2, 3, 4]), shape: [2, 2] }, targets: [5, 6], weights: [1, 2] }
      yield { inputs: [[7, 8]], targets: [9], weights: [3] }
    }
    const data = await collect(batches(), { items: 'batches' })
    expect(data.inputs).toEqual({ data: new Float64Array([1, 2, 3, 4, 7, 8]), shape: [3, 2], dtype: 'float64' })
    expect([data.targets.data, data.weights!.data]).toEqual([new Float32Array([5, 6, 9]), new Float32Array([1, 2, 3])])
  })

  it('reads plain iterables: arrays, generators, streams', async () => {
    const items = [
      { inputs: 1, targets: true, weights: 2 },
      { inputs: 3, targets: false, weights: 1 },
    ]
    const data = await collect(items as never)
    expect([data.inputs.data, data.targets.data, data.weights!.data]).toEqual([
      new Float32Array([1, 3]),
      new Float32Array([1, 0]),
      new Float32Array([2, 1]),
    ])
    const stream = new ReadableStream({
      start(controller) {
        for (const item of items) controller.enqueue(item)
        controller.close()
      },
    })
    expect(await collect(stream as never)).toEqual(data)
  })

  it('copies what it is given', async () => {
    const buffer = new Float32Array(1)
    function* reusing() {
      for (let x = 0; x < 3; x++) yield { inputs: buffer.fill(x), targets: x }
    }
    expect((await collect(reusing())).inputs.data).toEqual(new Float32Array([0, 1, 2]))
  })

  const boom = new Error('disk is gone')
  it.each<{ why: string; change: (x: number) => unknown; options?: CollectOptions; code: string; message: RegExp }>([
    { why: 'throws', change: (x) => { if (x === 500) throw boom }, code: 'state', message: /^collect: the generator failed at item 500: "disk is gone"$/ }, // biome-ignore format: a table
    {
      why: 'gives another shape',
      change: (x) => (x === 7 ? { inputs: [1], targets: 1 } : undefined),
      code: 'shape',
      message: /^collect: item 7: inputs has shape \[1\], expected \[2\] as the first sample$/,
    },
    {
      why: 'gives a row as target',
      change: (x) => (x === 7 ? { inputs: [1, 1], targets: [1] } : undefined),
      code: 'shape',
      message: /^collect: item 7: targets has shape \[1\], expected \[\] as/,
    },
    {
      why: 'gives null',
      change: (x) => (x === 3 ? 5 : undefined),
      code: 'type',
      message: /^collect: item 3 is 5, expected { inputs, targets }$/,
    },
    {
      why: 'gives text',
      change: (x) => (x === 3 ? { inputs: ['1', 2], targets: 1 } : undefined),
      code: 'type',
      message: /^collect: item 3: inputs: item \[0\] is "1"/,
    },
    {
      why: 'gives weights too late',
      change: (x) => (x === 3 ? { inputs: [1, 2], targets: 1, weights: 1 } : undefined),
      code: 'shape',
      message: /^collect: item 3 has weights, the items before have none$/,
    },
    {
      why: 'gives no weights any more',
      change: (x) => ({ inputs: [x, 2], targets: 1, ...(x < 3 && { weights: 1 }) }),
      code: 'shape',
      message: /^collect: item 3 has no weights, the items before have some$/,
    },
    {
      why: 'gives more than maxSamples',
      change: () => undefined,
      options: { maxSamples: 20 },
      code: 'range',
      message: /^collect: item 20: more than 20 samples, which is maxSamples; does the generator ever end\?$/,
    },
  ])('closes a generator that $why', async ({ change, options, code, message }) => {
    // biome-ignore format: a table
    const { items, state } = squares(1000, change)
    const error = await collect(items, options).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'GradusError', code, message: expect.stringMatching(message) })
    if (code === 'state') expect((error as Error).cause).toBe(boom)
    expect(state.closed).toBe(true)
  })

  it('names the item at which an ordinary generator throws, whatever it throws', async () => {
    function* failing() {
      yield { inputs: 1, targets: 1 }
      throw new GradusError('range', 'its own')
    }
    await expect(collect(failing())).rejects.toMatchObject({ code: 'state', message: 'collect: the generator failed at item 1: "its own"' })
    const items = { [Symbol.iterator]: () => ({ next: () => Promise.reject('text'), return: () => Promise.reject(new Error('again')) }) }
    await expect(collect(items as never)).rejects.toMatchObject({ message: 'collect: the generator failed at item 0: "text"' })
    const closing = { next: () => ({ done: false, value: 7 }), return: () => { throw new Error('again') } } // biome-ignore format: one object
    await expect(collect({ [Symbol.iterator]: () => closing } as never)).rejects.toThrow(/^collect: item 0 is 7/)
  })

  it('does not wait for a generator that never goes on', async () => {
    const never = () => squares(5, (x) => (x === 2 ? new Promise(() => undefined) : undefined)).items
    await expect(collect(never(), { timeout: 20 })).rejects.toMatchObject({
      code: 'range',
      message: 'collect: item 2 took longer than 20 ms, which is timeout',
    })
    await expect(collect(never(), { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      code: 'range',
      message: 'collect: item 2: ended by its signal',
    })
    await expect(collect(never(), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      message: 'collect: item 0: ended by its signal',
    })
  })

  it.each<{ why: string; call: () => Promise<unknown>; code: string; message: RegExp }>([
    { why: 'nothing', call: () => collect([]), code: 'range', message: /there were no items/ },
    {
      why: 'a function',
      call: () => collect(squares as never),
      code: 'type',
      message: /expected an iterable or a generator, got function squares; call it for what it gives/,
    },
    { why: 'null', call: () => collect(null as never), code: 'type', message: /expected an iterable or a generator, got null$/ },
    { why: 'text', call: () => collect('abc' as never), code: 'type', message: /got "abc"/ },
    {
      why: 'a batch without samples',
      call: () => collect([{ inputs: [], targets: [] }], { items: 'batches' }),
      code: 'shape',
      message: /item 0: inputs has shape \[0\]/,
    },
    {
      why: 'a number as batch',
      call: () => collect([{ inputs: 1, targets: 1 }], { items: 'batches' }),
      code: 'shape',
      message: /item 0: inputs has shape \[\]/,
    },
    {
      why: '2 inputs, 1 target',
      call: () => collect([{ inputs: [1, 2], targets: [1] }], { items: 'batches' }),
      code: 'shape',
      message: /item 0: 2 inputs, 1 targets/,
    },
    {
      why: 'weights of another shape',
      call: () => collect([{ inputs: [1], targets: 1, weights: [1, 2] }]),
      code: 'shape',
      message: /weights have shape \[2\], expected a number/,
    },
    {
      why: 'weights for another number of samples',
      call: () => collect([{ inputs: [1, 2], targets: [1, 2], weights: [1] }], { items: 'batches' }),
      code: 'shape',
      message: /^collect: item 0: weights have shape \[1\], expected \[2\]$/,
    },
    {
      why: 'weights that are all 0',
      call: () => collect([{ inputs: [1], targets: 1, weights: 0 }]),
      code: 'range',
      message: /weights are all 0/,
    },
    {
      why: 'an iterator that gives no results',
      call: () => collect({ [Symbol.iterator]: () => ({ next: () => 3 }) } as never),
      code: 'type',
      message: /item 0: the iterator gave 3, expected { done, value }/,
    },
    { why: 'a misspelt option', call: () => collect([], { maxSample: 1 } as never), code: 'type', message: /did you mean maxSamples/ },
    { why: 'another kind of items', call: () => collect([], { items: 'rows' as never }), code: 'type', message: /unknown items "rows"/ },
    { why: 'no signal', call: () => collect([], { signal: 5 as never }), code: 'type', message: /signal must be an AbortSignal, got 5/ },
    {
      why: 'a number as name',
      call: () => collect([], { name: 5 as never }),
      code: 'type',
      message: /name and displayName must be text, got 5/,
    },
    { why: 'a wrong dtype', call: () => collect([], { dtype: 'int' as never }), code: 'type', message: /unknown dtype "int"/ },
  ])('refuses $why', async ({ call, code, message }) => {
    // biome-ignore format: a table
    await expect(call()).rejects.toMatchObject({ name: 'GradusError', code, message: expect.stringMatching(message) })
  })
})

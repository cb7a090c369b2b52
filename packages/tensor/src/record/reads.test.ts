// Protects: a recorded step that looks at a value is refused with the line that looked, and leaves everything as it was.
import { GradusError } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { caught } from '../__tests__/op-suite.ts'
import { backend, setBackend } from '../backend.ts'
import { backward, gradients, hostNumber, multiply, sum, type Tensor, tensor, walk, zeros } from '../index.ts'
import { record } from './record.ts'

const x = { shape: [2], dtype: 'float32' } as const

describe('a value that is read while recording', () => {
  // The readers begin two lines below this one.
  const above = new Error('here')
  const readers: [name: string, read: (x: Tensor) => unknown][] = [
    ['item', (x) => sum(x).item()],
    ['toArray', (x) => x.toArray()],
    ['toTypedArray', (x) => x.toTypedArray()],
    ['read', (x) => x.read()],
    ['toJSON', (x) => JSON.stringify({ x })],
  ]
  /** The line of this file that a message names. */
  const lineIn = (message: string): number => Number(/reads\.test\.ts:(\d+):\d+/.exec(message)?.[1])
  /** The line where an error was made, told by its stack. */
  const lineOf = (error: Error): number => lineIn(error.stack!.split('\n').find((line) => line.includes('reads.test.ts'))!)

  it.each(readers)('is refused by %s, which names the line', (name, read) => {
    const error = caught(() => record(([x]) => [x!, read(x!) as Tensor], { inputs: [x] }))
    expect(error).toMatchObject({ code: 'state' })
    expect(error.message).toMatch(
      new RegExp(`^${name}: a value was read while the step was recorded at .*reads\\.test\\.ts:\\d+.*; what a step`),
    )
    const i = readers.findIndex(([other]) => other === name)
    expect(lineIn(error.message)).toBe(lineOf(above) + 2 + i)
  })

  it('is refused with the line also where stacks cannot be captured from a function on', () => {
    const { captureStackTrace } = Error
    Reflect.deleteProperty(Error, 'captureStackTrace')
    try {
      const messages = readers.map(([, read]) => caught(() => record(([x]) => [read(x!) as Tensor], { inputs: [x] })).message)
      const first = lineIn(messages[0]!)
      expect(messages.map((message) => lineIn(message) - first)).toEqual([0, 1, 2, 3, 4])
    } finally {
      Error.captureStackTrace = captureStackTrace
    }
  })

  it('can be printed, without its elements', () => {
    let text = ''
    record(
      ([x]) => {
        text = `${x}`
        return []
      },
      { inputs: [x] },
    )
    expect(text).toBe('Tensor([2], float32, being recorded)')
  })

  it('is refused later, too, for a tensor that was kept', () => {
    let kept: Tensor | undefined
    record(
      ([x]) => {
        kept = multiply(x!, 2)
        return []
      },
      { inputs: [x] },
    )
    expect(() => kept!.toArray()).toThrow(/recorded/)
  })
})

describe('a callback that fails', () => {
  it('leaves states, their gradients, and the backend as they were', () => {
    const w = tensor([1, 2], { requiresGradient: true })
    backward(sum(multiply(w, w)))
    const { gradient } = w
    const { layout, buffer, backend: home, assignedAt } = w
    const cause = new Error('mine')
    const outside = backend()
    const failing = () =>
      record(
        () => {
          backward(sum(multiply(w, 3)))
          w.assign(multiply(w, 5))
          throw cause
        },
        { states: [w] },
      )
    expect(failing).toThrow(cause)
    expect(w).toMatchObject({ layout, buffer, backend: home, assignedAt })
    expect(w.gradient).toBe(gradient)
    expect(w.toArray()).toEqual([1, 2])
    expect(backend()).toBe(outside)
    expect(record(() => [tensor(1)]).outputs).toHaveLength(1)
  })
})

describe('record refuses', () => {
  const w = tensor([1, 2], { requiresGradient: true })
  const rows: [name: string, action: () => unknown, code: string, message: RegExp][] = [
    [
      'a step within a step',
      () => record(() => [record(() => []) as never]),
      'state',
      /^record: already recording; a recorded step cannot/,
    ],
    ['a step within a walk', () => walk(() => record(() => []) as never), 'state', /^record: a step that is walked cannot record/],
    ['a promise', () => record((async () => []) as never), 'state', /^record: the callback returned a promise; it must be synchronous/],
    ['a change of the backend', () => record(() => [setBackend(backend()) as never]), 'state', /^setBackend: a step is being recorded/],
    ['a state that is given twice', () => record(() => [], { states: [w, w] }), 'state', /^record: states\[1\] is given twice/],
    [
      'a state that was computed',
      () => record(() => [], { states: [multiply(w, 2)] }),
      'state',
      /^record: states\[0\] is the result of multiply; a state is a tensor that was made/,
    ],
    ['a state that is none', () => record(() => [], { states: [1 as never] }), 'type', /^record: states\[0\] must be a tensor, got 1/],
    ['states that are no list', () => record(() => [], { states: w as never }), 'type', /^record: states must be an array, got/],
    ['inputs that are no list', () => record(() => [], { inputs: x as never }), 'type', /^record: inputs must be an array, got/],
    ['a result that is no list', () => record(() => w as never), 'type', /^record: the step must give a list of tensors, got/],
    ['a result that is no tensor', () => record(() => [1 as never]), 'type', /^record: result 0 must be a tensor, got 1/],
    ['no function', () => record(3 as never), 'type', /^record: expected a function, got 3/],
    [
      'an assignment to a tensor that is no state',
      () => record(() => [w.assign(zeros([2])) as never]),
      'state',
      /^assign: a recorded step cannot assign to a tensor of shape \[2\] that is not among its states/,
    ],
    [
      'to fill the gradient of a tensor that is no state',
      () => record(() => [backward(sum(multiply(w, w))) as never]),
      'state',
      /^backward: a recorded step cannot fill the gradient of a tensor of shape \[2\] that is not among its states; use gradients/,
    ],
    ['a number that is none', () => hostNumber(3 as never, 'float32'), 'type', /^hostNumber: expected a function, got 3/],
  ]

  it.each(rows)('%s', (_, action, code, message) => {
    const error = caught(action)
    expect(error).toBeInstanceOf(GradusError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(w.toArray()).toEqual([1, 2])
    expect(w.gradient).toBeUndefined()
    // Nothing of it is left: the next step can be recorded, walked and run.
    expect(record(() => [multiply(w, 2)]).program.steps).toHaveLength(1)
    expect(multiply(w, 2).toArray()).toEqual([2, 4])
  })

  it('states of two backends', () => {
    const here = tensor([1])
    const outside = backend()
    setBackend({ ...outside, name: 'other' })
    const there = tensor([1])
    setBackend(outside)
    expect(() => record(() => [], { states: [here, there] })).toThrow(/states\[0\] lives on backend wasm, states\[1\] on other/)
  })
})

it('gradients of tensors that are no states can be taken', () => {
  const w = tensor([3], { requiresGradient: true })
  const { program } = record(() => gradients(sum(multiply(w, w)), [w]))
  expect(program.outputs).toHaveLength(1)
  expect(w.gradient).toBeUndefined()
})

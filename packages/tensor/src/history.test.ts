import { expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { tensor } from './creation/tensor.ts'
import { inScope, noGradient } from './history.ts'
import { multiply } from './ops/multiply.ts'
import { walk } from './walk.ts'

const x = tensor([1], { requiresGradient: true })
const remembers = () => multiply(x, 2).requiresGradient
const failing = () => {
  throw new Error('on purpose')
}

it('noGradient gives what its callback gives, and ends with it', () => {
  expect(noGradient(() => [remembers(), 7])).toEqual([false, 7])
  expect(remembers()).toBe(true)
})

it('noGradient nests', () => {
  noGradient(() => {
    noGradient(() => undefined)
    expect(remembers()).toBe(false)
  })
  expect(remembers()).toBe(true)
})

it('an exception ends the mode too', () => {
  expect(() => noGradient(failing)).toThrow('on purpose')
  expect(remembers()).toBe(true)
  expect(() => inScope('dense', failing)).toThrow('on purpose')
  expect(() => walk(failing)).toThrow('on purpose')
  const { nodes } = walk(() => multiply(x, 2))
  expect(nodes.map(({ scope }) => scope)).toEqual([''])
})

it('scopes nest', () => {
  const { nodes } = walk(() => inScope('encoder', () => inScope('dense_1', () => multiply(multiply(x, 2), 3))))
  expect(nodes.map(({ scope }) => scope)).toEqual(['encoder.dense_1', 'encoder.dense_1'])
})

it('a promise that is refused may fail: the error of the refusal is the only one', async () => {
  const lost: unknown[] = []
  const onLost = (reason: unknown) => void lost.push(reason)
  process.on('unhandledRejection', onLost)
  caught(() =>
    noGradient(async () => {
      throw new Error('on purpose')
    }),
  )
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off('unhandledRejection', onLost)
  expect(lost).toEqual([])
})

it.each([undefined, null, '', 3, Symbol('dense')])('inScope refuses %s for a name', (name) => {
  expect(caught(() => inScope(name as never, () => x)).message).toMatch(/^inScope: name must be a text that is not empty, got /)
})

it.each([
  ['noGradient', noGradient],
  ['walk', walk],
  ['inScope', (callback: () => unknown) => inScope('dense', callback)],
] as const)('%s refuses a promise and what is no function', (name, run) => {
  const refuse = (callback: unknown) => caught(() => (run as (callback: unknown) => unknown)(callback))
  const promise = refuse(async () => x)
  expect([promise.code, promise.message]).toEqual([
    'state',
    `${name}: the callback returned a promise; it must be synchronous, because what runs after an await would run outside of ${name}`,
  ])
  expect(refuse(3).message).toBe(`${name}: expected a function, got 3`)
  expect(refuse(undefined).code).toBe('type')
  expect(remembers()).toBe(true)
})

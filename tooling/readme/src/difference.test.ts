import { expect, it } from 'vitest'
import { difference } from './difference.ts'
import { timeless } from './timeless.ts'

it('shows the lines that differ, between those that are the same', () => {
  expect(difference('a\nb\nc\nd', 'a\nx\ny\nc\nd')).toBe('  a\n- b\n+ x\n+ y\n  c')
  expect(difference('a\na', 'a')).toBe('  a\n- a')
  expect(difference('', 'x')).toBe('- \n+ x')
  expect(difference('a', 'a')).toBeUndefined()
})

it('times do not count, nor the columns they take', () => {
  const race = (time: string, head: string) => ` optimizer │ ${head}\n adam │ ${time}\nTime of training: ${time.trim().replace('ms', 's')}`
  expect(timeless(race('27 ms', 'time'))).toBe(timeless(race('127 ms', '  time')))
  expect(timeless('loss 27')).not.toBe(timeless('loss 28'))
})

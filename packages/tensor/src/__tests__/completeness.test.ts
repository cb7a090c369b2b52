/// <reference types="vite/types/importMeta.d.ts" />
import { expect, it } from 'vitest'
import * as exported from '../index.ts'

const modules = import.meta.glob<Record<string, unknown>>(['../ops/*.ts', '!../ops/*.test.ts', '!../ops/*.test-d.ts'], { eager: true })
const tests = import.meta.glob<string>('../ops/*.test.ts', { eager: true, query: '?raw', import: 'default' })

const ops = Object.entries(exported)
  .filter(([, value]) => typeof value === 'function' && Object.values(modules).some((module) => Object.values(module).includes(value)))
  .map(([name]) => name)

it('finds the operations', () => {
  expect(ops).toContain('add')
  expect(ops).not.toContain('noGradient')
})

it.each(ops)('%s has a record in the op suite', (name) => {
  const call = new RegExp(`^testOp\\(\\s*'${name}',\\s*${name},`, 'm')
  expect(Object.values(tests).some((source) => call.test(source))).toBe(true)
})

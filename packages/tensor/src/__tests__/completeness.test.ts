/// <reference types="vite/types/importMeta.d.ts" />
import { expect, it } from 'vitest'
import * as exported from '../index.ts'

// Loaded after the index: Vitest cannot enter the circle of Tensor and its operations at any place.
const loaders = import.meta.glob<Record<string, unknown>>(['../ops/*.ts', '!../ops/*.test.ts', '!../ops/*.test-d.ts'])
const modules = await Promise.all(Object.values(loaders).map((load) => load()))
const tests = import.meta.glob<string>('../ops/*.test.ts', { eager: true, query: '?raw', import: 'default' })

const ops = Object.entries(exported)
  .filter(([, value]) => typeof value === 'function' && modules.some((module) => Object.values(module).includes(value)))
  .map(([name]) => name)

it('finds the operations', () => {
  expect(ops).toContain('add')
  expect(ops).not.toContain('noGradient')
})

it.each(ops)('%s has a record in the op suite', (name) => {
  const call = new RegExp(`^testOp\\(\\s*'${name}',\\s*${name},`, 'm')
  expect(Object.values(tests).some((source) => call.test(source))).toBe(true)
})

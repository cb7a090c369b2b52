// Protects: the store asks the real machine rightly: whether a process is still there, and for pauses that are pauses.
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { thisHost } from './host.ts'

describe('this machine', () => {
  const host = thisHost()

  it('knows which processes run', () => {
    expect(host.isRunning(process.pid)).toBe(true)
    const { pid } = spawnSync(process.execPath, ['--version'])
    expect(host.isRunning(pid)).toBe(false)
  })

  it('waits', async () => {
    const start = performance.now()
    await host.wait(20)
    // Timers count whole milliseconds.
    expect(performance.now() - start).toBeGreaterThan(18)
  })

  it('gives every call digits of its own', () => {
    const digits = Array.from({ length: 100 }, () => host.unique())
    expect(new Set(digits).size).toBe(100)
    for (const each of digits) expect(each).toMatch(/^[0-9a-f]{12}$/)
  })

  it('says when this process began', () => {
    expect(Math.abs(host.now() - host.startedAt - process.uptime() * 1000)).toBeLessThan(1000)
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

/** Starts the command line as a user does. */
function start(...args: string[]) {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawn(process.execPath, ['--conditions=@gradus/source', '--import', 'tsx', main, ...args], {
    env,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  })
}

async function exitCode(...args: string[]): Promise<number | null> {
  const child = start(...args)
  child.stdout.resume()
  child.stderr.resume()
  const [code] = await once(child, 'close')
  return code
}

describe('exit codes', () => {
  it.each([
    ['xor --quiet', 0],
    ['xor --quiet --epochs 2', 1],
    ['xor --nonsense', 2],
    ['xor --quiet --learning-rate 1e30', 3],
  ])('%s: %i', async (line, code) => {
    expect(await exitCode(...line.split(' '))).toBe(code)
  })

  it.each(['xor --epochs 1000000', 'xor --scratch --iterations 1000000'])('130 after Ctrl+C, with what was reached: %s', async (line) => {
    const child = start(...line.split(' '), '--ndjson')
    let stdout = ''
    child.stdout.on('data', (text: Buffer) => {
      if (stdout === '') child.kill('SIGINT')
      stdout += text
    })
    const [code, signal] = await once(child, 'close')
    const events = stdout.trimEnd().split('\n')
    const end = JSON.parse(events.at(-1)!)
    expect([code, signal]).toEqual([130, null])
    expect(end).toMatchObject({ event: 'end', outcome: 'interrupted', epochs: events.length - 1 })
  })
})

it('130 after Ctrl+C while seeds are tried, with what was reached', async () => {
  const child = start('odds', 'xor', '--net', 'article', '--runs', '5000')
  let stdout = ''
  child.stdout.on('data', (text: Buffer) => {
    stdout += text
  })
  // The first line of progress comes after a tenth of the runs.
  child.stderr.once('data', () => child.kill('SIGINT'))
  const [code, signal] = await once(child, 'close')
  expect([code, signal]).toEqual([130, null])
  expect(stdout).toContain('Interrupted')
})

it('goes quietly when its reader has seen enough', async () => {
  const child = start('xor', '--epochs', '100000', '--ndjson')
  let stderr = ''
  child.stderr.on('data', (text: Buffer) => {
    stderr += text
  })
  child.stdout.once('data', () => child.stdout.destroy())
  const [code] = await once(child, 'close')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readMnistFolder } from '@gradus/datasets/node'
import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { callMnist, digitsFolder, plain, short } from './__fixtures__/digits-folder.ts'
import { mnistExperiment } from './experiments/mnist.ts'
import { tellMnist } from './output/mnist-report.ts'
import { createTerminal } from './output/terminal.ts'

const folder = digitsFolder()
const mnist = (digits: string, ...flags: string[]) => callMnist(folder, digits, ...flags)

describe('a checkpoint', () => {
  const long = ['--hidden', '8', '--epochs', '40', '--batch-size', '20', '--validation-split', '0.2', '--patience', '30']
  const clean = ({ durationMs, resumedAt, ...report }: Record<string, unknown>) => report

  it('lets a run that was killed go on with the same command, to the same end', async () => {
    const checkpoint = join(folder, 'kept')
    const through = JSON.parse((await mnist('digits', ...long, '--json')).stdout)
    const args = ['mnist', '--data', join(folder, 'digits'), ...long, '--checkpoint', checkpoint, '--json']
    const main = fileURLToPath(new URL('main.ts', import.meta.url))
    const child = spawn(process.execPath, ['--conditions=@gradus/source', '--import', 'tsx', main, ...args], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: 'ignore',
    })
    const closed = once(child, 'close')
    while (!existsSync(join(checkpoint, 'mnist.safetensors')) && child.exitCode === null) await setTimeout(2)
    child.kill('SIGKILL')
    await closed
    const resumed = JSON.parse((await call(...args)).stdout)
    expect(resumed.resumedAt).toBeGreaterThan(0)
    expect(clean(resumed)).toEqual(clean(through))
    // What is over is told again, without training.
    const again = JSON.parse((await call(...args)).stdout)
    expect(clean(again)).toEqual(clean(through))
    const text = await call(...args.filter((arg) => arg !== '--json'))
    expect(text.stdout).toMatch(/Went on from the checkpoint, after epoch \d+\n/)
    expect(text.stdout).not.toMatch(/Reproduce: .*--checkpoint/)
  })

  it('of another training is refused, with what differs', async () => {
    const checkpoint = join(folder, 'other')
    await mnist('digits', ...short, '--checkpoint', checkpoint)
    const { exitCode, stdout, stderr } = await mnist('digits', ...short, '--dropout', '0.5', '--seed', '9', '--checkpoint', checkpoint)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/--checkpoint folder\/other has another training: dropout 0, not 0\.5; seed 7, not 9\. Choose another folder/)
  })

  it('that is damaged, or no folder, is told', async () => {
    const checkpoint = join(folder, 'damaged-checkpoint')
    await mnist('digits', ...short, '--checkpoint', checkpoint)
    writeFileSync(join(checkpoint, 'mnist.safetensors'), new Uint8Array(50))
    const damaged = await mnist('digits', ...short, '--quiet', '--checkpoint', checkpoint)
    expect({ exitCode: damaged.exitCode, stdout: damaged.stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(damaged.stderr).toMatch(/--checkpoint: .*mnist\.safetensors/)
    writeFileSync(join(folder, 'file'), '')
    const file = await mnist('digits', ...short, '--checkpoint', join(folder, 'file'))
    expect({ exitCode: file.exitCode, stderr: file.stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/--checkpoint cannot use folder\/file: EEXIST/),
    })
  })

  it('says how to go on after an interruption', async () => {
    const digits = await readMnistFolder(join(folder, 'digits'))
    const settings = {
      net: 'dense',
      hidden: [8],
      epochs: 50,
      batchSize: 10,
      optimizer: 'adam',
      learningRate: 0.01,
      seed: 1,
      ...plain,
    } as const
    const interruption = new AbortController()
    const run = await mnistExperiment(digits, settings).run(({ batch }) => {
      if (batch === 50) interruption.abort()
    }, interruption.signal)
    const lines: string[] = []
    const keep = (line = ''): void => void lines.push(line)
    const terminal = { ...createTerminal({ color: false }), print: keep, tell: keep }
    tellMnist(terminal, run, { quiet: false, files: [], checkpoint: 'kept', reproduce: 'mnist' })
    expect(lines).toContain('To go on, say the same again: 2 epochs are in kept')
    expect(lines.find((line) => line.startsWith('■ Interrupted after 50 batches: '))).toBeDefined()
  })
})

import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { readMnistFolder } from '@gradus/datasets/node'
import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { callMnist, digitsFolder, plain, short } from './__fixtures__/digits-folder.ts'
import { mnistExperiment } from './experiments/mnist.ts'
import { tellMnist } from './output/mnist-report.ts'
import { createTerminal } from './output/terminal.ts'

const folder = digitsFolder()
const mnist = (digits: string, ...flags: string[]) => callMnist(folder, digits, ...flags)

describe('mnist', () => {
  it('learns to read digits, and shows how', async () => {
    const { exitCode, stdout, stderr } = await mnist('digits', ...short)
    expect({ exitCode, stdout }).toMatchSnapshot()
    expect(stderr.split('\n')).toHaveLength(11)
    expect(stderr).toMatch(/^batch {2}6\/60 {2}loss \d\.\d{4}\n/)
  })

  it('shows which digits are taken for which', async () => {
    const { stdout } = await mnist('swapped', ...short, '--json')
    const { test, samples } = JSON.parse(stdout)
    expect(samples).toEqual({ train: 200, validation: 0, test: 50 })
    expect(test.accuracy).toBeCloseTo(47 / 50, 6)
    // The images of 0, 1 and 2 whose labels say 1, 2 and 3.
    for (const digit of [1, 2, 3]) expect(test.confusion[digit][digit - 1]).toBe(1)
    expect(test.confusion.flat().reduce((a: number, b: number) => a + b)).toBe(50)
    const text = (await mnist('swapped', ...short)).stdout
    expect(text).toMatch(/Most often taken for another:\n 1 for 0: 1 of 5\n 2 for 1: 1 of 5\n 3 for 2: 1 of 6\n\n/)
    expect(text).toMatch(/✓ 94\.00 % of 50 digits/)
  })

  it.each([['dense'], ['cnn']])('%s: has everything as JSON, the same each time but for the duration', async (net) => {
    const args = ['digits', '--net', net, '--samples', '100', '--batch-size', '10', '--epochs', '2', '--seed', '3', '--json'] as const
    const { exitCode, stdout, stderr } = await mnist(...args)
    const { durationMs, ...report } = JSON.parse(stdout)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(report).toEqual({
      schemaVersion: 1,
      experiment: 'mnist',
      config: expect.objectContaining({ net, epochs: 2, batchSize: 10, optimizer: 'adam', schedule: 'one-cycle', samples: 100 }),
      seed: 3,
      samples: { train: 100, validation: 0, test: 50 },
      layers: expect.any(Array),
      parameterCount: net === 'cnn' ? 16 * 10 + 32 * 145 + 10 * 801 : 128 * 785 + 64 * 129 + 10 * 65,
      history: {
        loss: [expect.any(Number), expect.any(Number)],
        accuracy: expect.any(Array),
        batchLoss: expect.any(Array),
        validation: { of: 'test', loss: [expect.any(Number), expect.any(Number)], accuracy: expect.any(Array) },
      },
      test: { loss: expect.any(Number), accuracy: expect.any(Number), confusion: expect.any(Array) },
      outcome: 'finished',
      stoppedEarly: false,
      resumedAt: null,
      files: [],
    })
    expect(report.history.batchLoss).toHaveLength(20)
    const { durationMs: _, ...again } = JSON.parse((await mnist(...args)).stdout)
    expect(again).toEqual(report)
  })

  it('draws its losses, and what each digit was taken for', async () => {
    const [loss, confusion] = [join(folder, 'loss.svg'), join(folder, 'confusion.svg')]
    const { stdout } = await mnist('swapped', ...short, '--plot', loss, '--confusion', confusion)
    expect(stdout).toContain('Picture: folder/loss.svg\nPicture: folder/confusion.svg\n')
    expect(readFileSync(loss, 'utf8')).toMatch(/^<svg [\s\S]*MNIST[\s\S]*training loss[\s\S]*test loss[\s\S]*<\/svg>\s*$/)
    expect(readFileSync(confusion, 'utf8')).toMatch(/^<svg [\s\S]*47 of 50 are right[\s\S]*2 taken for 1: 1 of 5[\s\S]*<\/svg>\s*$/)
    symlinkSync(join(folder, 'nowhere', 'x.svg'), join(folder, 'link.svg'))
    const late = await mnist('swapped', ...short, '--confusion', join(folder, 'link.svg'))
    expect({ exitCode: late.exitCode, stderr: late.stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/error: --confusion cannot write folder\/link\.svg: ENOENT/),
    })
    expect(late.stdout).toContain('94.00 % of 50 digits')
  })

  it('keeps digits for validation, and stops when their loss has stopped falling', async () => {
    const flags = ['--validation-split', '0.25', '--patience', '2', '--hidden', '8', '--epochs', '200', '--batch-size', '10']
    const { stdout } = await mnist('digits', ...flags, '--learning-rate', '0.02', '--schedule', 'plateau', '--json')
    const { samples, history, stoppedEarly, config } = JSON.parse(stdout)
    expect(samples).toEqual({ train: 150, validation: 50, test: 50 })
    expect(config).toMatchObject({ schedule: 'plateau', validationSplit: 0.25, patience: 2 })
    const { of, loss } = history.validation
    expect({ of, stoppedEarly }).toEqual({ of: 'validation', stoppedEarly: true })
    // The best is followed by exactly as many epochs as it was patient.
    expect(loss.indexOf(Math.min(...loss))).toBe(loss.length - 3)
    const text = (await mnist('digits', ...flags, '--learning-rate', '0.02')).stdout
    expect(text).toContain('150 digits to train on, 50 kept for validation, 50 to test on\n')
  })

  it('refuses to keep so few digits for validation that there are none', async () => {
    const { exitCode, stderr } = await mnist('digits', '--samples', '5', '--validation-split', '0.01')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--validation-split: validation would be empty: 5 samples/)
  })

  it.each(['one-cycle', 'cosine', 'constant'])('learns with a rate that is %s', async (schedule) => {
    const { exitCode, stdout } = await mnist('digits', ...short, '--schedule', schedule, '--json')
    expect({ exitCode, accuracy: JSON.parse(stdout).test.accuracy }).toEqual({ exitCode: 0, accuracy: 1 })
  })

  it('says no more than the accuracy when it is to be quiet', async () => {
    expect(await mnist('digits', ...short, '--quiet')).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^✓ \d+\.\d\d % of 50 digits .* read right \(loss .*\)\n$/),
      stderr: '',
    })
  })

  it('tells of a loss that is no number', async () => {
    const { exitCode, stdout } = await mnist('digits', '--optimizer', 'sgd', '--learning-rate', '1e30', '--epochs', '2')
    expect(exitCode).toBe(3)
    expect(stdout).toMatch(/✗ Diverged in batch \d+: the steps are too large/)
  })

  it('ends when it is told to, with what was reached', async () => {
    const interruption = new AbortController()
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
    const { outcome, history, test } = await mnistExperiment(digits, settings).run(({ batch }) => {
      if (batch === 30) interruption.abort()
    }, interruption.signal)
    expect(outcome).toBe('interrupted')
    expect(history.batchLoss).toHaveLength(30)
    expect(test.accuracy).toBeGreaterThan(0)
  })

  it('can be told everything, and says how to do it again', async () => {
    const flags =
      '--hidden 12,8 --dropout 0.2 --epochs 1 --batch-size 64 --optimizer momentum --learning-rate 0.1 --schedule cosine --validation-split 0.5 --patience 3 --samples 128 --seed 5'
    const { stdout } = await call('mnist', ...flags.split(' '), '--data', join(folder, 'digits'))
    expect(stdout).toContain('MNIST · 784-12-8-10 relu · momentum 0.1 cosine · dropout 0.2 · batches of 64 · seed 5\n')
    expect(stdout).toContain(`Reproduce: gradus-demo mnist ${flags.replace(' --seed 5', '')} --data ${join(folder, 'digits')} --seed 5\n`)
  })

  it('has no control characters in files, and no others but ASCII on request', async () => {
    for (const more of [[], ['--ascii']]) {
      const { stdout, stderr } = await mnist('digits', ...short, ...more)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout + stderr).toMatch(more.length > 0 ? /^[\n -~]*$/ : /^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
    }
  })
})

it('fits in 80 columns, also with four digits in each column', () => {
  const lines: string[] = []
  const keep = (line = ''): void => void lines.push(...line.split('\n'))
  const terminal = { ...createTerminal({ color: false }), print: keep, tell: () => undefined }
  const confusion = Array.from({ length: 10 }, () => Array<number>(10).fill(1135))
  const history = { loss: [0.1], accuracy: [1], batchLoss: [2, 1], validation: { of: 'validation', loss: [0.1], accuracy: [1] } } as const
  const samples = { train: 60_000, validation: 0, test: 10_000 }
  const run = { outcome: 'finished', stoppedEarly: true, layers: [], samples, history, resumedAt: 3, durationMs: 1 } as const
  tellMnist(terminal, { ...run, test: { loss: 1, accuracy: 0.1, confusion } } as never, { quiet: false, files: [], reproduce: 'mnist' })
  for (const line of lines) if (!line.startsWith('Stopped')) expect(line.length, line).toBeLessThanOrEqual(80)
})

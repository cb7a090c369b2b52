import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { optimizerNames } from './experiments/names.ts'

/** Times differ from run to run. */
function timeless(stdout: string): string {
  return stdout
    .replace(/│ +\d+ ms/g, '│ N ms')
    .replace('│  time', '│ time')
    .replace('│   time', '│ time')
}

async function json(...args: string[]) {
  return JSON.parse((await call('race', ...args, '--json')).stdout)
}

describe('race', () => {
  it('shows all curves in one frame, and who is first', async () => {
    const { exitCode, stdout, stderr } = await call('race', 'xor', '--epochs', '300')
    expect({ exitCode, stdout: timeless(stdout) }).toMatchSnapshot()
    expect(stderr).toBe('optimizer 1/3  sgd\noptimizer 2/3  momentum\noptimizer 3/3  adam\n')
  })

  it('begins with the same weights and sees the same rows in the same order', async () => {
    for (const more of [[], ['--batch-size', '1']]) {
      const { lanes } = await json('xor', '--optimizers', optimizerNames.join(','), '--learning-rate', '1e-12', '--epochs', '3', ...more)
      expect(lanes).toHaveLength(optimizerNames.length)
      // Steps of nearly nothing: whoever takes them measures the same.
      for (const { history } of lanes) {
        for (const [i, loss] of history.loss.entries()) expect(Math.abs(loss - lanes[0].history.loss[i])).toBeLessThan(1e-6)
      }
    }
    const { lanes } = await json('xor', '--optimizers', 'sgd:0.1,sgd:0.10', '--epochs', '20', '--batch-size', '1')
    expect(lanes[0].history).toEqual(lanes[1].history)
  })

  it('has the bits of the run of a gate', async () => {
    const { lanes } = await json('and', '--epochs', '40', '--seed', '3')
    for (const { optimizer, history } of lanes) {
      const single = JSON.parse((await call('and', '--optimizer', optimizer, '--epochs', '40', '--seed', '3', '--json')).stdout)
      expect(history.loss).toEqual(single.history.loss)
    }
  })

  it('has everything as JSON, the same each time but for the durations', async () => {
    const args = ['xor', '--epochs', '60', '--hidden', '3', '--activation', 'tanh', '--optimizers', 'sgd:1,adam:0.1']
    const clean = ({ lanes, ...rest }: { lanes: { durationMs: number }[] }) => ({
      ...rest,
      lanes: lanes.map((lane) => ({ ...lane, durationMs: 0 })),
    })
    const report = await json(...args)
    expect(report).toEqual({
      schemaVersion: 1,
      experiment: 'race',
      gate: 'xor',
      config: { hidden: [3], activation: 'tanh', bias: true, epochs: 60, batchSize: 4, seed: 7 },
      lanes: [
        expect.objectContaining({ optimizer: 'sgd', learningRate: 1, right: expect.any(Number), durationMs: expect.any(Number) }),
        expect.objectContaining({ optimizer: 'adam', learningRate: 0.1, finalLoss: expect.any(Number) }),
      ],
      ranking: [1, 0],
      interrupted: false,
      files: [],
    })
    for (const { history } of report.lanes) expect(history.loss).toHaveLength(60)
    expect(clean(await json(...args))).toEqual(clean(report))
  })

  it('answers with whether any, none or only divergence', async () => {
    expect((await call('race', 'xor', '--quiet')).exitCode).toBe(0)
    expect(await call('race', 'xor', '--epochs', '2', '--quiet')).toEqual({
      exitCode: 1,
      stdout: '✗ No optimizer solves it in 2 epochs\n',
      stderr: '',
    })
    const diverged = await call('race', 'xor', '--optimizers', 'adam:1e30')
    expect(diverged.exitCode).toBe(3)
    expect(diverged.stdout).toContain('diverged')
  })

  it('can be told everything, and says how to do it again', async () => {
    const flags =
      '--optimizers sgd:0.5,adam --learning-rate 0.05 --hidden none --activation tanh --no-bias --epochs 5 --batch-size 2 --seed 3'
    const { stdout } = await call('race', 'or', ...flags.split(' '), '--scale', 'log')
    expect(stdout).toContain('OR: race of optimizers · 2-1 tanh without bias · 5 epochs · batches of 2 · seed 3\n')
    expect(stdout).toContain(`Reproduce: gradus-demo race or ${flags}\n`)
  })

  it('draws its losses, and does not lose them with a plot that cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradus-'))
    try {
      const file = join(folder, 'race.svg')
      const { stdout } = await call('race', 'not', '--epochs', '9', '--plot', file, '--scale', 'log')
      expect(stdout).toContain(`Loss curves: ${file}\n`)
      expect(readFileSync(file, 'utf8')).toMatch(/^<svg [\s\S]*NOT[\s\S]*momentum 0\.01[\s\S]*<\/svg>\s*$/)
      symlinkSync(join(folder, 'nowhere', 'loss.svg'), join(folder, 'link.svg'))
      const late = await call('race', 'not', '--epochs', '9', '--plot', join(folder, 'link.svg'))
      expect(late.exitCode).toBe(2)
      expect(late.stdout).toContain('optimizer')
      expect(late.stderr).toMatch(/cannot write .*link\.svg: ENOENT/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('has no control characters in files, and no others but ASCII on request', async () => {
    for (const more of [[], ['--ascii']]) {
      const { stdout, stderr } = await call('race', 'not', '--epochs', '20', ...more)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout + stderr).toMatch(more.length > 0 ? /^[\n -~]*$/ : /^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
    }
  })
})

describe('bad usage ends with a sentence and exit code 2', () => {
  it.each([
    ['race', /missing required argument 'gate'/],
    ['race xro', /Did you mean xor\?/],
    ['race xor --optimizers sgd,adm', /Did you mean adam\?/],
    ['race xor --optimizers sgd:0', /a number above 0/],
    ['race xor --optimizers sgd:1:2', /name:learning rate, such as sgd:0\.5/],
    ['race xor --optimizers sgd,adam,sgd', /sgd is there twice/],
    [`race xor --optimizers ${Array.from({ length: 27 }, (_, i) => `sgd:${i + 1}`)}`, /At most 26/],
    ['race xor --batch-size 5', /whole number from 1 to 4/],
    ['race not --batch-size 3', /--batch-size is 3, but NOT has 2 rows/],
    ['race xor --scale lgo', /Did you mean log\?/],
    ['race xor --plot race.png', /SVG, whose name ends in \.svg/],
    ['race xor --hidden x', /neurons of each layer/],
    ['race xor --runs 3', /unknown option '--runs'/],
  ])('%s', async (line, sentence) => {
    const { exitCode, stdout, stderr } = await call(...line.split(' '))
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\(see gradus-demo.* --help\)\n$/)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })
})

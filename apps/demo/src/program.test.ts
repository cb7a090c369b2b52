import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { gateNames } from './experiments/names.ts'

describe('help', () => {
  it('tells what there is', async () => {
    expect(await call('--help')).toMatchSnapshot()
    expect(await call('list')).toMatchSnapshot()
  })

  it.each(['dot', 'list', 'and'])('of %s', async (command) => {
    expect(await call(command, '--help')).toMatchSnapshot()
  })

  it.each(gateNames)('of %s has examples', async (command) => {
    expect((await call(command, '--help')).stdout).toMatch(new RegExp(`Examples:\n {2}gradus-demo ${command}\n`))
  })

  it('has a version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(await call('--version')).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('dot', () => {
  it('shows the sums', async () => {
    expect(await call('dot')).toMatchSnapshot()
  })

  it('has the article’s outputs as JSON', async () => {
    const { stdout, exitCode } = await call('dot', '--json')
    const { outputs, ...rest } = JSON.parse(stdout)
    for (const [i, expected] of [4.8, 1.21, 2.385].entries()) expect(Math.abs(outputs[i] - expected)).toBeLessThan(1e-12)
    expect(rest).toMatchObject({ schemaVersion: 1, experiment: 'dot', config: { inputs: [1, 2, 3, 2.5] }, durationMs: expect.any(Number) })
    expect(exitCode).toBe(0)
  })

  it('prints only the outputs when it is to be quiet', async () => {
    expect((await call('dot', '--quiet')).stdout).toBe('[4.8, 1.21, 2.385]\n')
  })
})

describe('a gate', () => {
  it('is learnt from layers', async () => {
    const { exitCode, stdout, stderr } = await call('xor')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('XOR · 2-10-10-1 · adam 0.001 · binary cross-entropy · seed 7\n')
    expect(stdout).toContain('Total 151 · trainable 151\n')
    expect(stdout).toMatch(/ a b │ target │ predicted │ rounded\n 0 0 │ {3}0 {4}│ {2}0\.0\d{3} {3}│ 0 {2}✓\n/)
    expect(stdout).toMatch(/✓ Solved 4\/4 \(first all-correct: epoch \d+\)\nReproduce: gradus-demo xor --seed 7\n$/)
    expect(stderr.split('\n')).toHaveLength(11)
    expect(stderr).toMatch(/^epoch {2}100\/1000 {2}loss 0\.\d{4} {2}accuracy \d\.\d\d\n/)
  })

  it('is learnt from scratch', async () => {
    const { exitCode, stdout } = await call('and', '--scratch')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('AND from scratch · 2-2-1 without bias · gradient descent 0.1 · binary cross-entropy · seed 42\n')
    expect(stdout).toMatch(
      /✗ Not solved: 3\/4 rows are right after 10000 iterations\n.*σ\(0\) = ½.*--bias\.\nReproduce: gradus-demo and --scratch --seed 42\n$/,
    )
  })

  it('has no control characters in files, and no others but ASCII on request', async () => {
    for (const args of [
      ['not', '--epochs', '20'],
      ['not', '--epochs', '20', '--ascii'],
      ['not', '--scratch', '--ascii'],
    ]) {
      const { stdout, stderr } = await call(...args)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout + stderr).toMatch(args.includes('--ascii') ? /^[\n -~]*$/ : /^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
    }
  })

  it('says no more than the verdict when it is to be quiet', async () => {
    expect(await call('not', '--quiet')).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^✓ Solved 2\/2 .*\n$/), stderr: '' })
  })

  it('draws its loss', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradus-'))
    const file = join(folder, 'loss.svg')
    try {
      for (const args of [
        ['not', '--epochs', '9'],
        ['not', '--scratch', '--iterations', '9'],
      ]) {
        const { files } = JSON.parse((await call(...args, '--plot', file, '--json')).stdout)
        expect(files).toEqual([file])
        expect(readFileSync(file, 'utf8')).toMatch(/^<svg [\s\S]*NOT[\s\S]*<\/svg>\s*$/)
        rmSync(file)
      }
      expect((await call('not', '--epochs', '9', '--plot', file)).stdout).toContain(`Loss curve: ${file}\n`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('does not lose the run with a plot that cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradus-'))
    try {
      symlinkSync(join(folder, 'nowhere', 'loss.svg'), join(folder, 'link.svg'))
      const late = await call('not', '--quiet', '--plot', join(folder, 'link.svg'))
      expect(late).toEqual({
        exitCode: 2,
        stdout: expect.stringMatching(/^✓ Solved/),
        stderr: expect.stringMatching(/cannot write .*link\.svg: ENOENT/),
      })
      mkdirSync(join(folder, 'folder.svg'))
      const early = await call('not', '--plot', join(folder, 'folder.svg'))
      expect(early).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/folder\.svg is a folder/) })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('can be told everything', async () => {
    const flags = '--hidden 4,3 --activation tanh --no-bias --epochs 12 --learning-rate 0.05 --optimizer momentum --until-solved --seed 3'
    const { stdout } = await call('or', ...flags.split(' '))
    expect(stdout).toContain('OR · 2-4-3-1 tanh without bias · momentum 0.05 · binary cross-entropy · seed 3\n')
    expect(stdout).toContain(`Reproduce: gradus-demo or ${flags}\n`)
  })

  it('can be told everything from scratch', async () => {
    const flags = '--hidden 3 --bias --learning-rate 0.5 --scratch --gate nor --iterations 12 --autograd --seed 3'
    const { stdout } = await call('xor', ...flags.split(' '), '--until-solved')
    expect(stdout).toContain('NOR from scratch · 2-3-1 · gradient descent 0.5 by autograd · binary cross-entropy · seed 3\n')
    expect(stdout).toMatch(
      /Reproduce: gradus-demo xor --hidden 3 --bias --learning-rate 0\.5 --until-solved --scratch --gate nor --iterations 12 --autograd --seed 3\n/,
    )
  })
})

describe('bad usage ends with a sentence and exit code 2', () => {
  it.each([
    ['xro', /unknown command 'xro'\n\(Did you mean xor\?\)/],
    ['--epochs 3', /unknown option '--epochs'/],
    ['xor extra', /too many arguments/],
    ['xor --sede 3', /unknown option '--sede'\n\(Did you mean --seed\?\)/],
    ['xor --seed', /argument missing/],
    ['xor --seed -1', /whole number from 0 to 4294967295/],
    ['xor --seed 4294967296', /whole number from 0 to 4294967295/],
    ['xor --epochs abc', /whole number from 1 to 1000000/],
    ['xor --epochs 0', /whole number from 1/],
    ['xor --epochs 1.5', /whole number from 1/],
    ['xor --learning-rate 0', /a number above 0/],
    ['xor --learning-rate -0.1', /a number above 0/],
    ['xor --learning-rate 0x10', /a number above 0/],
    ['xor --learning-rate 1e999', /a number above 0/],
    ['xor --activation rleu', /Did you mean relu\?/],
    ['xor --optimizer adm', /Did you mean adam\?/],
    ['xor --scratch --gate ans', /Did you mean and\?/],
    ['xor --hidden 10,x', /neurons of each layer/],
    ['xor --hidden 0', /neurons of each layer/],
    ['xor --json --ndjson', /'--json' cannot be used with option '--ndjson'/],
    ['xor --plot loss.png', /SVG, whose name ends in \.svg/],
    ['xor --plot nowhere/loss.svg', /there is no folder nowhere/],
    ['xor --gate and', /--gate does not apply/],
    ['xor --iterations 5', /--iterations does not apply.*--epochs/],
    ['xor --autograd', /--autograd does not apply/],
    ['xor --scratch --epochs 5', /--epochs does not apply.*--iterations/],
    ['xor --scratch --optimizer adam', /--optimizer does not apply/],
    ['xor --scratch --activation relu', /--activation does not apply/],
    ['xor --scratch --hidden 4,4', /one hidden layer/],
    ['xor --scratch --hidden none', /one hidden layer/],
    ['dot --epochs 5', /--epochs does not apply: these neurons do not learn/],
    ['dot --no-bias', /--no-bias does not apply/],
    ['dot --plot loss.svg', /--plot does not apply/],
    ['list --seed 3', /--seed does not apply: nothing is run/],
    ['list --ndjson', /--ndjson does not apply/],
  ])('%s', async (line, sentence) => {
    const { exitCode, stdout, stderr } = await call(...line.split(' '))
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\(see gradus-demo.* --help\)\n$/)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })
})

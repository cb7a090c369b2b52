import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'

describe('odds', () => {
  it('shows a bar for each network, and what the numbers mean', async () => {
    const { exitCode, stdout, stderr } = await call('odds', 'xor', '--hidden', 'none,1,2,4', '--runs', '20')
    expect({ exitCode, stdout }).toMatchSnapshot()
    expect(stderr.split('\n')).toHaveLength(11)
  })

  it('compares ten networks unless told otherwise', async () => {
    const { stdout } = await call('odds', 'and', '--runs', '2', '--quiet')
    expect(stdout.trimEnd().split('\n')).toHaveLength(10)
  })

  it('has everything as JSON, the same each time but for the duration', async () => {
    const args = ['odds', 'and', '--net', 'article,keras', '--runs', '5', '--seed', '7', '--json']
    const { exitCode, stdout, stderr } = await call(...args)
    const { durationMs, ...report } = JSON.parse(stdout)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(durationMs).toEqual(expect.any(Number))
    expect(report).toMatchSnapshot()
    const { durationMs: _, ...again } = JSON.parse((await call(...args)).stdout)
    expect(again).toEqual(report)
  })

  it('can be told everything, and says how to do it again', async () => {
    const flags =
      '--net small --hidden none,2,3x3 --activation tanh,relu --no-bias --epochs 12 --learning-rate 0.1 --optimizer sgd,adam --runs 3 --seed 5'
    const { stdout } = await call('odds', 'or', ...flags.split(' '))
    expect(stdout.match(/^ {2}2-/gm)).toHaveLength(12)
    expect(stdout).toContain('2-3-3-1 relu without bias')
    expect(stdout).toContain(`Reproduce: gradus-demo odds or ${flags}\n`)
  })

  it('names a run that fails, which does', async () => {
    for (const args of [
      ['and', '--net', 'article', '--hidden', '3', '--epochs', '500'],
      ['xor', '--hidden', '2', '--bias', '--epochs', '100'],
      ['xor', '--hidden', 'none', '--no-bias', '--optimizer', 'sgd', '--epochs', '20'],
      ['not', '--net', 'article-bias', '--learning-rate', '0.01', '--epochs', '5'],
    ]) {
      const { stdout } = await call('odds', ...args, '--runs', '6')
      const [, line] = /One that fails: gradus-demo (.*)\n/.exec(stdout)!
      expect((await call(...line!.split(' '), '--quiet')).exitCode).toBe(1)
    }
  })

  it('has no control characters in files, and no others but ASCII on request', async () => {
    for (const more of [[], ['--ascii']]) {
      const { stdout, stderr } = await call('odds', 'not', '--net', 'small', '--runs', '4', ...more)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout + stderr).toMatch(more.length > 0 ? /^[\n -~]*$/ : /^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
    }
  })

  it('tells of runs whose loss is no number', async () => {
    const { stdout } = await call('odds', 'xor', '--net', 'keras', '--learning-rate', '1e30', '--runs', '4')
    expect(stdout).toMatch(/diverged \d/)
    expect(stdout).toContain('Diverged: ')
  })
})

describe('bad usage ends with a sentence and exit code 2', () => {
  it.each([
    ['odds', /missing required argument 'gate'/],
    ['odds xro', /Did you mean xor\?/],
    ['odds xor and', /too many arguments/],
    ['odds xor --net articel', /Did you mean article\?/],
    ['odds xor --hidden 2,x', /one network after another/],
    ['odds xor --hidden 0', /one network after another/],
    ['odds xor --hidden 1x1x1x1x1x1x1x1x1', /one network after another/],
    ['odds xor --runs 0', /whole number from 1 to 100000/],
    ['odds xor --runs many', /whole number from 1 to 100000/],
    ['odds xor --seed -1', /whole number from 0/],
    ['odds xor --learning-rate 0', /a number above 0/],
    ['odds xor --activation tanh,rleu', /Did you mean relu\?/],
    ['odds xor --optimizer adm', /Did you mean adam\?/],
    ['odds xor --net article --optimizer adam', /--optimizer does not apply to --net article/],
    ['odds xor --net article-bias --activation tanh', /--activation does not apply to --net article-bias/],
    ['odds xor --net article --hidden 2,2x2', /one hidden layer/],
    ['odds xor --net article --hidden none', /one hidden layer/],
    [`odds xor --hidden ${Array.from({ length: 101 }, (_, i) => i + 1)}`, /101 networks; at most 100/],
    ['odds xor --plot loss.svg', /unknown option '--plot'/],
  ])('%s', async (line, sentence) => {
    const { exitCode, stdout, stderr } = await call(...line.split(' '))
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\(see gradus-demo.* --help\)\n$/)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })
})

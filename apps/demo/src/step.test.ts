import { describe, expect, it } from 'vitest'
import { call } from './__fixtures__/call.ts'

describe('step', () => {
  it.each(['xor --scratch', 'and --scratch --bias --hidden 3 --after 100 --row 3', 'xor', 'or --hidden none --optimizer sgd --no-bias'])(
    '%s: reads like the maths',
    async (line) => {
      const { exitCode, stdout, stderr } = await call('step', ...line.split(' '))
      expect(stdout).toMatchSnapshot()
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    },
  )

  it.each(['xor --scratch', 'not --hidden 2 --activation tanh'])('%s: has everything as JSON', async (line) => {
    const { exitCode, stdout, stderr } = await call('step', ...line.split(' '), '--json')
    const { durationMs, ...report } = JSON.parse(stdout)
    expect(report).toMatchSnapshot()
    expect(durationMs).toEqual(expect.any(Number))
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })

  it('fits in 100 columns', async () => {
    const lines = [
      'xor --scratch',
      'xor --scratch --bias --hidden 8 --after 5000',
      'xor',
      'and --hidden 30 --activation selu',
      'not --scratch --row 0',
    ]
    for (const line of lines) {
      const { stdout } = await call('step', ...line.split(' '))
      // The last sentences are prose, broken to the width of a screen.
      const maths = stdout.slice(0, stdout.indexOf('\nLoss '))
      for (const text of maths.split('\n').slice(1)) expect(text.length, text).toBeLessThanOrEqual(100)
    }
  })

  it('says no more than whether the gradients are right when it is to be quiet', async () => {
    expect(await call('step', 'xor', '--scratch', '--quiet')).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^✓ The backward pass by hand agrees with .* greatest difference \d\.\de-1\d in 6 gradients\n$/),
      stderr: '',
    })
  })

  it('can be told everything, and says how to do it again', async () => {
    const layers = '--hidden 3,2 --activation relu --no-bias --optimizer momentum --learning-rate 0.5 --after 3 --row 2 --seed 4'
    expect((await call('step', 'or', ...layers.split(' '))).stdout).toContain(`Reproduce: gradus-demo step or ${layers}\n`)
    const scratch = '--scratch --hidden 3 --bias --learning-rate 0.5 --after 3 --row 0 --seed 4'
    expect((await call('step', 'or', ...scratch.split(' '))).stdout).toContain(`Reproduce: gradus-demo step or ${scratch}\n`)
  })

  it('has no control characters in files, and no others but ASCII on request', async () => {
    for (const line of ['xor', 'xor --scratch --bias', 'xor --ascii', 'xor --scratch --bias --ascii']) {
      const { stdout } = await call('step', ...line.split(' '))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(stdout).toMatch(line.includes('--ascii') ? /^[\n -~]*$/ : /^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
      expect(stdout).not.toContain('?')
    }
  })
})

describe('bad usage ends with a sentence and exit code 2', () => {
  it.each([
    ['step', /missing required argument 'gate'/],
    ['step xro', /Did you mean xor\?/],
    ['step xor --row 4', /whole number from 0 to 3/],
    ['step not --row 2', /--row is 2, but NOT has the rows 0 to 1/],
    ['step xor --after -1', /whole number from 0/],
    ['step xor --scratch --optimizer adam', /--optimizer does not apply/],
    ['step xor --scratch --activation relu', /--activation does not apply/],
    ['step xor --scratch --hidden 2,2', /one hidden layer, of which up to 8/],
    ['step xor --scratch --hidden 9', /one hidden layer, of which up to 8/],
    ['step xor --scratch --hidden none', /one hidden layer, of which up to 8/],
    ['step xor --hidden 1000,1000', /weights; each is checked, so at most 5000/],
    ['step xor --epochs 3', /unknown option '--epochs'/],
  ])('%s', async (line, sentence) => {
    const { exitCode, stdout, stderr } = await call(...line.split(' '))
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\(see gradus-demo.* --help\)\n$/)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  })
})

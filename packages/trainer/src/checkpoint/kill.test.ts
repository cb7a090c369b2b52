// Protects: training in processes that are really killed, and started again, comes to the same bits as one that never was.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomGenerator } from '@gradus/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCheckpoint } from '../index.ts'
import { buildTraining, runTraining } from './__fixtures__/run-training.ts'
import { optimizers } from './__fixtures__/trainings.ts'

let program: string
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradus-resume-'))
  program = await buildTraining(folder)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const newFolder = () => mkdtemp(join(folder, 'run-'))
const checkpointOf = async (place: string, name: string) =>
  readCheckpoint(await readFile(join(place, `${name.replaceAll(' ', '-')}.safetensors`)))

it('five epochs and five more in another process are ten in one, for every optimizer', { timeout: 120_000 }, async () => {
  const [through, halves] = [await newFolder(), await newFolder()]
  await runTraining(program, [through, '10', '3'])
  await runTraining(program, [halves, '5', '3'])
  await runTraining(program, [halves, '10', '3'])
  for (const name of Object.keys(optimizers)) {
    const whole = await checkpointOf(through, name)
    expect(whole.epoch).toBe(9)
    expect(await checkpointOf(halves, name)).toEqual(whole)
  }
})

it('a hundred kills change nothing', { timeout: 300_000 }, async () => {
  // Two trainings at a time: a process waits for its own start most of the time.
  const killed = async (name: string, seed: number): Promise<void> => {
    const [through, folder] = [await newFolder(), await newFolder()]
    const random = randomGenerator(seed)
    for (let round = 0; round < 50; round++) await runTraining(program, [folder, '1000000', '1', name], random.uniform(0, 30))
    const { epoch: reached, optimizer } = await checkpointOf(folder, name)
    expect(optimizer.step, 'steps').toBeGreaterThanOrEqual(50)
    const epochs = `${reached + 2}`
    await runTraining(program, [folder, epochs, '1', name])
    await runTraining(program, [through, epochs, '1', name])
    expect(await checkpointOf(folder, name)).toEqual(await checkpointOf(through, name))
  }
  await Promise.all([killed('adam', 5), killed('sgd with momentum and a schedule', 6)])
})

it('after Ctrl+C the process ends by itself, and training goes on from there', { timeout: 60_000 }, async () => {
  const [through, stopped] = [await newFolder(), await newFolder()]
  const name = 'adam'
  for (const after of [0, 5, 40]) await runTraining(program, [stopped, '1000000', '1', name], after, 'SIGINT')
  const { epoch: reached } = await checkpointOf(stopped, name)
  const epochs = `${reached + 2}`
  await runTraining(program, [stopped, epochs, '1', name])
  await runTraining(program, [through, epochs, '1', name])
  expect(await checkpointOf(stopped, name)).toEqual(await checkpointOf(through, name))
})

import { afterEach, expect, it } from 'vitest'
import { Absent } from '../absent.ts'
import { WorkerProcess } from './worker-process.ts'

let worker: WorkerProcess
afterEach(() => worker.end())

/** A process that answers each line with what an expression makes of it. */
function answering(expression: string): WorkerProcess {
  const program = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(JSON.stringify(${expression})))`
  return new WorkerProcess(process.execPath, ['--eval', program])
}

it('asks with the arguments, and gives the sample', async () => {
  worker = answering('({ sample: Number(JSON.parse(line).args.join("")) })')
  expect([await worker.sample(['1', '2']), await worker.sample(['7'])]).toEqual([12, 7])
})

it('tells what is absent from what fails', async () => {
  worker = answering('JSON.parse(line).args[0] === "a" ? { absent: "no such library" } : { failure: "it broke" }')
  await expect(worker.sample(['a'])).rejects.toThrow(Absent)
  await expect(worker.sample(['b'])).rejects.toThrow('it broke')
})

it('gives the last words of a process that ends', async () => {
  worker = answering('(console.error("no more memory"), process.exit(1))')
  await expect(worker.sample([])).rejects.toThrow('the process ended: no more memory')
})

import { createInterface } from 'node:readline'
import { Absent } from '../absent.ts'
import type { ContenderFile, Sample } from '../work.ts'
import type { Answer, Question } from './protocol.ts'

// One contender's file in a process of its own. Each line that comes in asks for one sample and is answered by one line.
// Libraries that greet on stdout would be taken for an answer.
console.log = console.info = console.error
const write = process.stdout.write.bind(process.stdout)

const file = process.argv[2]!
const samples = new Map<string, Sample>()

for await (const line of createInterface({ input: process.stdin })) write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`)

async function answer({ ask, args }: Question): Promise<Answer> {
  try {
    const key = args.join(' ')
    if (!samples.has(key)) samples.set(key, await (await load()).prepare(...args))
    if (ask === 'prepare') return { ready: true }
    return { sample: await samples.get(key)!() }
  } catch (error) {
    if (error instanceof Absent) return { absent: error.message }
    return { failure: String((error as Error)?.stack ?? error) }
  }
}

async function load(): Promise<ContenderFile> {
  try {
    return await import(`../contenders/${file}`)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw code === 'ERR_MODULE_NOT_FOUND' ? new Absent(message) : error
  }
}

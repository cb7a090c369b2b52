import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Absent } from '../absent.ts'
import type { Answer, Question } from './protocol.ts'

/** The last words of a process that failed, in characters. */
const kept = 2_000

/** A process that does one contender's work when it is asked, and waits otherwise. */
export class WorkerProcess {
  private readonly child: ChildProcessWithoutNullStreams
  private readonly lines: AsyncIterator<string>
  private errors = ''

  constructor(command: string, args: readonly string[]) {
    // One core for everybody: Python's libraries would take all.
    const threads = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' }
    this.child = spawn(command, args, { env: { ...process.env, ...threads } })
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]()
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-kept)
    })
    // A process that is gone is seen where its answer is missing.
    this.child.stdin.on('error', () => {})
  }

  async prepare(args: readonly string[]): Promise<void> {
    await this.answer({ ask: 'prepare', args })
  }

  async sample(args: readonly string[]): Promise<number> {
    const answer = await this.answer({ ask: 'sample', args })
    if ('sample' in answer) return answer.sample
    throw new Error(`no sample but ${JSON.stringify(answer)}`)
  }

  private async answer(question: Question): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(question)}\n`)
    const { value, done } = await this.lines.next()
    if (done) throw new Error(`the process ended: ${this.errors}`)
    const answer = JSON.parse(value) as Answer
    if ('absent' in answer) throw new Absent(answer.absent)
    if ('failure' in answer) throw new Error(answer.failure)
    return answer
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGKILL')
    await gone
  }
}

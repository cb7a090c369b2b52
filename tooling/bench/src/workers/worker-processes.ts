import { fileURLToPath } from 'node:url'
import { Absent } from '../absent.ts'
import type { Workers } from '../measure.ts'
import type { Contender } from '../work.ts'
import { pythonWith } from './python.ts'
import { WorkerProcess } from './worker-process.ts'

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** Processes that live until {@link WorkerProcesses.end}. */
export class WorkerProcesses implements Workers {
  private readonly running = new Map<string, WorkerProcess>()
  private readonly nodeArguments: readonly string[]
  private readonly together: boolean

  /** With `together`, all works of a contender's file are done in one process. */
  constructor(nodeArguments: readonly string[], together: boolean) {
    this.nodeArguments = nodeArguments
    this.together = together
  }

  async prepare(contender: Contender): Promise<void> {
    await this.workerOf(contender).prepare(contender.args ?? [])
  }

  async sample(contender: Contender, firstCall: boolean): Promise<number> {
    const { file, args = [] } = contender
    if (firstCall) {
      const worker = this.start(file)
      try {
        return await worker.sample(args)
      } finally {
        await worker.end()
      }
    }
    return this.workerOf(contender).sample(args)
  }

  private workerOf({ library, file, args }: Contender): WorkerProcess {
    const key = JSON.stringify(this.together ? [library, file] : [library, file, args])
    const worker = this.running.get(key) ?? this.start(file)
    this.running.set(key, worker)
    return worker
  }

  async end(): Promise<void> {
    await Promise.all(Array.from(this.running.values(), (worker) => worker.end()))
    this.running.clear()
  }

  private start(file: string): WorkerProcess {
    if (!file.endsWith('.py')) return new WorkerProcess(process.execPath, [...this.nodeArguments, pathOf('worker.ts'), file])
    const module = file.replace(/^.*\/|\.py$/g, '')
    const python = pythonWith(module)
    if (python === undefined) throw new Absent(`no Python with ${module} was found; tooling/bench/python/setup.sh sets one up`)
    return new WorkerProcess(python, ['-B', pathOf('../../python/worker.py'), pathOf(`../contenders/${file}`)])
  }
}

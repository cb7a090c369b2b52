import { Absent } from './absent.ts'
import { measure, type Observer } from './measure.ts'
import type { Row } from './work.ts'
import { WorkerProcesses } from './workers/worker-processes.ts'
import type { Chosen } from './works-files.ts'

/** The rows of one file of works, and those that follow from them. */
export interface Measured {
  readonly chosen: Chosen
  readonly rows: readonly Row[]
  readonly summary: readonly Row[]
}

/** What came of everything, and what was told on the way. */
export interface Outcome {
  readonly measured: readonly Measured[]
  readonly messages: readonly string[]
  readonly failures: number
}

/** Measures what was chosen, file by file; what happens on the way is told on stderr, what is absent once. */
export async function runWorks(all: readonly Chosen[], nodeArguments: readonly string[]): Promise<Outcome> {
  const told = new Set<string>()
  let failures = 0
  const observer: Observer = {
    now: () => performance.now(),
    dropped(work, { library }, error) {
      const isAbsent = error instanceof Absent
      const message = isAbsent ? `${library} is left out: ${error.message}` : `${library} failed at ${work.name}: ${error.message}`
      if (!isAbsent) failures++
      if (!told.has(message)) console.error(message)
      told.add(message)
    },
  }
  const measured: Measured[] = []
  for (const chosen of all) {
    const { file, name, works } = chosen
    console.error(`${name}: ${works.length} to measure`)
    const workers = new WorkerProcesses(nodeArguments, file.together ?? false)
    const rows: Row[] = []
    for (const group of file.together ? [works] : works.map((work) => [work])) {
      try {
        rows.push(...(await measure(group, workers, observer)))
      } finally {
        await workers.end()
      }
    }
    measured.push({ chosen, rows, summary: file.summary?.(rows) ?? [] })
  }
  return { measured, messages: [...told], failures }
}

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import { pythonWith } from '../workers/python.ts'

/** Where and with what something was measured. */
export interface Machine {
  readonly date: string
  readonly processor: string
  readonly system: string
  readonly node: string
  /** `name version` of each peer that is there. */
  readonly peers: readonly string[]
}

export function describeMachine(): Machine {
  const gibibytes = Math.round(totalmem() / 2 ** 30)
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${gibibytes} GiB`,
    system: `${type()} ${release()}`,
    node: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    peers: [...nodePeers(), ...pythonPeers()],
  }
}

function nodePeers(): string[] {
  const manifest = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}package.json`, import.meta.url), 'utf8'))
  return Object.keys(manifest('').devDependencies).map((name) => `${name} ${manifest(`node_modules/${name}/`).version}`)
}

function pythonPeers(): string[] {
  return ['numpy', 'torch', 'keras', 'tensorflow'].flatMap((module) => {
    const python = pythonWith(module)
    if (python === undefined) return []
    const code = `import platform, ${module}; print(${module}.__version__, 'on Python', platform.python_version())`
    const env = { ...process.env, KERAS_BACKEND: 'tensorflow', TF_CPP_MIN_LOG_LEVEL: '3' }
    const version = execFileSync(python, ['-c', code], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] })
    return [`${module} ${version.trim().split('\n').at(-1)}`]
  })
}

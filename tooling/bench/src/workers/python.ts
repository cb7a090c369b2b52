import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where `python/setup.sh` puts what Debian does not have. */
const environment =
  process.env.GRADUS_BENCH_PYTHON ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gradus-bench', 'python')

/** The system's first: its PyTorch is the one that bars are set by. */
const candidates = ['/usr/bin/python3', join(environment, 'bin', 'python'), 'python3']

const found = new Map<string, string | undefined>()

/** A Python that has a module, or nothing. */
export function pythonWith(module: string): string | undefined {
  if (!found.has(module))
    found.set(
      module,
      candidates.find((python) => has(python, module)),
    )
  return found.get(module)
}

function has(python: string, module: string): boolean {
  const code = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`
  try {
    execFileSync(python, ['-c', code], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

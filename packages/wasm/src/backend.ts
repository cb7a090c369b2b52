import { createCpuBackend } from '@gradus/cpu'
import { type Backend, checkOptions, describe, GradusError } from '@gradus/kernel'
import { bind, type Compiled, compileProgram } from './compile.ts'
import type { CompileReport } from './listing/compile-report.ts'
import { reportOf } from './listing/report-of.ts'
import { Memory } from './memory/memory.ts'

export interface WasmOptions {
  /** Called with each program that is compiled, before it can run: for those who want to see the code. */
  readonly onCompile?: (report: CompileReport) => void
}

/**
 * A backend with memory of its own.
 *
 * Throws: GradusError 'type' for an unknown option, or one that is no function.
 *
 * @example
 * const seen: string[] = []
 * const backend = createWasmBackend({
 *   onCompile({ kernels, listing }) {
 *     seen.push(`${kernels[0]!.names} ${kernels[0]!.flops}`, listing())
 *   },
 * })
 * const view = denseView([8])
 * const body = expression.maximum(expression.input(0, 'float32'), 0)
 * const kernel = { kind: 'map', name: 'relu', shape: [8], inputs: [view], body, output: view } as const
 * const values = [0, 1].map(() => ({ dtype: 'float32', length: 8 }) as const)
 * const steps = [{ kernel, inputs: [0], output: 1, scope: '' }]
 * backend.compile!({ values, inputs: [0], states: [], steps, outputs: [1], updates: [] }, [])
 * seen[0] // 'relu 8'
 * seen[1]!.includes('f32x4.max') // true
 */
export function createWasmBackend(options: WasmOptions = {}): Backend {
  checkOptions('createWasmBackend', options, ['onCompile'])
  const { onCompile } = options
  if (onCompile === undefined) return backendOf(() => {})
  if (typeof onCompile !== 'function')
    throw new GradusError('type', `createWasmBackend: onCompile must be a function, got ${describe(onCompile)}`)
  return backendOf((compiled) => onCompile(reportOf(compiled)))
}

/** The default backend. It makes no reports, so that bundles need not carry what they are made with. */
export const wasm: Backend = /* @__PURE__ */ backendOf(() => {})

function backendOf(onCompile: (compiled: Compiled) => void): Backend {
  const cpu = createCpuBackend()
  let memory: Memory | undefined
  return {
    ...cpu,
    name: 'wasm',
    compile(program, states) {
      memory ??= new Memory()
      const compiled = compileProgram(program)
      onCompile(compiled)
      return bind(memory, cpu, compiled, states)
    },
  }
}

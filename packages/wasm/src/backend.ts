import { createCpuBackend } from '@gradus/cpu'
import type { Backend } from '@gradus/kernel'
import { bind, compileProgram } from './compile.ts'
import { Memory } from './memory/memory.ts'

/** A backend with memory of its own. */
export function createWasmBackend(): Backend {
  const cpu = createCpuBackend()
  let memory: Memory | undefined
  return {
    ...cpu,
    name: 'wasm',
    compile(program, states) {
      memory ??= new Memory()
      return bind(memory, cpu, compileProgram(program), states)
    },
  }
}

/** The default backend. */
export const wasm: Backend = /* @__PURE__ */ createWasmBackend()

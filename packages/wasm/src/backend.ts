import { type CpuBuffer, createCpuBackend } from '@gradus/cpu'
import {
  type Backend,
  checkBoolean,
  checkOptions,
  type DeviceBuffer,
  describe,
  type Executable,
  GradusError,
  interpret,
  type Program,
} from '@gradus/kernel'
import { bind, type Compiled, compileProgram, homesOf } from './compile.ts'
import { EagerContractions } from './eager-contractions.ts'
import type { CompileReport } from './listing/compile-report.ts'
import { reportOf } from './listing/report-of.ts'
import { Memory } from './memory/memory.ts'
import { hasRelaxedSimd, reasonAgainst } from './support.ts'

/** Options of {@link createWasmBackend}. */
export interface WasmOptions {
  /**
   * Called with each program that is compiled, before it can run: for those who want to see the code. A contraction that is compiled by itself is
   * a program too.
   */
  readonly onCompile?: (report: CompileReport) => void
  /**
   * Multiplies and adds with one rounding where the processor can (fused multiply-add): contractions are faster, and their last digits differ from
   * those of other backends, engines and processors. Where the engine has no relaxed SIMD it changes nothing. Default false.
   */
  readonly relaxedSimd?: boolean
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
  checkOptions('createWasmBackend', options, ['onCompile', 'relaxedSimd'])
  const { onCompile, relaxedSimd = false } = options
  checkBoolean('createWasmBackend', 'relaxedSimd', relaxedSimd)
  const relaxed = relaxedSimd && hasRelaxedSimd()
  if (onCompile === undefined) return backendOf(() => {}, relaxed)
  if (typeof onCompile !== 'function')
    throw new GradusError('type', `createWasmBackend: onCompile must be a function, got ${describe(onCompile)}`)
  return backendOf((compiled) => onCompile(reportOf(compiled)), relaxed)
}

/** The default backend. It makes no reports, so that bundles need not carry what they are made with. */
export const wasm: Backend = /* @__PURE__ */ backendOf(() => {})

function backendOf(onCompile: (compiled: Compiled) => void, relaxedSimd = false): Backend {
  const cpu = createCpuBackend()
  let machine: Machine | undefined
  const machineHere = (): Machine => {
    machine ??= createMachine(cpu, onCompile, relaxedSimd)
    return machine
  }
  return {
    ...cpu,
    name: relaxedSimd ? 'wasm, relaxed SIMD' : 'wasm',
    run(kernel, inputs, output) {
      const { contractions } = machineHere()
      if (
        kernel.kind === 'map' &&
        kernel.reduce?.order === 'sequential' &&
        contractions?.run(kernel, inputs as CpuBuffer[], output as CpuBuffer)
      )
        return
      cpu.run(kernel, inputs, output)
    },
    compile: (program, states) => machineHere().compile(program, states),
  }
}

/** What runs programs: WebAssembly, or, where that is barred, the interpreter. It is made when it is first needed. */
interface Machine {
  compile(program: Program, states: readonly DeviceBuffer[]): Executable
  readonly contractions: EagerContractions | undefined
}

function createMachine(cpu: Backend, onCompile: (compiled: Compiled) => void, relaxedSimd: boolean): Machine {
  const reason = reasonAgainst()
  if (reason !== undefined) return { compile: (program, states) => interpret(cpu, program, states, reason), contractions: undefined }
  const memory = new Memory()
  const compile = (program: Program, states: readonly DeviceBuffer[]): Executable => {
    const compiled = compileProgram(program, { relaxedSimd })
    onCompile(compiled)
    try {
      return bind(memory, cpu, compiled, states)
    } catch (error) {
      if (error instanceof GradusError) throw error
      // The engine refuses the module: too large for it, say. The same kernels give the same bits one by one; the states lie where other
      // programs, which it takes, find them.
      return interpret(cpu, program, homesOf(memory, cpu, states), String(error))
    }
  }
  return { compile, contractions: new EagerContractions((program) => compile(program, [])) }
}

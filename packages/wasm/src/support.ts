import { Code } from './encode/code.ts'
import { encodeModule } from './encode/module.ts'
import * as op from './encode/opcodes.ts'

/** Why programs cannot be compiled here; undefined where they can. */
export function reasonAgainst(): string | undefined {
  if (typeof WebAssembly !== 'object') return 'there is no WebAssembly here'
  const probe = probeModule((code) => {
    code.zeros()
    code.op(op.V128_ANY_TRUE)
  })
  if (!WebAssembly.validate(probe)) return 'WebAssembly has no SIMD here'
  try {
    new WebAssembly.Module(probe)
    return undefined
  } catch (error) {
    // A Content-Security-Policy without wasm-unsafe-eval, as a rule.
    return `WebAssembly may not be compiled here (${error instanceof Error ? error.message : String(error)})`
  }
}

/** Whether the engine has relaxed SIMD's multiply-add. */
export function hasRelaxedSimd(): boolean {
  const probe = probeModule((code) => {
    for (let i = 0; i < 3; i++) code.zeros()
    code.op(op.F32X4_RELAXED_MADD)
    code.op(op.V128_ANY_TRUE)
  })
  return reasonAgainst() === undefined && WebAssembly.validate(probe)
}

function probeModule(write: (code: Code) => void): Uint8Array<ArrayBuffer> {
  const code = new Code()
  write(code)
  return encodeModule({ globals: 0, functions: [code] })
}

import { cpu } from '@gradus/cpu'
import type { Program, TypedArray } from '@gradus/kernel'
import wabt from 'wabt'
import { bind, compileProgram } from '../../compile.ts'
import { Memory } from '../../memory/memory.ts'

const tools = await wabt()

/** WebAssembly text as a module, by the assembler of the WebAssembly Binary Toolkit. */
export function assemble(text: string): Uint8Array<ArrayBuffer> {
  const module = tools.parseWat('listing.wat', text, { simd: true, relaxed_simd: true, bulk_memory: true } as never)
  try {
    return new Uint8Array(module.toBinary({}).buffer)
  } finally {
    module.destroy()
  }
}

/** The outputs of a run of a compiled program, whose module may be replaced by another one; undefined when the run fails. */
export function outputsOf(
  program: Program,
  data: ReadonlyMap<number, TypedArray>,
  module?: Uint8Array<ArrayBuffer>,
): TypedArray[] | undefined {
  const compiled = compileProgram(program)
  const executable = bind(new Memory(), cpu, module === undefined ? compiled : { ...compiled, bytes: module }, [])
  program.inputs.forEach((value, i) => {
    executable.write(i, data.get(value)!)
  })
  return executable.run() ? program.outputs.map((_, i) => executable.read(i)) : undefined
}

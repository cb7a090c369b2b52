import { Bytes } from './bytes.ts'
import { type Code, i32 } from './code.ts'

/** What a module is made of: functions without parameters that each give an int32, of which the last one is exported as `run`. */
export interface ModuleParts {
  /** How many addresses it imports, as immutable globals `a` `0`, `1` …: the first indices of globals. */
  readonly globals: number
  readonly functions: readonly Code[]
}

/** The index of the imported function (int32) → int32, `host` `run`, which runs what was not compiled. */
export const hostFunction = 0

/** The index of function number `i` of a module. */
export function functionIndex(i: number): number {
  return i + 1
}

/**
 * A module in the binary format. It imports its memory as `host` `memory`, so that all modules work on one.
 *
 * Source: WebAssembly Core Specification 2.0, §5.5.
 */
export function encodeModule({ globals, functions }: ModuleParts): Uint8Array<ArrayBuffer> {
  const module = new Bytes()
  for (const byte of [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) module.byte(byte)
  section(module, 1, (types) => {
    // Type 0 is () → int32, type 1 (int32) → int32.
    for (const byte of [2, 0x60, 0, 1, i32, 0x60, 1, i32, 1, i32]) types.byte(byte)
  })
  section(module, 2, (imports) => {
    imports.unsigned(globals + 2)
    imports.name('host')
    imports.name('memory')
    for (const byte of [0x02, 0x00, 1]) imports.byte(byte)
    imports.name('host')
    imports.name('run')
    for (const byte of [0x00, 1]) imports.byte(byte)
    for (let i = 0; i < globals; i++) {
      imports.name('a')
      imports.name(`${i}`)
      for (const byte of [0x03, i32, 0x00]) imports.byte(byte)
    }
  })
  section(module, 3, (types) => {
    types.unsigned(functions.length)
    for (let i = 0; i < functions.length; i++) types.byte(0)
  })
  section(module, 7, (exports) => {
    exports.unsigned(1)
    exports.name('run')
    exports.byte(0x00)
    exports.unsigned(functionIndex(functions.length - 1))
  })
  section(module, 10, (code) => {
    code.unsigned(functions.length)
    for (const one of functions) code.sized(one.body())
  })
  return module.view().slice()
}

function section(module: Bytes, id: number, write: (content: Bytes) => void): void {
  const content = new Bytes()
  write(content)
  module.byte(id)
  module.sized(content.view())
}

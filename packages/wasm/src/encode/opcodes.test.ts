// Protects: every number in opcodes.ts is the instruction that its name says, as engines and the listing read it.
import { describe, expect, it } from 'vitest'
import { assemble } from '../listing/__fixtures__/assemble.ts'
import { namedInstructions } from '../listing/instruction-names.ts'
import { listing } from '../listing/listing.ts'
import { Code, v128 } from './code.ts'
import { encodeModule } from './module.ts'
import * as op from './opcodes.ts'

/** What an instruction takes from the stack and leaves there: a letter for each value, `i` for int32 and `v` for a vector. */
function stackOf(name: string): readonly [takes: string, gives: string] {
  const exact: Record<string, readonly [string, string]> = {
    select: ['vvi', 'v'],
    'v128.bitselect': ['vvv', 'v'],
    'v128.any_true': ['v', 'i'],
    'v128.const': ['', 'v'],
    'i32.const': ['', 'i'],
    'i32.eqz': ['i', 'i'],
    'memory.copy': ['iii', ''],
    'global.get': ['', 'i'],
    'local.get': ['', 'v'],
    'local.set': ['v', ''],
    'local.tee': ['v', 'v'],
    call: ['i', 'i'],
    return: ['i', ''],
    'i32x4.splat': ['i', 'v'],
  }
  const known = exact[name]
  if (known !== undefined) return known
  if (/\.load\w*_lane$/.test(name)) return ['iv', 'v']
  if (/\.store\w*_lane$/.test(name)) return ['iv', '']
  if (/\.load/.test(name)) return ['i', name.startsWith('v128') ? 'v' : 'i']
  if (/\.store/.test(name)) return [name.startsWith('v128') ? 'iv' : 'ii', '']
  if (/extract_lane/.test(name)) return ['v', 'i']
  if (/replace_lane/.test(name)) return ['vi', 'v']
  if (/x\d+\.sh[lr]/.test(name)) return ['vi', 'v']
  if (name.startsWith('i32.')) return ['ii', 'i']
  if (/madd$/.test(name)) return ['vvv', 'v']
  const unary = /\.(not|abs|neg|sqrt|ceil|floor|trunc|nearest|extend\w+|convert\w+|promote\w+|demote\w+|trunc_sat\w+)$/.test(name)
  return [unary ? 'v' : 'vv', 'v']
}

const structures = new Set(['block', 'loop', 'if', 'else', 'end', 'br', 'br_if'])

describe('an engine takes', () => {
  const instructions = [...namedInstructions()].filter(([, { name }]) => !structures.has(name))

  it('an instruction for each constant of opcodes.ts', () => {
    expect(namedInstructions().size).toBe(Object.keys(op).length - 2)
  })

  it.each(instructions.map(([code, { name, immediates }]) => [name, code, immediates] as const))('%s', (name, code, immediates) => {
    const written = new Code()
    const vector = written.local(v128)
    const [takes, gives] = stackOf(name)
    for (const value of takes) {
      if (value === 'i') written.constant(0)
      else written.get(vector)
    }
    if (immediates === 'memory') written.memory(code, 300)
    else if (immediates === 'memory lane') written.memory(code, 300, 1)
    else if (immediates === 'lane') written.immediate(code, [1])
    else if (immediates === 'vector' || immediates === 'shuffle')
      written.immediate(
        code,
        Array.from({ length: 16 }, (_, i) => i + 16 * (i % 2)),
      )
    else if (immediates === 'copy') written.immediate(code, [0, 0])
    else if (immediates === 'int32') written.constant(-100)
    else {
      written.op(code)
      if (immediates !== 'none') written.bytes.unsigned(0)
    }
    for (const value of gives) {
      written.op(value === 'i' ? op.I32_EQZ : op.V128_ANY_TRUE)
      written.open(op.IF)
      written.op(op.END)
    }
    written.constant(0)
    // Engines know relaxed instructions by and by.
    const bytes = encodeModule({ globals: 1, functions: [written] })
    expect(WebAssembly.validate(bytes) || name.includes('relaxed')).toBe(true)
    expect(listing(bytes)).toContain(`\n    ${name}`)
    // The assembler has numbers of its own for the names.
    expect(assemble(listing(bytes))).toEqual(bytes)
  })

  it('structures', () => {
    const code = new Code()
    for (const structure of [op.BLOCK, op.LOOP] as const) {
      code.open(structure)
      code.constant(0)
      for (const branch of [op.BR_IF, op.BR]) {
        code.op(branch)
        code.bytes.unsigned(0)
      }
      code.op(op.END)
    }
    code.constant(1)
    code.open(op.IF)
    code.op(op.ELSE)
    // Assemblers leave out an else with nothing in it.
    code.constant(0)
    code.op(op.RETURN)
    code.op(op.END)
    code.constant(0)
    const bytes = encodeModule({ globals: 0, functions: [code] })
    expect(WebAssembly.validate(bytes)).toBe(true)
    expect(assemble(listing(bytes))).toEqual(bytes)
    expect(listing(bytes)).toContain('loop\n      i32.const 0\n      br_if 0\n      br 0\n    end\n')
  })
})

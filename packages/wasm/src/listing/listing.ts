import { describe, GradusError } from '@gradus/kernel'
import { i32, v128 } from '../encode/code.ts'
import { END } from '../encode/opcodes.ts'
import { Instructions } from './instructions.ts'
import { Reader } from './reader.ts'

/**
 * A module that this package wrote, as WebAssembly text: every byte of it, so that an assembler gives the module again.
 *
 * Functions are `$f1`, `$f2` … and the last one `$run`; locals begin with the letter of their type, addresses are `$a0`, `$a1` ….
 *
 * Throws: GradusError 'type' when it is given no bytes, 'file' when they are no such module.
 * Source: WebAssembly Core Specification 2.0, §5 and §6.
 *
 * @example
 * let text = ''
 * const backend = createWasmBackend({ onCompile: ({ bytes }) => { text = listing(bytes) } })
 * const view = denseView([4])
 * const body = expression.sqrt(expression.input(0, 'float32'))
 * const kernel = { kind: 'map', name: 'root', shape: [4], inputs: [view], body, output: view } as const
 * const values = [0, 1].map(() => ({ dtype: 'float32', length: 4 }) as const)
 * backend.compile!({ values, inputs: [0], states: [], steps: [{ kernel, inputs: [0], output: 1, scope: '' }], outputs: [1], updates: [] }, [])
 * text.includes('f32x4.sqrt') // true
 */
export function listing(bytes: Uint8Array): string {
  if (!(bytes instanceof Uint8Array)) throw new GradusError('type', `listing: expected the bytes of a module, got ${describe(bytes)}`)
  const module = new Reader(bytes)
  module.expect(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
  const section = (id: number): Reader => {
    module.expect(id)
    return module.sized()
  }
  const all = <T>(id: number, read: (section: Reader, index: number) => T): T[] => {
    const reader = section(id)
    const items = reader.many((index) => read(reader, index))
    finish(reader)
    return items
  }
  const types = all(1, typeText)
  const imports = all(2, importText)
  const functionTypes = all(3, (reader) => reader.unsigned())
  const names = [...imports.flatMap(({ functionName }) => functionName ?? []), ...functionTypes.map((_, i) => `$f${i + 1}`)]
  const imported = names.length - functionTypes.length
  const exports = all(7, (reader) => {
    const name = reader.name()
    reader.expect(0x00)
    const index = reader.unsigned()
    if (index >= names.length) throw reader.refusal(`function ${index}`, `less than ${names.length}`)
    return { name, index }
  })
  for (const { name, index } of exports) names[index] = `$${name}`
  const functions = all(10, (reader, i) => {
    if (i >= functionTypes.length) throw reader.refusal('one more function', `${functionTypes.length}`)
    const body = reader.sized()
    const lines = functionText(body, names)
    finish(body)
    return [`(func ${names[imported + i]} (type ${functionTypes[i]})`, ...lines.map((line) => `  ${line}`), ')']
  })
  finish(module)
  const lines = [
    ...types,
    ...imports.map(({ text }) => text),
    ...functions.flat(),
    ...exports.map(({ name, index }) => `(export "${name}" (func ${names[index]}))`),
  ]
  return ['(module', ...lines.map((line) => `  ${line}`), ')'].join('\n')
}

function finish(reader: Reader): void {
  if (!reader.atEnd) throw reader.refusal('more', 'the end')
}

function typeText(reader: Reader): string {
  reader.expect(0x60)
  const list = (word: string): string => {
    const types = reader.many(() => valueType(reader))
    return types.length === 0 ? '' : ` (${word} ${types.join(' ')})`
  }
  return `(type (func${list('param')}${list('result')}))`
}

function valueType(reader: Reader): 'i32' | 'v128' {
  const type = reader.byte()
  if (type === i32) return 'i32'
  if (type === v128) return 'v128'
  throw reader.refusal(`the type ${type}`, 'i32 or v128')
}

/** An import; `functionName` is what the listing calls an imported function. */
function importText(reader: Reader): { readonly text: string; readonly functionName?: string } {
  const [module, name] = [reader.name(), reader.name()]
  const kind = reader.byte()
  const text = (what: string): string => `(import "${module}" "${name}" (${what}))`
  switch (kind) {
    case 0x00: {
      const functionName = `$${module}_${name}`
      return { text: text(`func ${functionName} (type ${reader.unsigned()})`), functionName }
    }
    case 0x02:
      reader.expect(0x00)
      return { text: text(`memory ${reader.unsigned()}`) }
    case 0x03: {
      const type = valueType(reader)
      reader.expect(0x00)
      return { text: text(`global $${module}${name} ${type}`) }
    }
    default:
      throw reader.refusal(`an import of kind ${kind}`, 'a function, a memory or a global')
  }
}

const localsPerLine = 8

function functionText(body: Reader, functionNames: readonly string[]): string[] {
  const types = body.many(() => {
    const count = body.unsigned()
    return { count, type: valueType(body) }
  })
  const locals: string[] = []
  const lines: string[] = []
  for (const { count, type } of types) {
    const names: string[] = []
    // More than a function may have: what the count says need not be true.
    if (locals.length + count > 50000) throw body.refusal(`${count} locals`, 'at most 50000')
    for (let i = 0; i < count; i++) names.push(`$${type[0]}${locals.length + i}`)
    for (let i = 0; i < count; i += localsPerLine) {
      lines.push(
        names
          .slice(i, i + localsPerLine)
          .map((name) => `(local ${name} ${type})`)
          .join(' '),
      )
    }
    for (const name of names) locals.push(name)
  }
  const instructions = new Instructions(body, { functions: functionNames, locals })
  let depth = 0
  for (;;) {
    const { code, text } = instructions.next()
    if (code === END && depth === 0) return lines
    if (text === 'end' || text === 'else') depth--
    if (depth < 0) throw body.refusal(text, 'an instruction')
    lines.push('  '.repeat(depth) + text)
    if (instructions.opens(code) || text === 'else') depth++
  }
}

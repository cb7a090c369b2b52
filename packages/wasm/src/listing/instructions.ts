import { extended, vector } from '../encode/opcodes.ts'
import { type NamedInstruction, namedInstructions } from './instruction-names.ts'
import type { Reader } from './reader.ts'

/** What a function calls things by their numbers. */
export interface Names {
  readonly functions: readonly string[]
  readonly locals: readonly string[]
}

/** Reads a function's instructions, one after the other. */
export class Instructions {
  private readonly reader: Reader
  private readonly names: Names
  private readonly known: ReadonlyMap<number, NamedInstruction> = namedInstructions()

  constructor(reader: Reader, names: Names) {
    this.reader = reader
    this.names = names
  }

  /** The next instruction: its number in `opcodes.ts` and its text. */
  next(): { readonly code: number; readonly text: string } {
    const { reader } = this
    const first = reader.byte()
    const code = first === 0xfd ? vector + reader.unsigned() : first === 0xfc ? extended + reader.unsigned() : first
    const instruction = this.known.get(code)
    if (instruction === undefined) throw reader.refusal(`instruction ${code}`, 'one that this package writes')
    return { code, text: `${instruction.name}${this.immediates(instruction)}` }
  }

  /** Whether what follows is inside of this instruction, up to its end. */
  opens(code: number): boolean {
    return this.known.get(code)!.immediates === 'block'
  }

  private immediates({ immediates, alignment }: NamedInstruction): string {
    const { reader, names } = this
    switch (immediates) {
      case 'none':
        return ''
      case 'block':
        reader.expect(0x40)
        return ''
      case 'label':
        return ` ${reader.unsigned()}`
      case 'global':
        return ` $a${reader.unsigned()}`
      case 'function':
        return ` ${this.named(names.functions)}`
      case 'local':
        return ` ${this.named(names.locals)}`
      case 'int32':
        return ` ${reader.signed()}`
      case 'memory':
        return this.place(alignment)
      case 'memory lane':
        return `${this.place(alignment)} ${reader.byte()}`
      case 'lane':
        return ` ${reader.byte()}`
      case 'shuffle':
        return ` ${this.sixteen().join(' ')}`
      case 'vector': {
        const bytes = this.sixteen().map((byte) => byte.toString(16).padStart(2, '0'))
        const lanes = [0, 4, 8, 12].map(
          (at) =>
            `0x${bytes
              .slice(at, at + 4)
              .toReversed()
              .join('')}`,
        )
        return ` i32x4 ${lanes.join(' ')}`
      }
      case 'copy':
        reader.expect(0, 0)
        return ''
    }
  }

  private named(names: readonly string[]): string {
    const index = this.reader.unsigned()
    const name = names[index]
    if (name === undefined) throw this.reader.refusal(`number ${index}`, `less than ${names.length}`)
    return name
  }

  private place(natural: number): string {
    const { reader } = this
    const exponent = reader.unsigned()
    if (exponent > 4) throw reader.refusal(`an alignment of two to the ${exponent}`, 'at most 16 bytes')
    const alignment = 1 << exponent
    const offset = reader.unsigned()
    return `${offset === 0 ? '' : ` offset=${offset}`}${alignment === natural ? '' : ` align=${alignment}`}`
  }

  private sixteen(): number[] {
    return Array.from({ length: 16 }, () => this.reader.byte())
  }
}

import * as opcodes from '../encode/opcodes.ts'

/** How the numbers behind an instruction are to be read. */
export type Immediates =
  | 'none'
  | 'block'
  | 'label'
  | 'function'
  | 'local'
  | 'global'
  | 'int32'
  | 'memory'
  | 'memory lane'
  | 'lane'
  | 'vector'
  | 'shuffle'
  | 'copy'

/** What the text format calls an instruction, and what stands behind it. */
export interface NamedInstruction {
  readonly name: string
  readonly immediates: Immediates
  /** The alignment in bytes that a memory instruction has where none is stated. */
  readonly alignment: number
}

/** The instructions that this package emits, by their numbers in `opcodes.ts`. The names are those of its constants. */
export function namedInstructions(): ReadonlyMap<number, NamedInstruction> {
  const { vector, extended, ...codes } = opcodes
  return new Map(
    Object.entries(codes).map(([constant, code]) => {
      const name = constant.toLowerCase().replace(/^(i32|v128|[if]\d+x\d+|local|global|memory)_/, '$1.')
      return [code, { name, immediates: immediatesOf(name), alignment: alignmentOf(name) }]
    }),
  )
}

const exact: Readonly<Record<string, Immediates>> = {
  block: 'block',
  loop: 'block',
  if: 'block',
  br: 'label',
  br_if: 'label',
  call: 'function',
  'i32.const': 'int32',
  'v128.const': 'vector',
  'i8x16.shuffle': 'shuffle',
  'memory.copy': 'copy',
}

function immediatesOf(name: string): Immediates {
  const known = exact[name]
  if (known !== undefined) return known
  if (name.startsWith('local.')) return 'local'
  if (name.startsWith('global.')) return 'global'
  if (/\.(load|store)\d*_lane$/.test(name)) return 'memory lane'
  if (/\.(load|store)/.test(name)) return 'memory'
  return /_lane(_[su])?$/.test(name) ? 'lane' : 'none'
}

function alignmentOf(name: string): number {
  const bits = /\.(?:load|store)(\d+)/.exec(name)?.[1]
  if (bits !== undefined) return Number(bits) / 8
  return name.startsWith('v128') ? 16 : 4
}

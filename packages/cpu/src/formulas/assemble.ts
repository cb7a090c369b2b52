import { type DType, type Expression, GradusError } from '@gradus/kernel'
import { allocate } from './allocate.ts'
import { flatten, type Value } from './flatten.ts'
import { fuseProducts } from './fuse.ts'
import { createInstruction, type Instruction } from './instruction.ts'
import { loopFor } from './loops/index.ts'

/** A formula as instructions over the register file, and what must be in the registers before they run. */
export interface Assembly {
  readonly instructions: readonly Instruction[]
  /** Where the result is found, and its dtype. */
  readonly result: number
  readonly dtype: DType
  /** Elements that one pass may handle. */
  readonly blockLength: number
  readonly constants: readonly { readonly dtype: DType; readonly value: number; readonly z: number }[]
  /** The inputs that occur; of a scalar one element is needed, of others a block. */
  readonly inputs: readonly { readonly index: number; readonly dtype: DType; readonly z: number; readonly scalar: boolean }[]
  /** The axes whose positions occur. */
  readonly positions: readonly { readonly axis: number; readonly z: number }[]
}

const cache = /* @__PURE__ */ new WeakMap<Expression, Map<string, Assembly>>()

/** The instructions for `body` where the given inputs have one element for the whole index space; made once. */
export function assemblyFor(body: Expression, scalars: readonly number[]): Assembly {
  let assemblies = cache.get(body)
  if (!assemblies) {
    assemblies = new Map()
    cache.set(body, assemblies)
  }
  const key = scalars.join(' ')
  let assembly = assemblies.get(key)
  if (!assembly) {
    assembly = assemble(body, scalars)
    assemblies.set(key, assembly)
  }
  return assembly
}

function assemble(body: Expression, scalars: readonly number[]): Assembly {
  const isSingle = ({ node }: Value) => node.kind === 'constant' || (node.kind === 'input' && scalars.includes(node.index))
  const values = fuseProducts(flatten(body))
  const root = values.at(-1)!
  // A result that is one element must become a block of it.
  if (isSingle(root)) values.push({ node: root.node, operation: 'copy', operands: [root] })
  const result = values.at(-1)!

  // What nothing computes comes first: it is in its place before the first instruction runs.
  const given = values.filter((value) => value.operands.length === 0)
  const computed = values.filter((value) => value.operands.length > 0)
  const single = (value: Value) => value.operands.length === 0 && isSingle(value)
  const { addressOf, blockLength } = allocate([...given, ...computed], single)
  return {
    instructions: computed.map((value) => {
      const [x, y, w] = value.operands
      return {
        ...createInstruction(loopOf(value)),
        z: addressOf(value),
        ...(x && { x: addressOf(x), dx: single(x) ? 0 : 1 }),
        ...(y && { y: addressOf(y), dy: single(y) ? 0 : 1 }),
        ...(w && { w: addressOf(w), dw: single(w) ? 0 : 1 }),
      }
    }),
    result: addressOf(result),
    dtype: body.dtype,
    blockLength,
    constants: given.flatMap((value) => {
      const { node } = value
      return node.kind === 'constant' ? [{ dtype: node.dtype, value: node.value, z: addressOf(value) }] : []
    }),
    inputs: given.flatMap((value) => {
      const { node } = value
      return node.kind === 'input' ? [{ index: node.index, dtype: node.dtype, z: addressOf(value), scalar: single(value) }] : []
    }),
    positions: given.flatMap((value) => (value.node.kind === 'index' ? [{ axis: value.node.axis, z: addressOf(value) }] : [])),
  }
}

function loopOf(value: Value): Instruction['loop'] {
  const loop = loopFor(value)
  if (loop) return loop
  const dtypes = value.operands.map((operand) => operand.node.dtype).join(' and ')
  throw new GradusError('unsupported', `cpu: ${value.operation} of ${dtypes} is not defined`)
}

import { type Code, v128 } from '../encode/code.ts'
import * as op from '../encode/opcodes.ts'
import { type Block, LOCAL, type Node, type Place, SHIFT_LANES, SPLAT_LOCAL, type Store } from './block.ts'

/** Expressions are nested in one another up to this depth; at it a value goes through a local, so that no recursion gets deep. */
const maxDepth = 400

/**
 * Writes the instructions of a block: values on demand, each once, kept in a local between its uses, and the stores in their order.
 *
 * Every load reads what memory held when the block began, also behind a store to the same place.
 */
export class BlockEmitter {
  private readonly code: Code
  private readonly block: Block
  /** How often each node is still needed; those that no root needs have 0. */
  private readonly uses: Int32Array
  private readonly locals: Int32Array
  private deep: Node[]
  private readonly loads = new Map<number, Node[]>()

  /** `roots` are the values that are asked for, once each, beside the block's stores. */
  constructor(code: Code, block: Block, roots: readonly Node[]) {
    this.code = code
    this.block = block
    const { nodes, stores } = block
    this.uses = new Int32Array(nodes.length)
    this.locals = new Int32Array(nodes.length).fill(-1)
    for (const root of roots) this.uses[root]!++
    for (const { value } of stores) this.uses[value]!++
    // Operands have lower numbers than their users.
    for (let node = nodes.length - 1; node >= 0; node--) {
      if (this.uses[node] === 0) continue
      const { operands, place } = nodes[node]!
      for (const operand of operands) this.uses[operand]!++
      if (place !== undefined) {
        const loads = this.loads.get(place.base)
        if (loads) loads.push(node)
        else this.loads.set(place.base, [node])
      }
    }
    this.deep = deepNodes(block).filter((node) => this.uses[node]! > 0)
  }

  /** Leaves the value of a node on the stack. */
  push(root: Node): void {
    this.keepDeep()
    this.value(root)
  }

  /** Writes all stores of the block. */
  stores(): void {
    for (const store of this.block.stores) this.store(store)
  }

  /** Gives back the locals of values that nobody asks for any more. */
  release(): void {
    this.locals.forEach((local, node) => {
      if (local >= 0 && this.uses[node]! > 0) this.code.release(local)
    })
  }

  private store({ code, place, value, lane }: Store): void {
    this.keepDeep()
    this.keepOverwritten(place, code)
    address(this.code, place)
    this.value(value)
    this.code.memory(code, place.offset, lane)
  }

  /** Loads of what is about to be overwritten happen now, if anybody still needs them. */
  private keepOverwritten({ base, offset }: Place, code: number): void {
    const loads = this.loads.get(base)
    if (loads === undefined) return
    const width = code === op.V128_STORE ? 16 : code === op.V128_STORE64_LANE ? 8 : 4
    for (const node of loads) {
      const other = this.block.nodes[node]!.place!.offset
      if (this.uses[node]! > 0 && this.locals[node]! < 0 && other < offset + width && offset < other + 16) this.keep(node)
    }
  }

  private keepDeep(): void {
    const { deep } = this
    this.deep = []
    for (const node of deep) this.keep(node)
  }

  private keep(node: Node): void {
    const { code } = this
    this.compute(node)
    const local = code.local(v128)
    code.set(local)
    this.locals[node] = local
  }

  private value(node: Node): void {
    const { code, uses, locals } = this
    const left = --uses[node]!
    const known = locals[node]!
    if (known >= 0) {
      code.get(known)
      if (left === 0) code.release(known)
      return
    }
    this.compute(node)
    if (left > 0 && !this.isCheap(node)) {
      const local = code.local(v128)
      code.tee(local)
      locals[node] = local
    }
  }

  /** What costs no more to make again than to keep. */
  private isCheap(node: Node): boolean {
    const { code, place } = this.block.nodes[node]!
    return code === LOCAL || code === op.V128_CONST || (place !== undefined && place.base === this.block.constants.base)
  }

  private compute(node: Node): void {
    const { code, block } = this
    const { code: instruction, operands, immediate, place } = block.nodes[node]!
    if (instruction === LOCAL) {
      code.get(immediate[0]!)
      return
    }
    if (instruction === SPLAT_LOCAL) {
      code.get(immediate[0]!)
      code.op(op.I32X4_SPLAT)
      return
    }
    if (instruction === SHIFT_LANES) {
      this.shiftLanes(operands, immediate[0]!)
      return
    }
    if (place !== undefined) address(code, place)
    for (const operand of operands) this.value(operand)
    if (place !== undefined) code.memory(instruction, place.offset, immediate[0])
    else if (instruction === op.I32X4_SHL || instruction === op.I32X4_SHR_S || instruction === op.I32X4_SHR_U) {
      code.constant(immediate[0]!)
      code.op(instruction)
    } else if (immediate.length === 0) code.op(instruction)
    else code.immediate(instruction, immediate)
  }

  private shiftLanes([a, b]: readonly Node[], scalar: number): void {
    const { code } = this
    const [left, right] = [code.local(v128), code.local(v128)]
    this.value(a!)
    code.set(left)
    this.value(b!)
    code.set(right)
    code.get(left)
    for (let lane = 0; lane < 4; lane++) {
      code.get(left)
      code.immediate(op.I32X4_EXTRACT_LANE, [lane])
      code.get(right)
      code.immediate(op.I32X4_EXTRACT_LANE, [lane])
      code.op(scalar)
      code.immediate(op.I32X4_REPLACE_LANE, [lane])
    }
    code.release(left)
    code.release(right)
  }
}

/** The nodes at which a nest of expressions must end, in order. */
function deepNodes({ nodes }: Block): Node[] {
  const depths = new Int32Array(nodes.length)
  const deep: Node[] = []
  for (let node = 0; node < nodes.length; node++) {
    let depth = 0
    for (const operand of nodes[node]!.operands) depth = Math.max(depth, depths[operand]! + 1)
    if (depth === maxDepth) deep.push(node)
    depths[node] = depth % maxDepth
  }
  return deep
}

/** Leaves the address of a place on the stack, but for its offset. */
export function address(code: Code, { base }: Place): void {
  code.get(base < 0 ? -1 - base : code.global(base))
}

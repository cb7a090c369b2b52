import { bytesPerElement, type DType, type Guard } from '@gradus/kernel'
import type { Block, Place } from '../block/block.ts'
import { address } from '../block/emit.ts'
import { type Code, i32, v128 } from '../encode/code.ts'
import * as op from '../encode/opcodes.ts'
import { constantVector, type Group, partsOf, wideMask } from '../formulas/lanes.ts'
import { expandBools } from '../straight/elements.ts'
import { loadGroup } from './access.ts'
import { type Context, dtypeOf, placeOf } from './context.ts'
import type { Pointers } from './pointers.ts'
import type { SpaceView } from './space.ts'

/**
 * Loads through a view with guards. Where they do not move along the innermost axis, whole rows are inside or outside; else each lane is
 * looked at.
 */
export class GuardedLoad {
  private readonly code: Code
  private readonly dtype: DType
  private readonly view: SpaceView
  private readonly inner: number
  private readonly place: Place
  /** Where a load is safe whatever the guards say. */
  private readonly safe: Place
  private readonly counters: readonly (number | undefined)[]
  private readonly byRow: boolean
  private readonly valid: number
  private readonly delta: number
  private readonly at: number
  private readonly lanes: readonly number[]

  constructor(context: Context, code: Code, pointers: Pointers, value: number, view: SpaceView, inner: number) {
    this.code = code
    this.dtype = dtypeOf(context, value)
    this.view = view
    this.inner = inner
    const size = bytesPerElement[this.dtype]
    this.place = pointers.add(
      placeOf(context, value, view.offset),
      view.strides.map((stride) => stride * size),
    )
    this.safe = placeOf(context, value, 0)
    this.counters = view.strides.map((_, axis) =>
      view.guards.some(({ factors }) => factors[axis] !== 0) ? pointers.counter(axis) : undefined,
    )
    const along = inner < 0 ? 0 : view.strides[inner]!
    // Of a row that is outside something is loaded too: only neighbours, so that it lies where there is memory.
    this.byRow = view.guards.every(({ factors }) => inner < 0 || factors[inner] === 0) && (along === 0 || along === 1)
    this.valid = code.local(i32)
    this.delta = code.local(i32)
    this.at = code.local(i32)
    this.lanes = this.byRow ? [] : Array.from({ length: partsOf(this.dtype, 4) }, () => code.local(v128))
  }

  /** Before the innermost loop. */
  beforeRow(): void {
    if (this.byRow) this.decide(0)
  }

  /** Before the instructions of a group. */
  beforeGroup(count: number): void {
    const { code } = this
    if (this.byRow) {
      this.addressOf(0)
      code.set(this.at)
      return
    }
    // Lane by lane: in a vector of the fill, those that are inside are loaded.
    const width = this.dtype === 'float64' ? 2 : 4
    for (const local of this.lanes) {
      this.fill()
      code.set(local)
    }
    for (let lane = 0; lane < count; lane++) {
      this.decide(lane)
      code.get(this.valid)
      code.open(op.IF)
      this.addressOf(lane)
      const local = this.lanes[Math.floor(lane / width)]!
      code.get(local)
      const load = this.dtype === 'bool' ? op.V128_LOAD8_LANE : this.dtype === 'float64' ? op.V128_LOAD64_LANE : op.V128_LOAD32_LANE
      code.memory(load, 0, lane % width)
      code.set(local)
      code.op(op.END)
    }
  }

  /** The group, in a block whose code {@link beforeGroup} precedes. */
  group(block: Block, count: number): Group {
    const { dtype } = this
    const parts = partsOf(dtype, count)
    if (!this.byRow) {
      const vectors = this.lanes.slice(0, parts).map((local) => block.local(local))
      return dtype === 'bool' ? [expandBools(block, vectors[0]!)] : vectors
    }
    const stride = this.inner < 0 ? 0 : this.view.strides[this.inner]!
    const loaded = loadGroup(block, dtype, { base: -1 - this.at, offset: 0 }, stride, count)
    const fill = constantVector(block, this.view.fill, dtype)
    const mask = block.splatLocal(this.valid)
    return loaded.map((vector, part) =>
      block.apply(op.V128_BITSELECT, vector, fill, dtype === 'float64' ? wideMask(block, mask, part) : mask),
    )
  }

  /** valid ← −1 or 0, delta ← what the guards add to the address, in bytes, for one lane of the group that comes. */
  private decide(lane: number): void {
    const { code, view } = this
    code.constant(-1)
    code.set(this.valid)
    code.constant(0)
    code.set(this.delta)
    for (const guard of view.guards) this.apply(guard, lane)
  }

  private apply({ start, factors, step, size, stride }: Guard, lane: number): void {
    const { code } = this
    const position = code.local(i32)
    code.constant(start + (this.inner < 0 ? 0 : factors[this.inner]! * lane))
    factors.forEach((factor, axis) => {
      if (factor === 0) return
      code.get(this.counters[axis]!)
      code.constant(factor)
      code.op(op.I32_MUL)
      code.op(op.I32_ADD)
    })
    code.set(position)
    const and = (condition: () => void): void => {
      code.get(this.valid)
      code.constant(0)
      condition()
      code.op(op.I32_SUB)
      code.op(op.I32_AND)
      code.set(this.valid)
    }
    if (step !== 1) {
      and(() => {
        code.get(position)
        code.constant(step)
        code.op(op.I32_REM_S)
        code.op(op.I32_EQZ)
      })
      code.get(position)
      code.constant(step)
      code.op(op.I32_DIV_S)
      code.set(position)
    }
    and(() => {
      // As an unsigned number, what is negative is too large.
      code.get(position)
      code.constant(size)
      code.op(op.I32_LT_U)
    })
    code.get(this.delta)
    code.get(position)
    code.constant(stride * bytesPerElement[this.dtype])
    code.op(op.I32_MUL)
    code.op(op.I32_ADD)
    code.set(this.delta)
    code.release(position)
  }

  /** Leaves on the stack where a lane's element lies; a safe address where that is outside. */
  private addressOf(lane: number): void {
    const { code } = this
    const along = this.inner < 0 ? 0 : this.view.strides[this.inner]!
    address(code, this.place)
    code.constant(this.place.offset + lane * along * bytesPerElement[this.dtype])
    code.op(op.I32_ADD)
    code.get(this.delta)
    code.op(op.I32_ADD)
    address(code, this.safe)
    code.constant(this.safe.offset)
    code.op(op.I32_ADD)
    code.get(this.valid)
    code.op(op.SELECT)
  }

  private fill(): void {
    const { code, dtype } = this
    const bytes = new DataView(new ArrayBuffer(16))
    const { fill } = this.view
    for (let at = 0; at < 16; at += bytesPerElement[dtype]) {
      if (dtype === 'float64') bytes.setFloat64(at, fill, true)
      else if (dtype === 'float32') bytes.setFloat32(at, fill, true)
      else if (dtype === 'int32') bytes.setInt32(at, fill, true)
      else bytes.setUint8(at, fill)
    }
    code.immediate(op.V128_CONST, Array.from(new Uint8Array(bytes.buffer)))
  }
}

import { Bytes } from './bytes.ts'
import * as op from './opcodes.ts'

/** The types of locals and results that we use. */
export const i32 = 0x7f
export const v128 = 0x7b
export type ValueType = typeof i32 | typeof v128

/** The alignment that memory instructions promise is a hint; we promise none, which costs nothing on any processor of today. */
const align = 0

const noBytes: readonly number[] = /* @__PURE__ */ new Array<number>(16).fill(0)

/** The code of one function while it is written: its instructions, and its locals. */
export class Code {
  readonly bytes: Bytes = new Bytes()
  private readonly types: ValueType[] = []
  private readonly free: Record<ValueType, number[]> = { [i32]: [], [v128]: [] }
  private readonly globals = new Map<number, number>()
  private readonly loads: Bytes = new Bytes()

  /** A local of this type, 0 at first unless it was used before. */
  local(type: ValueType): number {
    const again = this.free[type].pop()
    if (again !== undefined) return again
    this.types.push(type)
    return this.types.length - 1
  }

  /** Gives a local back, for others to use. */
  release(local: number): void {
    this.free[this.types[local]!].push(local)
  }

  /** The local that holds an imported global during the whole call. */
  global(index: number): number {
    let local = this.globals.get(index)
    if (local === undefined) {
      // A new one: a local that was used before would be written over on the way here.
      this.types.push(i32)
      local = this.types.length - 1
      this.globals.set(index, local)
      this.loads.byte(op.GLOBAL_GET)
      this.loads.unsigned(index)
      this.loads.byte(op.LOCAL_SET)
      this.loads.unsigned(local)
    }
    return local
  }

  /** An instruction without immediates. */
  op(code: number): void {
    const { bytes } = this
    if (code < op.extended) bytes.byte(code)
    else if (code < op.vector) {
      bytes.byte(0xfc)
      bytes.unsigned(code - op.extended)
    } else {
      bytes.byte(0xfd)
      bytes.unsigned(code - op.vector)
    }
  }

  get(local: number): void {
    this.bytes.byte(op.LOCAL_GET)
    this.bytes.unsigned(local)
  }

  set(local: number): void {
    this.bytes.byte(op.LOCAL_SET)
    this.bytes.unsigned(local)
  }

  tee(local: number): void {
    this.bytes.byte(op.LOCAL_TEE)
    this.bytes.unsigned(local)
  }

  constant(value: number): void {
    this.bytes.byte(op.I32_CONST)
    this.bytes.signed(value)
  }

  /** A load or store of any kind; those of a lane name it. */
  memory(code: number, offset: number, lane?: number): void {
    this.op(code)
    this.bytes.unsigned(align)
    this.bytes.unsigned(offset)
    if (lane !== undefined) this.bytes.byte(lane)
  }

  /** An instruction whose immediates are bytes: a lane, a constant, a shuffle. */
  immediate(code: number, bytes: readonly number[]): void {
    this.op(code)
    for (let i = 0; i < bytes.length; i++) this.bytes.byte(bytes[i]!)
  }

  /** A vector of zeros. */
  zeros(): void {
    this.immediate(op.V128_CONST, noBytes)
  }

  /** local ← local + value; nothing for 0. */
  advance(local: number, value: number): void {
    if (value === 0) return
    this.get(local)
    this.constant(value)
    this.op(op.I32_ADD)
    this.set(local)
  }

  /** Opens a structure without a result. */
  open(code: typeof op.BLOCK | typeof op.LOOP | typeof op.IF): void {
    this.bytes.byte(code)
    this.bytes.byte(0x40)
  }

  /** Repeats `body` `count` times, at least once; `count` is known. */
  repeat(count: number, body: () => void): void {
    if (count === 1) {
      body()
      return
    }
    const left = this.local(i32)
    this.constant(count)
    this.set(left)
    this.open(op.LOOP)
    body()
    this.get(left)
    this.constant(1)
    this.op(op.I32_SUB)
    this.tee(left)
    this.bytes.byte(op.BR_IF)
    this.bytes.unsigned(0)
    this.op(op.END)
    this.release(left)
  }

  call(func: number): void {
    this.bytes.byte(op.CALL)
    this.bytes.unsigned(func)
  }

  /** The body as it stands in a module: locals, the globals' loads, instructions, end. */
  body(): Uint8Array {
    const body = new Bytes()
    const runs: [count: number, type: ValueType][] = []
    for (const type of this.types) {
      const last = runs.at(-1)
      if (last?.[1] === type) last[0]++
      else runs.push([1, type])
    }
    body.unsigned(runs.length)
    for (const [count, type] of runs) {
      body.unsigned(count)
      body.byte(type)
    }
    body.append(this.loads.view())
    body.append(this.bytes.view())
    body.byte(op.END)
    return body.view()
  }
}

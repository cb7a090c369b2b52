import { bytesPerElement, type Shape } from '@gradus/kernel'
import { Block, type Place } from '../block/block.ts'
import { BlockEmitter } from '../block/emit.ts'
import { Code, v128 } from '../encode/code.ts'
import * as op from '../encode/opcodes.ts'
import { counting, type Group, groupLength } from '../formulas/lanes.ts'
import { loadGroup, shiftFor, storeStrided } from './access.ts'
import { type Context, dtypeOf, placeOf } from './context.ts'
import { GuardedLoad } from './guarded-load.ts'
import { type Access, type Member, Members } from './members.ts'
import { Pointers } from './pointers.ts'
import { type SpaceView, spaceOf } from './space.ts'

/**
 * Elementwise steps in one loop nest, four elements at a time along the innermost axis.
 *
 * The function gives 1 when a check failed, else 0.
 */
export function mapFunction(context: Context, shape: Shape, steps: readonly Member[], stored: ReadonlySet<number>): Code {
  const code = new Code()
  const members = new Members(context, shape, steps, [], stored)
  const space = spaceOf(
    shape,
    members.accesses.map(({ view }) => view),
    members.indexAxes,
  )
  const { sizes } = space
  const inner = sizes.length - 1
  const pointers = new Pointers(code, sizes.length)
  const bad = code.local(v128)
  const guarded = new Map<Access, GuardedLoad>()
  const plain = new Map<Access, { readonly place: Place; readonly stride: number }>()
  members.accesses.forEach((access, i) => {
    const view = space.views[i]!
    if (view.guards.length > 0) guarded.set(access, new GuardedLoad(context, code, pointers, access.value, view, inner))
    else plain.set(access, placeAlong(context, pointers, access.value, view, inner))
  })
  const counters = new Map(
    [...members.indexAxes].map((axis) => [axis, space.axes[axis]! < 0 ? undefined : pointers.counter(space.axes[axis]!)]),
  )

  const write = (count: number): void => {
    const block = new Block(context.constants)
    for (const load of guarded.values()) load.beforeGroup(count)
    const found = members.write(
      block,
      count,
      {
        load(access) {
          const dtype = dtypeOf(context, access.value)
          const guardedLoad = guarded.get(access)
          if (guardedLoad !== undefined) return guardedLoad.group(block, count)
          const { place, stride } = plain.get(access)!
          return loadGroup(block, dtype, place, stride, count)
        },
        store(access, group) {
          const { place, stride } = plain.get(access)!
          storeStrided(block, group, dtypeOf(context, access.value), place, stride, count)
        },
        index(axis): Group {
          const counter = counters.get(axis)
          if (counter === undefined) return [counting(block, 0)].map((node) => block.apply(op.V128_XOR, node, node))
          const first = block.splatLocal(counter)
          return [space.axes[axis] === inner ? block.apply(op.I32X4_ADD, first, counting(block, 0)) : first]
        },
      },
      new Map(),
    )
    const emitter = new BlockEmitter(code, block, found)
    for (const node of found) {
      code.get(bad)
      emitter.push(node)
      code.op(op.V128_OR)
      code.set(bad)
    }
    emitter.stores()
    emitter.release()
  }

  const nest = (axis: number): void => {
    if (axis < inner) {
      pointers.loop(axis, sizes[axis]!, 1, () => nest(axis + 1))
      return
    }
    for (const load of guarded.values()) load.beforeRow()
    const size = inner < 0 ? 1 : sizes[inner]!
    const whole = Math.floor(size / groupLength)
    pointers.loop(inner, whole, groupLength, () => write(groupLength))
    if (size % groupLength === 0) return
    if (whole > 0) pointers.move(inner, whole * groupLength)
    write(size % groupLength)
    if (whole > 0) pointers.move(inner, -whole * groupLength)
  }
  nest(Math.min(0, inner))
  code.get(bad)
  code.op(op.V128_ANY_TRUE)
  return code
}

/** The moving place of a view's element, and its distance to the next along the vector axis. */
export function placeAlong(
  context: Context,
  pointers: Pointers,
  value: number,
  view: SpaceView,
  vectorAxis: number,
): { readonly place: Place; readonly stride: number } {
  const size = bytesPerElement[dtypeOf(context, value)]
  const stride = vectorAxis < 0 ? 0 : view.strides[vectorAxis]!
  const place = pointers.add(
    placeOf(context, value, view.offset + shiftFor(stride)),
    view.strides.map((step) => step * size),
  )
  return { place, stride }
}

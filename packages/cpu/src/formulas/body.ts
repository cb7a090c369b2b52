import { type DType, type Expression, elementCount, permuteView, type Shape, type View } from '@gradus/kernel'
import type { CpuBuffer } from '../buffer.ts'
import { layoutOf } from '../views/layout.ts'
import { Source } from '../views/source.ts'
import { type Assembly, assemblyFor } from './assemble.ts'
import { type Positions, writePositions } from './positions.ts'
import { registerFile } from './registers.ts'

/** The formula whose constants are in the register file. */
let prepared: Assembly | undefined

/** A formula over an index space, evaluated block by block. */
export class Body {
  readonly dtype: DType
  /** Where {@link evaluate} leaves its results, and how many it can give at a time. */
  readonly result: number
  readonly blockLength: number
  readonly #assembly: Assembly
  readonly #scalars: readonly Source[]
  readonly #blocks: readonly Source[]
  readonly #positions: readonly Positions[]

  /** `order` lists the axes of the index space, outermost first, in which positions are counted; by default as they are. */
  constructor(name: string, space: Shape, views: readonly View[], expression: Expression, order = [...space.keys()]) {
    const shape = order.map((axis) => space[axis]!)
    const total = elementCount(shape)
    const layouts = views.map((view) => layoutOf(shape, permuteView(view, order)))
    const assembly = assemblyFor(
      expression,
      [...layouts.keys()].filter((index) => layouts[index]!.step === 0),
    )
    const sourcesOf = (scalar: boolean) =>
      assembly.inputs
        .filter((input) => input.scalar === scalar)
        .map(({ index, dtype, z }) => new Source(name, index, dtype, layouts[index]!, total, z))
    this.dtype = assembly.dtype
    this.result = assembly.result
    this.blockLength = assembly.blockLength
    this.#assembly = assembly
    this.#scalars = sourcesOf(true)
    this.#blocks = sourcesOf(false)
    this.#positions = assembly.positions.map(({ axis, z }) => ({
      z,
      repeat: elementCount(shape.slice(order.indexOf(axis) + 1)),
      size: space[axis]!,
    }))
  }

  /** Checks the buffers of a run and brings what stays the same during it into the registers. */
  begin(inputs: readonly CpuBuffer[]): void {
    const scalars = this.#scalars
    const blocks = this.#blocks
    for (let i = 0; i < scalars.length; i++) scalars[i]!.check(inputs)
    for (let i = 0; i < blocks.length; i++) blocks[i]!.check(inputs)
    for (let i = 0; i < scalars.length; i++) scalars[i]!.load(inputs, 0, 1)
    if (prepared !== this.#assembly) {
      prepared = this.#assembly
      for (const { dtype, value, z } of prepared.constants) registerFile[dtype][z] = value
    }
  }

  /** Computes the elements `start … start + count − 1`, at most {@link blockLength} of them. */
  evaluate(inputs: readonly CpuBuffer[], start: number, count: number): void {
    const blocks = this.#blocks
    const positions = this.#positions
    const { instructions } = this.#assembly
    for (let i = 0; i < blocks.length; i++) blocks[i]!.load(inputs, start, count)
    for (let i = 0; i < positions.length; i++) writePositions(positions[i]!, start, count)
    for (let i = 0; i < instructions.length; i++) {
      const instruction = instructions[i]!
      instruction.loop(count, instruction)
    }
  }
}

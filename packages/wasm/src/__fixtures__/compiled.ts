import { cpu } from '@gradus/cpu'
import { dtypeOf } from '@gradus/cpu/fixtures'
import { type Executable, elementCount, type Program, type TypedArray } from '@gradus/kernel'
import { bind, compileProgram, type Form } from '../compile.ts'
import { Memory } from '../memory/memory.ts'

/** Programs of tests lie in one memory, as those of a model do. */
const shared = new Memory()

/** A program in one form, ready to run on states that hold these elements. */
export function compiled(program: Program, form: Form, states: readonly TypedArray[] = [], memory: Memory = shared): Executable {
  const buffers = states.map((data) => {
    const buffer = cpu.allocate(dtypeOf(data), data.length)
    cpu.write(buffer, data)
    return buffer
  })
  return bind(memory, cpu, compileProgram(program, { form }), buffers)
}

/** What the states hold now. */
export function statesOf({ states }: Executable): TypedArray[] {
  return states.map((state) => cpu.read(state))
}

/** Beyond this many elements code without loops takes too long to make. */
const mostStraight = 20_000

/** The forms that a program can have: straight code cannot call the interpreter. */
export function formsOf({ steps }: Program): readonly Form[] {
  const elements = steps.reduce((sum, { kernel }) => sum + elementCount(kernel.shape), 0)
  return elements <= mostStraight && steps.every(({ kernel }) => kernel.kind === 'map') ? ['straight', 'loops'] : ['loops']
}

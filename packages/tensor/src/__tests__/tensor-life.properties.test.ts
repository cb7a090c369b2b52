// Protects: whatever happens to tensors in whatever order, they hold what plain arrays would, gradients too; nothing but assign changes one, and none
// is differentiated past an assignment.
import { GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { runs, smallInteger } from 'tooling-properties'
import { expect, it } from 'vitest'
import { add, flip, multiply, slice, sum, type Tensor, tensor } from '../index.ts'

/** A tensor of one axis as plain numbers, and how a gradient goes back from it. */
interface Plain {
  data: number[]
  gradient: number[] | undefined
  readonly leaf: boolean
  readonly tracked: boolean
  /** The operation's inputs, each as it was assigned to when it was used, and what its gradient is. */
  readonly inputs: readonly (readonly [input: Plain, version: number, pull: (g: readonly number[]) => number[]])[]
  version: number
}

class Model {
  readonly tensors: Plain[] = []

  at(choice: number): number {
    return choice % this.tensors.length
  }

  leaf(data: readonly number[], tracked: boolean): void {
    this.tensors.push({ data: [...data], gradient: undefined, leaf: true, tracked, inputs: [], version: 0 })
  }

  result(data: number[], ...pulls: readonly (readonly [Plain, (g: readonly number[]) => number[]])[]): void {
    const inputs = pulls.map(([input, pull]) => [input, input.version, pull] as const)
    this.tensors.push({ data, gradient: undefined, leaf: false, tracked: pulls.some(([x]) => x.tracked), inputs, version: 0 })
  }
}

/** The gradients of the leaves behind a value, by each path by itself; undefined when one was assigned to after its use. */
function paths(x: Plain, g: readonly number[], found: Map<Plain, number[]>): Map<Plain, number[]> | undefined {
  if (!x.tracked) return found
  if (x.leaf)
    return found.set(
      x,
      (found.get(x) ?? x.data.map(() => 0)).map((sum, i) => sum + g[i]!),
    )
  for (const [input, version, pull] of x.inputs) {
    if (input.version !== version) return undefined
    if (paths(input, pull(g), found) === undefined) return undefined
  }
  return found
}

type Command = fc.Command<Model, Tensor[]>

/** A command for the tensor or the two that were drawn. */
function command(name: string, choices: readonly number[], run: (model: Model, real: Tensor[], a: number, b: number) => void): Command {
  return {
    check: ({ tensors }) => tensors.length > 0,
    run: (model, real) => run(model, real, model.at(choices[0]!), model.at(choices[1]!)),
    toString: () => `${name}(${choices})`,
  }
}

const choices = fc.tuple(fc.nat(20), fc.nat(20))
const data = fc.array(smallInteger, { maxLength: 4 })

const create = fc.tuple(data, fc.boolean()).map(
  ([numbers, tracked]): Command => ({
    check: () => true,
    run: (model, real) => {
      model.leaf(numbers, tracked)
      real.push(tensor(Float64Array.from(numbers), { requiresGradient: tracked }) as Tensor)
    },
    toString: () => `create([${numbers}]${tracked ? ', tracked' : ''})`,
  }),
)

const turn = choices.map((drawn) =>
  command('flip', drawn, (model, real, a) => {
    const x = model.tensors[a]!
    model.result(x.data.toReversed(), [x, (g) => g.toReversed()])
    real.push(flip(real[a]!))
  }),
)

const cut = choices.map((drawn) =>
  command('slice', drawn, (model, real, a) => {
    const x = model.tensors[a]!
    model.result(x.data.slice(1), [x, (g) => (x.data.length === 0 ? [] : [0, ...g])])
    real.push(slice(real[a]!, [[1, 9]]) as Tensor)
  }),
)

const binary = fc.tuple(choices, fc.constantFrom('add', 'multiply')).map(([drawn, name]) =>
  command(name, drawn, (model, real, a, b) => {
    const [x, y] = [model.tensors[a]!, model.tensors[b]!]
    if (x.data.length !== y.data.length) return
    // What was multiplied is what the gradient needs, whatever becomes of it.
    const [p, q] = [[...x.data], [...y.data]]
    if (name === 'add') {
      model.result(p.map((value, i) => value + q[i]!), [x, (g) => [...g]], [y, (g) => [...g]]) // biome-ignore format: as one
      real.push(add(real[a]!, real[b]!) as Tensor)
    } else {
      model.result(
        p.map((value, i) => value * q[i]!),
        [x, (g) => g.map((each, i) => each * q[i]!)],
        [y, (g) => g.map((each, i) => each * p[i]!)],
      )
      real.push(multiply(real[a]!, real[b]!) as Tensor)
    }
  }),
)

const assign = choices.map((drawn) =>
  command('assign', drawn, (model, real, a, b) => {
    const [target, value] = [model.tensors[a]!, model.tensors[b]!]
    // What nobody remembers as a result may be assigned to.
    const code = value.data.length !== target.data.length ? 'shape' : target.leaf || !target.tracked ? undefined : 'state'
    expect(codeOf(() => real[a]!.assign(real[b]!))).toBe(code)
    if (code !== undefined) return
    target.data = [...value.data]
    target.version++
  }),
)

const backward = choices.map((drawn) =>
  command('backward', drawn, (model, real, a) => {
    const x = model.tensors[a]!
    const found = x.tracked ? paths(x, x.data.map(() => 1), new Map()) : undefined // biome-ignore format: as one
    expect(codeOf(() => sum(real[a]!).backward())).toBe(found === undefined ? 'state' : undefined)
    for (const [leaf, gradient] of found ?? []) {
      leaf.gradient = leaf.gradient === undefined ? gradient : leaf.gradient.map((sum, i) => sum + gradient[i]!)
    }
  }),
)

const forget = choices.map((drawn) =>
  command('zeroGradient', drawn, (model, real, a) => {
    model.tensors[a]!.gradient = undefined
    real[a]!.zeroGradient()
  }),
)

const scribble = choices.map((drawn) =>
  command('write into what was read of', drawn, (_, real, a) => {
    real[a]!.toTypedArray().fill(77)
  }),
)

function codeOf(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    if (error instanceof GradusError) return error.code
    throw error
  }
}

/** Every tensor is read behind every command, so that what changes another one is seen at once. */
function agreeing(inner: Command): Command {
  return {
    check: (model) => inner.check(model),
    run: (model, real) => {
      inner.run(model, real)
      model.tensors.forEach((x, i) => {
        const numbers = (read: Tensor | undefined) => read && Array.from(read.toTypedArray(), (value) => value + 0)
        expect(numbers(real[i]!), `tensor ${i}`).toEqual(x.data.map((value) => value + 0))
        expect(numbers(real[i]!.gradient), `the gradient of tensor ${i}`).toEqual(x.gradient?.map((value) => value + 0))
      })
    },
    toString: () => inner.toString(),
  }
}

it('tensors live as plain arrays do', () => {
  const all = [create, turn, cut, binary, binary, assign, backward, forget, scribble].map((each) => each.map(agreeing))
  fc.assert(
    fc.property(fc.commands(all, { maxCommands: 30, size: 'large' }), (commands) => {
      fc.modelRun(() => ({ model: new Model(), real: [] }), commands)
    }),
    runs(300),
  )
})

import { diagnosticsOf, typeCheck } from 'tooling-type-diagnostics'
import { nativeDiagnosticsOf } from 'tooling-type-diagnostics/native'
import { describe, expect, it } from 'vitest'

const directory = `${import.meta.dirname}/..`

const prelude = `
import { relu, type Check, type Result, type Tensor, zeros } from '@gradus/tensor'
import { activation, conv2d, dense, type ExpectBatch, flatten, input, type Layer, leakyRelu, type Model, reshape, sequential } from '@gradus/layers'
import type { Shape } from '@gradus/kernel'
declare const dynamic: Tensor
declare const anyLayers: Layer[]
declare function fit<In extends Shape, Out extends Shape, X extends Shape, Y extends Shape>(
  model: Model<In, Out>, x: Check<Tensor<X>, ExpectBatch<X, In, 'x'>>, y: Check<Tensor<Y>, ExpectBatch<Y, Out, 'y'>>): Tensor<Result<ExpectBatch<Y, Out, 'y'>>>
export const model = sequential([input([2]), dense(10, { activation: relu }), dense(1)])
`

/** What is written, the type that the compiler found, and the sentence in the place of the type that it expected. */
const mistakes = [
  // A chain: at the layer that does not fit.
  [
    'sequential([input([2]), dense(10), reshape([3, 3]), dense(1)])',
    'Layer<ReshapeRule<readonly [3, 3]>>',
    'reshape: 10 elements cannot fill [3,3]',
  ],
  [
    'sequential([input([28, 28]), flatten(), reshape([-1, 5])])',
    'Layer<ReshapeRule<readonly [-1, 5]>>',
    'reshape: 784 elements cannot fill [-1,5]',
  ],
  [
    'sequential([input([2]), dense(3), model, dense(4)])',
    'Sequential<readonly [number, 2], readonly [number, 1]>',
    'layer expects [*, 2], got [number,3]',
  ],
  [
    'sequential([input([2, 9, 1]), conv2d(8, 3), flatten()])',
    'Layer<Conv2dRule<8, 3, object>>',
    'conv2d: the kernel spans [3,3], more than the padded image [2,9]',
  ],
  ['sequential([input([]), dense(1)])', 'Layer<DenseRule<1>>', 'dense needs an axis of features, got [*]; write input([1])'],
  ['sequential([input([2])])', 'Input<readonly [2]>', 'sequential: a model needs at least one layer after its input'],
  // The input: of the wrong width, of the wrong rank.
  ['model.forward(zeros([4, 3]))', 'Tensor<readonly [4, 3]>', 'model expects [*, 2], got [4,3]'],
  ['model.forward(zeros([4, 2, 2]))', 'Tensor<readonly [4, 2, 2]>', 'model expects [*, 2], got [4,2,2]'],
  ['model.forward(zeros([2]))', 'Tensor<readonly [2]>', 'model expects [*, 2], got [2]'],
  // Inputs and targets of whoever takes a model.
  ['fit(model, zeros([4, 3]), zeros([4, 1]))', 'Tensor<readonly [4, 3]>', 'x expects [*, 2], got [4,3]'],
  ['fit(model, zeros([4, 2]), zeros([4, 2]))', 'Tensor<readonly [4, 2]>', 'y expects [*, 1], got [4,2]'],
  ['fit(model, zeros([4, 2]), zeros([4]))', 'Tensor<readonly [4]>', 'y expects [*, 1], got [4]'],
] as const

/** `Argument of type …` for a whole argument, `Type …` for an item of the array. */
function refusal(statement: string, found: string, sentence: string): string {
  return statement.startsWith('sequential')
    ? `Type '${found}' is not assignable to type '"${sentence}"'.`
    : `Argument of type '${found}' is not assignable to parameter of type '"${sentence}"'.`
}

const source = prelude + mistakes.map(([statement]) => statement).join('\n')
const expected = mistakes.map(([statement, found, sentence]) => refusal(statement, found, sentence))

describe('a mistake in shapes is one compile error that says what does not fit', () => {
  it('by TypeScript 6', () => {
    expect(diagnosticsOf(source, directory)).toEqual(expected)
  }, 30_000)

  it('by TypeScript 7', () => {
    expect(nativeDiagnosticsOf(source, directory)).toEqual(expected)
  }, 30_000)
})

it('what can be right at run time compiles', () => {
  const statements = `
    model.forward(dynamic)
    model.forward(zeros([null! as number, 2]))
    model.forward(zeros(null! as number[]))
    sequential([input(null! as number[]), dense(null! as number), reshape([3, 3])])
    sequential([input([2]), ...anyLayers, dense(1)])
    sequential([input([2]), { kind: 'mine', outputShapeFor: (shape) => shape, forward: (x) => x }, dense(1)])
    sequential([input([2]), anyLayers[0]!, reshape([7, 7]), activation(relu), leakyRelu()])
    fit(model, dynamic, dynamic)`
  expect(diagnosticsOf(prelude + statements, directory)).toEqual([])
}, 30_000)

it('a chain of 40 layers does not slow the compiler down', () => {
  const chain = (layers: number): string => `export const deep = sequential([input([2]), ${'dense(64), leakyRelu(), '.repeat(layers / 2)}])`
  const cost = (layers: number): number => typeCheck(prelude + chain(layers), directory).instantiations
  expect(cost(40) - cost(2)).toBeLessThan(10_000) // 5,109 when this was written
}, 60_000)

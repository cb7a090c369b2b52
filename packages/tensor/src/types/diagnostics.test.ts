import { diagnosticsOf, typeCheck } from 'tooling-type-diagnostics'
import { nativeDiagnosticsOf } from 'tooling-type-diagnostics/native'
import { describe, expect, it } from 'vitest'

/** Compiles statements in which `x` is [2,3], `images` [number,28,28] and `dynamic` of any shape. */
function check(statements: string): ReturnType<typeof typeCheck> {
  return typeCheck(prelude + statements, import.meta.dirname)
}

const prelude = `
import { add, concat, conv2d, maxPool2d, permute, relu, Tensor, tensor, type WithLastAxis, zeros } from '@gradus/tensor'
declare function dense<S extends readonly number[], const Units extends number>(x: Tensor<S>, units: Units): Tensor<WithLastAxis<S, Units>>
declare const dynamic: Tensor
declare const images: Tensor<readonly [number, 28, 28]>
declare const sizes: number[]
export const x = zeros([2, 3])
`

/** The sentence that stands where the type of the wrong argument is expected. */
function refusal(argument: string, sentence: string): string {
  return `Argument of type '${argument}' is not assignable to parameter of type '"${sentence}"'.`
}

const wrongCalls = [
  ['x.matmul(x)', 'Tensor<readonly [2, 3]>', 'matmul: inner dimensions 3 and 2 differ: [2,3] x [2,3]; transpose the second?'],
  ['x.add(zeros([2, 4]))', 'Tensor<readonly [2, 4]>', 'add: [2,3] and [2,4] do not broadcast: axis 1 is 3 and 4'],
  ['add(zeros([4]), images)', 'Tensor<readonly [number, 28, 28]>', 'add: [4] and [number,28,28] do not broadcast: axis 2 is 4 and 28'],
  ['zeros([5]).reshape([2, 3])', 'number[]', 'reshape: 5 elements cannot fill [2,3]'],
  ['x.reshape([4, -1])', 'number[]', 'reshape: 6 elements cannot fill [4,-1]'],
  [
    'conv2d(zeros([1, 3, 8, 8]), zeros([3, 3, 3, 4]))',
    'Tensor<readonly [3, 3, 3, 4]>',
    "conv2d: x [1,3,8,8] has 8 channels, the kernel [3,3,3,4] takes 3; in layout 'channelsFirst' it would fit",
  ],
  ['maxPool2d(zeros([1, 2, 9, 1]), 3)', '3', 'maxPool2d: the window spans [3,3], more than the padded image [2,9]'],
  ['x.sum(2)', '2', 'sum: axis 2 out of range [-2,1]'],
  ['x.sum([0, -2])', 'number[]', 'sum: duplicate axis 0'],
  ['permute(x, [0, 0])', 'number[]', 'permute: order [0,0] must name each of the 2 axes exactly once'],
  [
    'concat([x, zeros([2, 4])])',
    '(Tensor<readonly [2, 3]> | Tensor<readonly [2, 4]>)[]',
    'concat: [2,3] and [2,4] differ: axis 1 is 3 and 4',
  ],
  ['tensor([[1, 2], [3]])', 'number[][]', 'tensor: ragged: item [1] has length 1, expected 2 (as item [0])'],
  ['tensor([[1, 2], [3, 4], [5], []])', 'number[][]', 'tensor: ragged: item [2] has length 1, expected 2 (as item [0])'],
] as const

describe('a wrong call is one compile error that says which dimensions differ', () => {
  it.each(wrongCalls)('%s', (call, argument, sentence) => {
    expect(check(call).diagnostics).toEqual([refusal(argument, sentence)])
  })

  it('by TypeScript 7 as well', () => {
    const source = prelude + wrongCalls.map(([call]) => call).join('\n')
    expect(nativeDiagnosticsOf(source, import.meta.dirname)).toEqual(
      wrongCalls.map(([, argument, sentence]) => refusal(argument, sentence)),
    )
  }, 30_000)

  it('and does not spoil the rest of a chain', () => {
    expect(check('export const y: Tensor = relu(x.matmul(x)).add(x).sum(1)').diagnostics).toHaveLength(1)
  })
})

describe('a call that can be right at run time compiles', () => {
  it.each([
    'dynamic.matmul(x).add(dynamic).reshape(sizes).sum(5).add(x)',
    'x.matmul(dynamic)',
    'images.reshape([-1, 784]).matmul(zeros([784, 10])).add(zeros([10]))',
    'x.reshape([sizes[0]!, 2])',
    'x.sum(sizes[0]!)',
    'permute(x, sizes)',
    'tensor(sizes).add(x)',
    'concat([dynamic, x])',
    'x.add(sizes[0]!)',
    'add(1, x)',
    'x.add(null! as Tensor<any>).matmul(null! as Tensor<any>).sum(7)',
    "tensor(JSON.parse('[[1, 2]]')).matmul(x)",
    'dense(dynamic, 3).matmul(zeros([3, 4]))',
  ])('%s', (call) => {
    expect(check(call).diagnostics).toEqual([])
  })
})

it('a misspelt import is still reported: the checks above compile what they say', () => {
  expect(diagnosticsOf("import { ads } from '@gradus/tensor'", import.meta.dirname)).toHaveLength(1)
})

describe('the compiler is not slowed down', () => {
  const empty = check('').instantiations
  const cost = (statements: string): number => check(statements).instantiations - empty

  it('by a small network', () => {
    const network = `
      const hidden = relu(images.reshape([-1, 784]).matmul(zeros([784, 128])).add(zeros([128])))
      const logits = hidden.matmul(zeros([128, 10])).add(zeros([10]))
      export const loss: Tensor<readonly []> = logits.sum(-1, { keepDims: true }).sum()`
    expect(check(network).diagnostics).toEqual([])
    expect(cost(network)).toBeLessThan(6_000) // 3,468 when this was written
  })

  it('by large sizes: a product costs by its digits', () => {
    expect(cost('zeros([65536, 4096]).reshape([4096, 65536])')).toBeLessThan(8_000) // 4,903
  })

  it('by a table of 500 rows', () => {
    const rows = Array.from({ length: 500 }, (_, row) => `[${row}, ${row + 1}, 0.5, 1]`)
    const table = `export const table: Tensor<readonly [500, 4]> = tensor([${rows.join()}])`
    expect(check(table).diagnostics).toEqual([])
    expect(cost(table)).toBeLessThan(25_000) // 14,757
  })
})

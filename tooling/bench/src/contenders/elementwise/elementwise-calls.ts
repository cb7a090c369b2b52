import * as exported from '@gradus/tensor'
import { less, Tensor, tensor } from '@gradus/tensor'

/** An exported elementwise operation, called on tensors of 8 float32 of which each requires a gradient. */
export interface ElementwiseCall {
  readonly name: string
  readonly inputs: readonly Tensor[]
  call(): Tensor
}

/** All of them, found by what they do and not by a list, so that a new one is measured too. */
export function elementwiseCalls(): ElementwiseCall[] {
  return Object.entries(exported).flatMap(([name, value]) => {
    if (typeof value !== 'function' || value === Tensor) return []
    const op = value as (...args: unknown[]) => unknown
    const args = calls.find((args) => result(op, args) !== undefined)
    if (args === undefined || !isElementwise(op, args)) return []
    return [
      {
        name,
        inputs: args.filter((argument) => argument instanceof Tensor && argument.requiresGradient) as Tensor[],
        call: () => op(...args) as Tensor,
      },
    ]
  })
}

const x = tensor([0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 0.2, 0.4], { requiresGradient: true })
const y = tensor([0.6, 1.5, 0.2, 0.25, 1.2, 1.25, 0.1, 0.5], { requiresGradient: true })

/** The ways in which elementwise operations are called. */
const calls: readonly (readonly unknown[])[] = [[x], [x, y], [less(x, y), x, y], [x, 0.3, 0.8]]

/** The elements of a remembered result of 8 elements; undefined for anything else. */
function result(op: (...args: unknown[]) => unknown, args: readonly unknown[]): readonly number[] | undefined {
  try {
    const y = op(...args)
    return y instanceof Tensor && y.rank === 1 && y.size === 8 && y.requiresGradient ? Array.from(y.toTypedArray()) : undefined
  } catch {
    return undefined
  }
}

/** Whether reversed inputs give the reversed result, one changed element changes no other, and elements do not just stay what they are. */
function isElementwise(op: (...args: unknown[]) => unknown, args: readonly unknown[]): boolean {
  const after = (f: (values: number[]) => number[]): readonly number[] | undefined => {
    const inputs = args.map((argument) => (argument instanceof Tensor ? changed(argument, f) : argument))
    return result(op, inputs)
  }
  const plain = after((values) => values)!
  const negated = (values: number[]): number[] => values.map((value) => -value)
  return (
    same(
      after((values) => values.toReversed()),
      plain.toReversed(),
    ) &&
    same(
      after((values) => values.with(0, values[1]!)),
      plain.with(0, plain[1]!),
    ) &&
    !(same(plain, Array.from(x.toTypedArray())) && same(after(negated), negated(Array.from(x.toTypedArray()))))
  )
}

function same(p: readonly number[] | undefined, q: readonly number[]): boolean {
  return p !== undefined && p.join() === q.join()
}

function changed(input: Tensor, f: (values: number[]) => number[]): Tensor {
  const values = f(Array.from(input.toTypedArray()))
  return input.dtype === 'bool' ? tensor(values.map(Boolean)) : tensor(values, { requiresGradient: true })
}

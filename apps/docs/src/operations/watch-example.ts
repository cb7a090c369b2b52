import { isFloat } from '@gradus/kernel'
import * as tensorPackage from '@gradus/tensor'
import { full, Tensor, walk } from '@gradus/tensor'
import ts from 'typescript'
import type { Operation } from './operation.ts'

/** A call of an operation. */
export interface Call {
  readonly operate: (...inputs: unknown[]) => unknown
  readonly inputs: readonly unknown[]
}

/** The first call of an operation in the example of its docstring. */
export async function watchExample({ name, example, file }: Operation): Promise<Call> {
  const operate = (tensorPackage as unknown as Record<string, Call['operate']>)[name]!
  const calls: Call[] = []
  const watched = (...inputs: unknown[]): unknown => {
    calls.push({ operate, inputs })
    // allow-spread: the arguments of a call
    return operate(...inputs)
  }
  await run(example, { ...tensorPackage, [name]: watched })
  const [first] = calls
  if (!first) throw new Error(`${file}: the example never calls ${name}`)
  return first
}

/** The formula of each step that a call consists of, `a`, `b` … for what the step reads; where numbers may be tensors as well, they are letters too. */
export function formulasOf({ operate, inputs }: Call): string[] {
  const like = subjectOf(inputs)
  const letters = inputs.map((input) => (typeof input === 'number' ? full(like.shape, input, { dtype: like.dtype }) : input))
  try {
    return stepsOf(operate, letters)
  } catch {
    return stepsOf(operate, inputs)
  }
}

function stepsOf(operate: Call['operate'], inputs: readonly unknown[]): string[] {
  // allow-spread: the arguments of a call
  const { nodes } = walk(() => tensorsIn(operate(...inputs))[0]!)
  return nodes.map(({ formula }) => formula)
}

/** What an operation is about: its first tensor of floats, which is no condition and no index, where it has one. */
export function subjectOf(inputs: readonly unknown[]): Tensor {
  const tensors = tensorsIn(inputs)
  return tensors.find(({ dtype }) => isFloat(dtype)) ?? tensors[0]!
}

/** What an operation takes or gives: a tensor, a list, or an object with several. */
function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tensorsIn) : []
}

/** Runs a piece of TypeScript that uses these names. */
async function run(code: string, names: Readonly<Record<string, unknown>>): Promise<void> {
  const text = `export default ({ ${Object.keys(names).join(', ')} }) => {\n{\n${code}\n}\n}`
  const script = ts.transpile(text, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext })
  const module = await import(`data:text/javascript,${encodeURIComponent(script)}`)
  module.default(names)
}

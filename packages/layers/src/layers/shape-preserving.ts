import type { Layer } from '../layer.ts'
import type { SameShape } from '../shape-rule.ts'
import type { Activation } from './activation.ts'

/** A function that keeps the shape as a layer without parameters. */
export function shapePreserving(kind: string, f: Activation, name?: string, detail?: string): Layer<SameShape> {
  // Not `forward: f`: the context would become the function's second argument.
  return { kind, name, detail, outputShapeFor: (inputShape) => inputShape, forward: (x) => f(x) }
}

import type { Layout } from '../layout.ts'
import { LayoutCache } from '../layout-cache.ts'
import type { Op } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { view } from '../view.ts'

/** An operation that copies nothing and sees the same elements through another layout. */
export interface ViewDefinition<Options> {
  readonly name: string
  readonly formula: (options: Options) => string
  /** What the layout depends on beside that of the input. */
  readonly key: (options: Options) => string
  readonly layout: (from: Layout, options: Options) => Layout
  readonly gradient: (gradient: Tensor, x: Tensor, options: Options) => Tensor
}

/** Makes such an operation. */
export function defineView<Options>({ name, formula, key, layout, gradient }: ViewDefinition<Options>): Op<Options> {
  const layouts = new LayoutCache<Layout>()
  return {
    name,
    formula: ({ options }) => formula(options),
    forward: ([x], options) =>
      view(
        x!,
        layouts.get([x!], key(options), ([from]) => layout(from!, options)),
      ),
    gradient: (g, { inputs: [x], options }) => [() => gradient(g, x!, options)],
  }
}

import { checkInteger, GradusError, type Shape } from '@gradus/kernel'
import { checkTensor, type Fits, type NamedParameters, type Parameter, type Regularizer, type Tensor, take } from '@gradus/tensor'
import type { Initializer } from '../initializers/initializer.ts'
import { uniform } from '../initializers/uniform.ts'
import type { BuildContext, Layer } from '../layer.ts'
import { checkTrainableLayerOptions, type TrainableLayerOptions } from '../layer-options.ts'
import { type ParameterMaker, parameterMaker, partOptionNames } from '../parameter-maker.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'

/** Options of {@link embedding}. */
export interface EmbeddingOptions extends TrainableLayerOptions {
  /** How the table begins: uniform in ±0.05 unless stated, as in Keras; PyTorch begins with normal numbers. */
  readonly embeddingsInitializer?: Initializer
  /** What is added to the loss for the size of the table; nothing unless stated. */
  readonly embeddingsRegularizer?: Regularizer
}

/**
 * A learned vector for each of `count` things, such as words: the rows of a table at the indices that come in.
 *
 * Shape: int32 [batch, …] → [batch, …, size]; a parameter `embeddings` [count, size]. The model begins with `input([…], { dtype: 'int32' })`.
 * Gradient: for the table the sum of g over the places of each index, in row-major order; none for the indices.
 * Throws: GradusError 'range' or 'type' unless both are integers >= 1; when it runs, 'range' for an index outside 0 … count − 1, with its
 * position, 'type' unless the indices are int32.
 * Source: Bengio et al. 2003, A neural probabilistic language model.
 *
 * @example
 * embedding(1000, 16).outputShapeFor([20]) // [20, 16]
 */
export function embedding<Size extends number>(count: number, size: Size, options: EmbeddingOptions = {}): Layer<EmbeddingRule<Size>> {
  return new Embedding(count, size, options) as Layer<EmbeddingRule<Size>>
}

/** [batch, …] → [batch, …, size]. */
export interface EmbeddingRule<Size extends number> extends ShapeRule {
  readonly output: Fits<readonly [...InputOf<this>, Size]>
}

class Embedding implements Layer {
  readonly kind = 'embedding'
  readonly name: string | undefined
  readonly detail: string
  private readonly tableShape: Shape
  readonly #createEmbeddings: ParameterMaker
  private embeddings: Parameter | undefined

  constructor(count: number, size: number, options: EmbeddingOptions) {
    checkInteger('embedding', 'count', count, { min: 1 })
    checkInteger('embedding', 'size', size, { min: 1 })
    const { name, trainable } = checkTrainableLayerOptions('embedding', options, partOptionNames('embeddings'))
    this.name = name
    this.detail = `${count} × ${size}`
    this.tableShape = [count, size]
    this.#createEmbeddings = parameterMaker('embedding', 'embeddings', options, uniform({ low: -0.05, high: 0.05 }), trainable)
  }

  outputShapeFor(inputShape: Shape): Shape {
    return [...inputShape, this.tableShape[1]!]
  }

  build(context: BuildContext): void {
    this.embeddings ??= this.#createEmbeddings(this.tableShape, context)
  }

  forward(x: Tensor): Tensor {
    checkTensor('embedding', 'x', x)
    if (!this.embeddings)
      throw new GradusError('state', 'embedding: has no parameters yet; make it part of a model, sequential([...]), first')
    if (x.dtype !== 'int32') {
      throw new GradusError('type', `embedding: the indices are ${x.dtype}, expected int32; write input([...], { dtype: 'int32' })`)
    }
    return take(this.embeddings.tensor, x) as Tensor
  }

  parameters(): NamedParameters {
    return new Map(this.embeddings ? [['embeddings', this.embeddings]] : [])
  }
}

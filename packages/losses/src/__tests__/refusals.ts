import { type ErrorCode, GradusError, type Shape } from '@gradus/kernel'
import { type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import type { Loss } from '../index.ts'
import * as losses from '../index.ts'

/** What must be refused, and how. */
export type Row = readonly [what: string, action: () => unknown, code: ErrorCode, message: RegExp]

type Options = Readonly<Record<string, unknown>>

/** A loss made with options that types would refuse. */
export function make(name: string, options?: unknown): Loss {
  return (losses as unknown as Record<string, (options: unknown) => Loss>)[name]!(options)
}

/** A loss called with arguments that types would refuse. */
export function call(name: string, x: unknown, y: unknown, options?: Options): Tensor {
  return make(name, options)(x as Tensor, y as Tensor)
}

export function floats(shape: Shape, ...values: number[]): Tensor {
  return tensor(Float32Array.from(values), { shape })
}

export function half(shape: Shape): Tensor {
  return tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5), { shape })
}

export function classes(...values: number[]): Tensor {
  return tensor(Int32Array.from(values))
}

/** One tensor that many wrong calls share: none may change it. */
export const eight = half([8, 3])
export const logits = { fromLogits: true }

export const ofValues = [
  'meanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'huber',
  'logCosh',
  'poisson',
  'hinge',
  'squaredHinge',
]
export const rowsOfProbabilities = ['klDivergence', 'categoricalCrossEntropy', 'categoricalFocalCrossEntropy']
export const ofRows = [...rowsOfProbabilities, 'categoricalHinge']
export const classNumbers = ['sparseCategoricalCrossEntropy', 'categoricalGeneralizedCrossEntropy']
export const binary = ['binaryCrossEntropy', 'binaryFocalCrossEntropy']
export const sets = ['dice', 'tversky']
export const likePrediction = [...ofValues, ...binary, ...sets, ...ofRows, 'cosineSimilarity']
export const ofClasses = [...ofRows, ...classNumbers]
export const all = [...likePrediction, ...classNumbers]
export const takeLogits = [...binary, ...rowsOfProbabilities, 'sparseCategoricalCrossEntropy']

/** Tests that each row is refused, in these words, and changes nothing. */
export function refuses(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('%s', (_, action, code, message) => {
      const before = eight.toArray()
      let error: unknown
      try {
        action()
      } catch (caught) {
        error = caught
      }
      expect(error).toBeInstanceOf(GradusError)
      expect((error as GradusError).message).toMatch(message)
      expect((error as GradusError).code).toBe(code)
      expect(eight.toArray()).toEqual(before)
    })
  })
}

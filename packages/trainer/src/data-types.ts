import type { ArraySource, Dataset } from '@gradus/datasets'
import type { Shape } from '@gradus/kernel'
import type { ExpectBatch } from '@gradus/layers'
import type { Check, Tensor } from '@gradus/tensor'

/** Inputs or targets: nested arrays, typed arrays with their shape, or a tensor. The first axis counts the samples. */
export type DataSource<S extends Shape = Shape> = Tensor<S> | ArraySource

/** An argument of `fit` whose batches have the shape `Expected`, as far as the compiler knows the actual one; else a sentence. */
export type SourceOf<Actual extends Shape, Expected extends Shape, Argument extends string> = Check<
  DataSource<Actual>,
  ExpectBatch<Actual, Expected, Argument>
>

/** A dataset whose samples have the shapes that model and loss expect, as far as the compiler knows them; else a sentence. */
export type DatasetOf<Data extends Dataset, Inputs extends Shape, Targets extends Shape> = Check<
  Data,
  Agreement<
    ExpectBatch<readonly [number, ...Data['inputShape']], Inputs, 'inputs'>,
    ExpectBatch<readonly [number, ...Data['targetShape']], Targets, 'targets'>
  >
>

type Agreement<First, Second> = First extends string ? First : Second

import { checkChoice, checkInteger, checkOptions, type DType, describe, GradusError } from '@gradus/kernel'
import type { ArrayDataset } from '../array-dataset.ts'
import type { ArraySource } from '../array-source.ts'
import { ItemReader } from './item-reader.ts'
import { timeLimited } from './time-limited.ts'

/** One sample, or one batch, that a generator gives. */
export interface CollectedItem {
  /** A number, an array or a typed array; of a batch one more axis, which counts the samples. */
  readonly inputs: number | ArraySource
  /** What a model should answer, in the same form. */
  readonly targets: number | ArraySource
  /** How much the sample counts, or each of a batch; in every item or in none. */
  readonly weights?: number | ArraySource | undefined
}

/** How {@link collect} reads. */
export interface CollectOptions {
  /** What the items are; `'samples'` unless stated. */
  readonly items?: 'samples' | 'batches'
  /** The most samples to take; more are an error. A million unless stated. */
  readonly maxSamples?: number
  /** The most milliseconds that one item may take; no limit unless stated. */
  readonly timeout?: number | undefined
  /** Ends the reading: `AbortSignal.timeout(60_000)`. */
  readonly signal?: AbortSignal | undefined
  /** The dtype of inputs and of targets; of the first item unless stated. */
  readonly dtype?: DType
  /** The dtype of the targets alone. */
  readonly targetDType?: DType
  /** A name for programs; `'dataset'` unless stated. */
  readonly name?: string
  /** A name for people; the name unless stated. */
  readonly displayName?: string
}

const names = ['items', 'maxSamples', 'timeout', 'signal', 'dtype', 'targetDType', 'name', 'displayName']

/**
 * A dataset from whatever gives samples or batches one after the other: a generator, an asynchronous one, a stream. All are read into
 * memory; on an error the generator is closed, and nothing is kept.
 *
 * Throws: GradusError 'state' that names the item at which the generator failed, with its cause; 'shape' for an item of another shape than
 * the first; 'range' for more samples than `maxSamples`, for none, and for an item that takes longer than `timeout`.
 *
 * @example
 * async function* squares() {
 *   for (let x = 0; x < 100; x++) yield { inputs: [x], targets: [x * x] }
 * }
 * const data = await collect(squares())
 * data.inputs.shape // [100, 1]
 */
export async function collect(
  source: Iterable<CollectedItem> | AsyncIterable<CollectedItem>,
  options: CollectOptions = {},
): Promise<ArrayDataset<readonly number[], readonly number[], 'samplesFirst'>> {
  checkOptions('collect', options, names)
  const { items = 'samples', maxSamples = 1_000_000, timeout, signal, dtype, targetDType, name, displayName } = options
  checkChoice('collect', 'items', items, ['samples', 'batches'])
  checkInteger('collect', 'maxSamples', maxSamples, { min: 1, max: 2_147_483_647 })
  if (timeout !== undefined) checkInteger('collect', 'timeout', timeout, { min: 1, max: 2_147_483_647 })
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new GradusError('type', `collect: signal must be an AbortSignal, got ${describe(signal)}`)
  }
  const reader = new ItemReader({ items, maxSamples, dtype, targetDType, name, displayName })
  const iterator = iteratorOf(source)
  let waiting = false
  try {
    for (let item = 0; ; item++) {
      waiting = true
      const { done, value } = await next(iterator, item, timeout, signal)
      waiting = false
      if (done === true) return reader.finish()
      reader.add(item, value)
    }
  } catch (error) {
    await close(iterator, waiting)
    throw error
  }
}

type Items = Iterator<unknown> | AsyncIterator<unknown>

function iteratorOf(source: unknown): Items {
  const { [Symbol.asyncIterator]: later, [Symbol.iterator]: now } = (source ?? {}) as Partial<AsyncIterable<unknown> & Iterable<unknown>>
  const start = (later ?? now) as (() => Items) | undefined
  if (typeof source === 'string' || typeof start !== 'function') {
    const hint = typeof source === 'function' ? '; call it for what it gives' : ''
    throw new GradusError('type', `collect: expected an iterable or a generator, got ${describe(source)}${hint}`)
  }
  return start.call(source)
}

async function next(
  iterator: Items,
  item: number,
  timeout: number | undefined,
  signal: AbortSignal | undefined,
): Promise<IteratorResult<unknown>> {
  const limited = timeLimited(`collect: item ${item}`, timeout, signal)
  // Asynchronous, so that what an ordinary generator throws is a rejection too.
  const step = async () => iterator.next() as Promise<unknown>
  try {
    const result = await Promise.race([step().catch((cause: unknown) => failed(item, cause)), limited.expired])
    if (typeof result === 'object' && result !== null) return result as IteratorResult<unknown>
    throw new GradusError('type', `collect: item ${item}: the iterator gave ${describe(result)}, expected { done, value }`)
  } finally {
    limited.release()
  }
}

function failed(item: number, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : cause
  throw new GradusError('state', `collect: the generator failed at item ${item}: ${describe(reason)}`, { cause })
}

/** Lets a generator clean up. One that still works on an item may never come to it, and is not waited for. */
async function close(iterator: Items, waiting: boolean): Promise<void> {
  try {
    const closed = Promise.resolve(iterator.return?.()).catch(() => undefined)
    if (!waiting) await closed
  } catch {
    // The error that led here matters more than one while cleaning up.
  }
}

import { checkBoolean, checkParts, checkShape, describe, GradusError, type Shape, sameShape } from '@gradus/kernel'
import { checkTensor, noGradient, Tensor, zeros } from '@gradus/tensor'
import type { Metric, MetricState } from './metric.ts'

/** What makes a metric of sums: what it remembers, how a batch changes that, and what it comes to. */
export interface MetricDefinition<Name extends string, Key extends string, Value> {
  /** What messages and the history call it. */
  readonly name: Name
  /** The shapes of the float64 tensors that it remembers, by name; they begin as zeros. */
  readonly state: Readonly<Record<Key, Shape>>
  /** The tensors after one more batch, in tensor operations. It throws, before anything else, when prediction and target do not fit. */
  readonly update: (state: Readonly<Record<Key, Tensor>>, prediction: Tensor, target: Tensor) => Readonly<Record<Key, Tensor>>
  /** The metric, from the elements of each tensor in row-major order; the arrays are another's when it has been told. */
  readonly value: (sums: Readonly<Record<Key, Float64Array>>) => Value
  /** False where the value is no single number. */
  readonly scalar?: boolean
}

/**
 * Makes a metric that remembers any sums; for a mean, {@link defineMeanMetric} is shorter.
 *
 * Throws: GradusError 'type' for a part that is missing or wrong; the metric's own 'state' for a state that is not its own.
 *
 * @example
 * const largest = defineMetric({
 *   name: 'largest',
 *   state: { largest: [] },
 *   update: (state, prediction) => ({ largest: maximum(state.largest, cast(max(prediction), 'float64')) }),
 *   value: (sums) => sums.largest[0]!,
 * })
 * largest.value(largest.update(largest.initialize(), tensor([1, 3]), tensor([0, 0]))) // 3
 */
export function defineMetric<const Name extends string, const Key extends string, Value>(
  definition: MetricDefinition<Name, Key, Value>,
): Metric<Name, Value> {
  checkDefinition(definition)
  const { name, state: shapes, scalar } = definition
  const keys = Object.keys(shapes) as Key[]
  // Filled anew for each value, of which a training may ask every microsecond.
  const sums = {} as Record<Key, Float64Array>
  for (const key of keys) sums[key] = new Float64Array(1)
  const pick = <T>(of: (key: Key) => T) => Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, T>
  const fits = (state: Partial<MetricState> | undefined): state is Readonly<Record<Key, Tensor>> => {
    for (let i = 0; i < keys.length; i++) if (!isSum(state?.[keys[i]!], shapes[keys[i]!])) return false
    return true
  }
  const check = (state: MetricState): Readonly<Record<Key, Tensor>> => {
    if (fits(state)) return state
    throw new GradusError('state', `${name}: the state has no ${listText(keys)}; begin with initialize()`)
  }
  return {
    name,
    ...(scalar !== undefined && { scalar }),
    initialize: () => pick((key) => zeros(shapes[key], { dtype: 'float64' }) as Tensor),
    update(state, prediction, target) {
      const before = check(state)
      checkTensor(name, 'prediction', prediction)
      checkTensor(name, 'target', target)
      const after = noGradient(() => definition.update(before, prediction, target))
      if (!fits(after))
        throw new GradusError('type', `${name}: update must give ${listText(keys)} as float64 tensors of the shapes in state, use cast`)
      return pick((key) => after[key])
    },
    value(state) {
      const tensors = check(state)
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i]!
        if (shapes[key].length === 0) sums[key][0] = tensors[key].item()
        else sums[key] = tensors[key].toTypedArray() as Float64Array
      }
      return definition.value(sums)
    },
  }
}

function checkDefinition(definition: unknown): void {
  checkParts('defineMetric', definition, ['name', 'state', 'update', 'value', 'scalar'])
  const { name, state, update, value, scalar } = definition as MetricDefinition<string, string, unknown>
  checkName('defineMetric', name)
  checkParts(`${name}: state`, state, typeof state === 'object' && state !== null ? Object.keys(state) : [])
  for (const shape of Object.values(state)) checkShape(name, shape, 8)
  for (const [part, given] of Object.entries({ update, value }))
    if (typeof given !== 'function') throw new GradusError('type', `${name}: ${part} must be a function, got ${describe(given)}`)
  if (scalar !== undefined) checkBoolean(name, 'scalar', scalar)
}

/** Throws 'type' unless a metric's name is a text. */
export function checkName(operation: string, name: unknown): void {
  if (typeof name !== 'string' || name === '')
    throw new GradusError('type', `${operation}: name must be a text that is not empty, got ${describe(name)}`)
}

function isSum(x: unknown, shape: Shape): boolean {
  return x instanceof Tensor && x.dtype === 'float64' && sameShape(x.shape, shape)
}

function listText(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? 'sums') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

import { type JsonValue, parseJson } from '@gradus/formats'
import { type ArrayData, describe, GradusError, type TypedArray } from '@gradus/kernel'

/** Plain data as a text, and beside it the typed arrays that are part of it. */
export interface EncodedData {
  readonly text: string
  readonly arrays: ReadonlyMap<string, ArrayData>
}

/** Plain data as JSON: every number comes back with its bits, every typed array with its elements. Throws 'type' naming the place of anything else. */
export function encodeData(operation: string, data: unknown): EncodedData {
  const arrays = new Map<string, ArrayData>()
  const encode = (value: unknown, path: string, depth = 0): unknown => {
    if (depth > deepest)
      throw new GradusError('type', `${operation}: ${cut(path)} … lies deeper than ${deepest} objects and lists, or in itself`)
    if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return isJsonNumber(value) ? value : { $number: Object.is(value, -0) ? '-0' : String(value) }
    if (ArrayBuffer.isView(value)) return keep(value as TypedArray, [(value as TypedArray).length], path, '$array')
    if (Array.isArray(value)) return value.map((item, i) => encode(item, `${path}.${i}`, depth + 1))
    if (typeof value !== 'object' || !isPlain(value))
      throw new GradusError(
        'type',
        `${operation}: ${path} is ${describe(value)}, expected plain data: numbers, texts, lists, objects, typed arrays`,
      )
    const { data: elements, shape } = value as { data?: unknown; shape?: unknown }
    if (ArrayBuffer.isView(elements) && Array.isArray(shape) && Object.keys(value).length === 2)
      return keep(elements as TypedArray, shape as number[], path, '$tensor')
    const entries = Object.entries(value).map(
      ([key, each]) => [key, encode(each, path === '' ? key : `${path}.${key}`, depth + 1)] as const,
    )
    // A name that looks like one of our marks is kept in a list of pairs.
    return entries.some(([key]) => key.startsWith('$')) ? { $object: entries } : Object.fromEntries(entries)
  }
  const keep = (elements: TypedArray, shape: readonly number[], path: string, mark: string): unknown => {
    const dtype = dtypeOf(elements)
    if (dtype === undefined) throw new GradusError('type', `${operation}: ${path} is ${describe(elements)}, which no dtype holds`)
    const name = arrays.has(path) ? `${path}#${arrays.size}` : path
    arrays.set(name, { data: elements, shape, dtype })
    return { [mark]: name }
  }
  return { text: JSON.stringify(encode(data, '')), arrays }
}

/** The data that a text and its arrays stand for. Throws 'file' where they do not belong together. */
export function decodeData(operation: string, name: string, { text, arrays }: EncodedData): unknown {
  const wrong = (what: string): GradusError => new GradusError('file', `${operation}: ${name}: ${what}`)
  const find = (key: unknown): ArrayData => {
    const array = typeof key === 'string' ? arrays.get(key) : undefined
    if (array === undefined) throw wrong(`the tensor ${describe(key)} is missing`)
    return array
  }
  const decode = (value: JsonValue): unknown => {
    if (Array.isArray(value)) return value.map(decode)
    if (!(value instanceof Map)) return value
    if (value.size === 1) {
      const [[mark, content]] = value as unknown as [[string, JsonValue]]
      if (mark === '$number') return Number(content)
      if (mark === '$array') return find(content).data
      if (mark === '$tensor') {
        const { data, shape } = find(content)
        return { data, shape: [...shape] }
      }
      if (mark === '$object') return Object.fromEntries((content as [string, JsonValue][]).map(([key, each]) => [key, decode(each)]))
    }
    return Object.fromEntries([...value].map(([key, each]) => [key, decode(each)]))
  }
  return decode(parseJson(text, { name }))
}

/** How deep data may lie; a mark takes a second level, and JSON is read to 64. */
const deepest = 30

function cut(path: string): string {
  return path.slice(0, 60)
}

function isJsonNumber(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function dtypeOf(data: TypedArray): ArrayData['dtype'] | undefined {
  if (data instanceof Float32Array) return 'float32'
  if (data instanceof Float64Array) return 'float64'
  if (data instanceof Int32Array) return 'int32'
  return data instanceof Uint8Array && data.every((bit) => bit <= 1) ? 'bool' : undefined
}

import { type JsonValue, parseJson } from '@gradus/formats'
import { type ArrayData, describe, GradusError, type TypedArray } from '@gradus/kernel'

/** Plain data as a text, and beside it the typed arrays that are part of it. */
export interface EncodedData {
  readonly text: string
  readonly arrays: ReadonlyMap<string, ArrayData>
}

/**
 * Plain data as JSON: every number comes back with its bits, every typed array with its elements; parts that are undefined are left out. Throws 'type' naming
 * the place of anything else.
 */
export function encodeData(operation: string, data: unknown): EncodedData {
  const arrays = new Map<string, ArrayData>()
  const encode = (value: unknown, path: string, depth = 0): unknown => {
    if (depth > deepest)
      throw new GradusError('type', `${operation}: ${cut(path)} … lies deeper than ${deepest} objects and lists, or in itself`)
    if (value === undefined || value === null || typeof value === 'boolean') return value
    if (typeof value === 'string') return whole(value, path)
    if (typeof value === 'number') return isJsonNumber(value) ? value : { $number: Object.is(value, -0) ? '-0' : String(value) }
    if (ArrayBuffer.isView(value)) return keep(value as TypedArray, [(value as TypedArray).length], path, '$array')
    if (Array.isArray(value)) {
      return Array.from(value, (item, i) => {
        if (item === undefined) throw new GradusError('type', `${operation}: ${cut(path)}.${i} is undefined, which no list can keep`)
        return encode(item, `${path}.${i}`, depth + 1)
      })
    }
    if (typeof value !== 'object' || !isPlain(value))
      throw new GradusError(
        'type',
        `${operation}: ${path} is ${describe(value)}, expected plain data: numbers, texts, lists, objects, typed arrays`,
      )
    const { data: elements, shape } = value as { data?: unknown; shape?: unknown }
    if (ArrayBuffer.isView(elements) && Object.keys(value).length === 2 && isShapeOf(shape, elements as TypedArray))
      return keep(elements as TypedArray, shape, path, '$tensor')
    const entries = Object.entries(value).flatMap(([key, each]) =>
      each === undefined ? [] : [[whole(key, path), encode(each, path === '' ? key : `${path}.${key}`, depth + 1)] as const],
    )
    // A name that looks like one of our marks is kept in a list of pairs.
    return entries.some(([key]) => key.startsWith('$')) ? { $object: entries } : Object.fromEntries(entries)
  }
  const keep = (elements: TypedArray, shape: readonly number[], path: string, mark: string): unknown => {
    const dtype = dtypeOf(elements)
    if (dtype === undefined) throw new GradusError('type', `${operation}: ${path} is ${describe(elements)}, which no dtype holds`)
    let name = path
    for (let i = arrays.size; arrays.has(name) || name === reserved; i++) name = `${path}#${i}`
    arrays.set(name, { data: elements, shape, dtype })
    return { [mark]: name }
  }
  const whole = (text: string, path: string): string => {
    if (/\p{Surrogate}/u.test(text))
      throw new GradusError('type', `${operation}: ${cut(path)} has half of a surrogate pair, which is no character: ${describe(text)}`)
    return text
  }
  if (data === undefined) throw new GradusError('type', `${operation}: expected plain data, got undefined`)
  return { text: JSON.stringify(encode(data, '')), arrays }
}

/** The data that a text and its arrays stand for. Throws 'file' where they do not belong together. */
export function decodeData(operation: string, name: string, { text, arrays }: EncodedData): unknown {
  const fail = (what: string): never => {
    throw new GradusError('file', `${operation}: ${name}: ${what}`)
  }
  const find = (key: unknown): ArrayData => {
    const array = typeof key === 'string' ? arrays.get(key) : undefined
    if (array === undefined) return fail(`the tensor ${describe(key)} is missing`)
    return array
  }
  const decode = (value: JsonValue): unknown => {
    if (Array.isArray(value)) return value.map(decode)
    if (!(value instanceof Map)) return value
    if (value.size === 1) {
      const [[mark, content]] = value as unknown as [[string, JsonValue]]
      if (mark === '$number') return numberOf(content) ?? fail(`${describe(content)} is no number`)
      if (mark === '$array') return find(content).data
      if (mark === '$tensor') {
        const { data, shape } = find(content)
        return { data, shape: [...shape] }
      }
      if (mark === '$object') {
        if (!isPairs(content)) return fail(`$object is ${describe(content)}, expected pairs of a name and a value`)
        return Object.fromEntries(content.map(([key, each]) => [key, decode(each)]))
      }
    }
    return Object.fromEntries([...value].map(([key, each]) => [key, decode(each)]))
  }
  return decode(parseJson(text, { name, maxDepth: 3 * deepest + 3 }))
}

/** How deep data may lie; an object that is kept as pairs takes three levels of JSON. */
const deepest = 30

/** The one name that no tensor of a file can have. */
const reserved = '__metadata__'

function cut(path: string): string {
  return path.slice(0, 60)
}

/** Whether JSON gives a number back; integers beyond 2⁵³ are refused where it is read. */
function isJsonNumber(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0) && (Number.isSafeInteger(value) || !Number.isInteger(value))
}

/** The number that is kept as a text; undefined when it is none. */
function numberOf(text: JsonValue): number | undefined {
  if (typeof text !== 'string') return undefined
  const value = Number(text)
  return (Object.is(value, -0) ? '-0' : String(value)) === text ? value : undefined
}

function isPairs(value: JsonValue): value is [string, JsonValue][] {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string')
}

function isShapeOf(shape: unknown, { length }: TypedArray): shape is readonly number[] {
  if (!Array.isArray(shape) || shape.length > 32 || !shape.every((size) => Number.isSafeInteger(size) && size >= 0 && !Object.is(size, -0)))
    return false
  return shape.reduce((product, size) => product * size, 1) === length
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

import { describe, maxElements, maxRank, type Shape, shapeText } from '@gradus/kernel'
import type { JsonValue } from '../json/json-reader.ts'
import { pathText } from '../json/json-reader.ts'
import { refuse } from '../refuse.ts'
import { type StoredKind, storedKind, storedNames } from './stored-dtype.ts'

/** Where a tensor lies among the data, and what it is. */
export interface Place {
  readonly tensor: string
  readonly kind: StoredKind
  readonly shape: Shape
  readonly begin: number
  readonly end: number
}

/**
 * The places of all tensors, in the order of the header. Together they are to cover `dataBytes` without holes, overlaps and remainder,
 * whatever their
 * order; else one file could be read as two, or a small one take much memory.
 */
export function readLayout(
  operation: string,
  name: string | undefined,
  tensors: ReadonlyMap<string, JsonValue>,
  dataBytes: number,
): readonly Place[] {
  const places = [...tensors].map(([tensor, value]) => readPlace(operation, name, tensor, value, dataBytes))
  let covered = 0
  let last = 'the beginning of the data'
  for (const { tensor, begin, end } of places.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) {
      const what = begin < covered ? `lies over ${last}` : `leaves a hole behind ${last}`
      refuse(
        operation,
        name,
        `${pathText([tensor, 'data_offsets'])}: tensor ${describe(tensor)} ${what}: it begins at ${begin}, expected ${covered}`,
      )
    }
    covered = end
    last = `tensor ${describe(tensor)}`
  }
  if (covered !== dataBytes) {
    refuse(operation, name, `${dataBytes - covered} bytes too many: the tensors end at ${covered}, the data have ${dataBytes} bytes`)
  }
  return places
}

const keys = ['dtype', 'shape', 'data_offsets']

function readPlace(operation: string, name: string | undefined, tensor: string, value: JsonValue, dataBytes: number): Place {
  const fail = (path: readonly (string | number)[], text: string): never =>
    refuse(operation, name, `${pathText([tensor, ...path])}: ${text}`)
  if (!(value instanceof Map)) fail([], `expected { ${keys.join(', ')} }, found ${describe(value)}`)
  const parts = value as ReadonlyMap<string, JsonValue>
  for (const key of parts.keys()) if (!keys.includes(key)) fail([key], `unknown; a tensor has ${keys.join(', ')}`)
  for (const key of keys) if (!parts.has(key)) fail([], `${key} is missing`)
  const kind = readKind(parts.get('dtype')!, fail)
  const shape = readIntegers('shape', parts.get('shape')!, fail)
  const offsets = readIntegers('data_offsets', parts.get('data_offsets')!, fail)
  if (offsets.length !== 2) fail(['data_offsets'], `expected [begin, end], found ${offsets.length} numbers`)
  const [begin, end] = offsets as [number, number]
  if (begin > end) fail(['data_offsets'], `begins at ${begin}, behind its end ${end}`)
  if (end > dataBytes) fail(['data_offsets'], `ends at ${end}, the data have ${dataBytes} bytes: was the file cut short?`)
  const needed = countElements(shape, fail) * kind.size
  if (end - begin !== needed) {
    fail(['data_offsets'], `${kind.name} ${shapeText(shape)} needs ${needed} bytes, found ${end - begin} (from ${begin} to ${end})`)
  }
  return { tensor, kind, shape, begin, end }
}

type Fail = (path: readonly (string | number)[], text: string) => never

function readKind(value: JsonValue, fail: Fail): StoredKind {
  if (typeof value !== 'string') return fail(['dtype'], `expected one of ${storedNames()}, found ${describe(value)}`)
  return storedKind(value) ?? fail(['dtype'], `unsupported dtype ${describe(value)}; supported are ${storedNames()}`)
}

function readIntegers(key: string, value: JsonValue, fail: Fail): readonly number[] {
  if (!Array.isArray(value)) return fail([key], `expected an array of integers >= 0, found ${describe(value)}`)
  value.forEach((item: JsonValue, i) => {
    if (typeof item !== 'number' || item < 0 || Object.is(item, -0)) fail([key, i], `expected an integer >= 0, found ${describe(item)}`)
  })
  return value as readonly number[]
}

function countElements(shape: Shape, fail: Fail): number {
  if (shape.length > maxRank) fail(['shape'], `${shape.length} axes, the limit is ${maxRank}`)
  if (shape.includes(0)) return 0
  const count = shape.reduce((product, size) => product * size, 1)
  if (count > maxElements) fail(['shape'], `${shapeText(shape)} has ${count} elements, the limit is ${maxElements}`)
  return count
}

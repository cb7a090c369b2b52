import { describe, GradusError, maxRank, type NumberArray, type Shape, shapeText } from '@gradus/kernel'
import { type ByteSource, type FileOptions, readBytes } from './byte-source.ts'
import { looksLikeHint } from './looks-like.ts'
import { parseNpyHeader } from './npy-header.ts'
import type { NumberData } from './number-data.ts'
import { countOf, type ElementKind, elementBytes, readElements } from './read-elements.ts'

const kinds: ReadonlyMap<string, ElementKind> = new Map([
  ['b1', 'bool'],
  ['u1', 'uint8'],
  ['i1', 'int8'],
  ['u2', 'uint16'],
  ['i2', 'int16'],
  ['u4', 'uint32'],
  ['i4', 'int32'],
  ['u8', 'uint64'],
  ['i8', 'int64'],
  ['f2', 'float16'],
  ['f4', 'float32'],
  ['f8', 'float64'],
])

/** What NumPy calls the kinds that are not read. */
const otherKinds: ReadonlyMap<string, string> = new Map([
  ['O', 'Python objects'],
  ['c', 'complex numbers'],
  ['S', 'byte strings'],
  ['a', 'byte strings'],
  ['U', 'text'],
  ['V', 'raw data'],
  ['M', 'dates'],
  ['m', 'time spans'],
  ['f', 'floats of another size'],
])

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

/**
 * The array of an NPY file, as `numpy.save` writes it: booleans, integers and floats of any size and byte order. Columns that lie together
 * (Fortran order) are put into rows; integers of 64 bits become int32, float16 becomes float32.
 *
 * Throws: GradusError 'file' for anything that is no NPY file or is cut off, 'unsupported' for other kinds of elements, naming the dtype;
 * 'range' for an integer of 64 bits that does not fit int32. The header is taken apart and never run.
 *
 * @example
 * const header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }\n"
 * const start = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0]
 * readNpy(Uint8Array.of(...start, ...new TextEncoder().encode(header), 7, 0, 9, 0)) // { data: Int16Array [7, 9], shape: [2] }
 */
export function readNpy(source: ByteSource, options: FileOptions = {}): NumberData {
  const { where, bytes } = readBytes('readNpy', source, options)
  const { text, offset } = readHeaderText(where, bytes)
  const { descr, fortranOrder, shape } = parseNpyHeader(where, text)
  const kind = kindOf(where, descr)
  if (shape.length > maxRank) throw new GradusError('file', `${where}: the rank is ${shape.length}, expected at most ${maxRank}`)
  const count = countOf(shape)
  const expected = offset + count * elementBytes[kind]
  if (bytes.length !== expected) {
    const fault = bytes.length < expected ? 'cut off' : 'there is more than the header says'
    throw new GradusError(
      'file',
      `${where}: ${fault}: shape ${shapeText(shape)} of ${kind} needs ${expected} bytes with its header, got ${bytes.length}`,
    )
  }
  const stored = readElements(where, bytes, { kind, offset, count, littleEndian: !descr.startsWith('>') })
  const data = fortranOrder && shape.length > 1 ? rowMajor(stored, shape) : stored
  return kind === 'bool' ? { data, shape, dtype: 'bool' } : { data, shape }
}

/** The text of the header, and where the values begin. */
function readHeaderText(where: string, bytes: Uint8Array): { text: string; offset: number } {
  if (bytes.length < 10 || !magic.every((byte, i) => bytes[i] === byte)) {
    const found = looksLikeHint(bytes)
    throw new GradusError('file', `${where}: not an NPY file: expected \\x93NUMPY, a version and a length at offset 0${found}`)
  }
  const version = bytes[6]!
  if (version < 1 || version > 3) throw new GradusError('unsupported', `${where}: offset 6: version ${version}, expected 1, 2 or 3`)
  const start = version === 1 ? 10 : 12
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const length = version === 1 ? view.getUint16(8, true) : bytes.length < start ? 0 : view.getUint32(8, true)
  const offset = start + length
  if (bytes.length < offset) {
    throw new GradusError('file', `${where}: cut off: the header ends at offset ${offset}, the file ends at offset ${bytes.length}`)
  }
  if (length > longestHeader) {
    throw new GradusError('file', `${where}: offset 8: a header of ${length} bytes, expected at most ${longestHeader}`)
  }
  let text = ''
  // A header that can be read has no letters beyond Latin ones, in any version.
  for (let i = start; i < offset; i++) text += String.fromCharCode(bytes[i]!)
  return { text, offset }
}

/** 32 axes and one dtype need a fraction of it. */
const longestHeader = 4096

function kindOf(where: string, descr: string): ElementKind {
  const kind = /^[<>|=]/.test(descr) ? kinds.get(descr.slice(1)) : undefined
  if (kind !== undefined && (elementBytes[kind] === 1 || !descr.startsWith('|'))) return kind
  if (kinds.has(descr))
    throw new GradusError('unsupported', `${where}: dtype ${describe(descr)} says no byte order, expected "<${descr}" or ">${descr}"`)
  const other = otherKinds.get(descr.replace(/^[<>|=]/, '')[0] ?? '')
  const what = other === undefined ? '' : `: ${other}`
  throw new GradusError(
    'unsupported',
    `${where}: dtype ${describe(descr)}${what}; expected booleans, integers or floats of 16, 32 or 64 bits`,
  )
}

/** The same array with its last axis lying together; `values` has its first. */
function rowMajor(values: NumberArray, shape: Shape): NumberArray {
  const data = values.slice()
  const index = new Array<number>(shape.length).fill(0)
  const steps: number[] = []
  let step = 1
  for (const size of shape) {
    steps.push(step)
    step *= size
  }
  let from = 0
  for (let to = 0; to < data.length; to++) {
    data[to] = values[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis]!
      if (++index[axis]! < shape[axis]!) break
      from -= steps[axis]! * shape[axis]!
      index[axis] = 0
    }
  }
  return data
}

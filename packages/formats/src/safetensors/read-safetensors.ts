import { checkChoice, checkOptions } from '@gradus/kernel'
import { checksumKey, identityKey } from '../integrity/checksum.ts'
import { pathText } from '../json/json-reader.ts'
import { refuse } from '../refuse.ts'
import type { Place } from './read-layout.ts'
import type { StoredBigIntegers, StoredTensor } from './stored-tensor.ts'
import { verifyFile } from './verify-safetensors.ts'

/** Options of {@link readSafetensors}. */
export interface ReadSafetensorsOptions {
  /** What error messages call the file. */
  readonly name?: string
  /**
   * What becomes of integers of 64 bits: float64, where all of them are exact, or a BigInt64Array or BigUint64Array. `'float64'` unless
   * stated.
   */
  readonly int64?: 'float64' | 'bigint'
  /** Whether a file without a checksum is refused; one that is there is always verified. `'whenPresent'` unless stated. */
  readonly checksum?: 'whenPresent' | 'required'
  /** Which file it has to be: the `identity` with which it was written. */
  readonly identity?: string
}

/** What a file holds. */
export interface Safetensors<Each = StoredTensor> {
  /** By name, in the order of the header. */
  readonly tensors: ReadonlyMap<string, Each>
  /** Without what `writeSafetensors` adds by itself. */
  readonly metadata: ReadonlyMap<string, string>
  /** Whether the file has a checksum, which then is right. */
  readonly checksum: 'verified' | 'absent'
  /** The `identity` with which it was written. */
  readonly identity: string | undefined
}

/**
 * Reads a safetensors file; elements are copied. F64, F32, I32 and BOOL become the dtypes of the same kind; F16 and BF16 float32; I8, I16,
 * U8 and U16 int32; U32 float64;
 * I64 and U64 float64 where that is exact.
 *
 * It is strict: a file that two readers could read as two things is refused. Names are keys of maps, whatever they are.
 *
 * Throws: GradusError 'file' with the name of the file, the tensor, the byte or the path in the header, what was expected and what was
 * found; also for
 * damage that the checksum shows, and with what the file looks like if it is of another kind. 'type' for wrong arguments.
 * Source: Hugging Face, safetensors, "Format" (version of 2024), with which PyTorch, Keras and NumPy exchange weights.
 *
 * @example
 * const bytes = writeSafetensors(new Map([['w', { data: Float32Array.of(1, 2), shape: [2], dtype: 'float32' }]]))
 * readSafetensors(bytes).tensors.get('w')?.data // Float32Array [1, 2]
 */
export function readSafetensors(
  bytes: Uint8Array,
  options: ReadSafetensorsOptions & { readonly int64: 'bigint' },
): Safetensors<StoredTensor | StoredBigIntegers>
export function readSafetensors(bytes: Uint8Array, options?: ReadSafetensorsOptions & { readonly int64?: 'float64' }): Safetensors
export function readSafetensors(bytes: Uint8Array, options?: ReadSafetensorsOptions): Safetensors<StoredTensor | StoredBigIntegers>
export function readSafetensors(bytes: Uint8Array, options: ReadSafetensorsOptions = {}): Safetensors<StoredTensor | StoredBigIntegers> {
  checkOptions('readSafetensors', options, ['name', 'int64', 'checksum', 'identity'])
  return readFile('readSafetensors', bytes, options)
}

/** The same for other readers, in whose name messages are given. */
export function readFile(
  operation: string,
  bytes: Uint8Array,
  options: ReadSafetensorsOptions,
): Safetensors<StoredTensor | StoredBigIntegers> {
  const { name, int64 = 'float64' } = options
  checkChoice(operation, 'int64', int64, ['float64', 'bigint'])
  const { header, places, verified, identity } = verifyFile(operation, bytes, options)
  const metadata = new Map(header.metadata)
  metadata.delete(checksumKey)
  metadata.delete(identityKey)
  const tensors = new Map(
    places.map((place) => [place.tensor, readTensor(operation, name, bytes, header.dataStart, place, int64)] as const),
  )
  return { tensors, metadata, checksum: verified ? 'verified' : 'absent', identity }
}

function readTensor(
  operation: string,
  name: string | undefined,
  bytes: Uint8Array,
  dataStart: number,
  { tensor, kind, shape, begin, end }: Place,
  int64: 'float64' | 'bigint',
): StoredTensor | StoredBigIntegers {
  const part = bytes.subarray(dataStart + begin, dataStart + end)
  if (int64 === 'bigint' && kind.readBig !== undefined) {
    return { data: kind.readBig(part), shape, dtype: kind.name === 'I64' ? 'int64' : 'uint64', stored: kind.name as 'I64' | 'U64' }
  }
  const elements = kind.read(part)
  if ('text' in elements) {
    refuse(
      operation,
      name,
      `${pathText([tensor])}: element ${elements.index} (byte ${dataStart + begin + elements.index * kind.size}) is ${elements.text}`,
    )
  }
  return { data: elements, shape, dtype: kind.dtype, stored: kind.name }
}

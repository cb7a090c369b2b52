/** What a file that is no safetensors looks like, by its first bytes; undefined where nothing is known of them. */
export function otherKind(bytes: Uint8Array): string | undefined {
  for (const [at, start, kind] of signatures) if (startsWith(bytes, at, start)) return kind
  if (bytes.length > 1 && bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5)
    return 'a pickle of Python (an old PyTorch file): it can hold code and is not read; save it with safetensors.torch.save_file'
  // A ModelProto begins with its field 1, the version, and mostly goes on with field 2, the producer.
  if (bytes[0] === 0x08 && bytes[1]! > 0 && bytes[1]! < 32 && (bytes[2] === 0x12 || bytes[2] === 0x3a)) return 'an ONNX model'
  if (bytes.length > 0 && bytes.every((byte) => byte === 0)) return 'a file of zeros, as a crash leaves it'
  return textKind(bytes)
}

const zip = 'a ZIP archive (a PyTorch .pt, a Keras .keras, a NumPy .npz …): PyTorch writes safetensors with safetensors.torch.save_file'

/** Where, which bytes (as Latin-1), what. */
const signatures: readonly (readonly [at: number, start: string, kind: string])[] = [
  [0, 'PK\x03\x04', zip],
  [0, 'PK\x05\x06', zip],
  [0, '\x89HDF\r\n\x1a\n', 'an HDF5 file (Keras .h5)'],
  [0, '\x1f\x8b', 'a gzip file: unpack it first'],
  [0, '(\xb5/\xfd', 'a Zstandard file: unpack it first'],
  [0, 'BZh', 'a bzip2 file: unpack it first'],
  [0, '\xfd7zXZ\x00', 'an xz file: unpack it first'],
  [0, '\x93NUMPY', 'a NumPy .npy array'],
  [0, 'GGUF', 'a GGUF model'],
  [4, 'TFL3', 'a TensorFlow Lite model'],
  [0, 'version https://git-lfs', 'a pointer of Git LFS: fetch the file itself with git lfs pull'],
  [0, '\xff\xfe', 'text in UTF-16'],
  [0, '\xfe\xff', 'text in UTF-16'],
  [0, '\x89PNG', 'a PNG image'],
  [0, '%PDF', 'a PDF document'],
] // biome-ignore format: as a table

function startsWith(bytes: Uint8Array, at: number, start: string): boolean {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start.charCodeAt(i)) return false
  return true
}

function textKind(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096)).trimStart()
  if (/^<(!doctype html|html|head|body|!--)/i.test(start)) return 'a page of HTML, perhaps an error message of the server it came from'
  if (start.startsWith('<')) return 'XML'
  if (!/^[[{]/.test(start)) return undefined
  if (/"weightsManifest"|"modelTopology"/.test(start)) return 'a model of TensorFlow.js (JSON)'
  if (/"class_name"/.test(start)) return 'a model of Keras (JSON), which holds no weights'
  if (/"sizes"|"trainOpts"/.test(start)) return 'a network of brain.js (JSON)'
  return 'JSON'
}

// Writes golden.json, the files that we write with what they hold, and the files themselves into the folder that is its argument; from the repository's root:
//   node --conditions=@gradus/source --import tsx packages/formats/src/safetensors/__fixtures__/write-golden.ts /tmp/golden
//   python make-files.py check /tmp/golden/all.safetensors /tmp/golden/all.json
//   python make-torch-files.py check /tmp/golden/torch.safetensors /tmp/golden/torch.json
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { arrays, metadata, written } from './written.ts'

const folder = process.argv[2] ?? '.'
mkdirSync(folder, { recursive: true })
const base64 = (bytes: ArrayBufferView) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
for (const [name, forTorch] of [['all', false], ['torch', true]] as const) {
  const tensors = [...arrays].filter(([each]) => !forTorch || each !== 'uint64')
  const expected = tensors.map(([each, { data, shape, dtype }]) => [each, { shape, dtype, bytes: base64(data) }])
  writeFileSync(join(folder, `${name}.safetensors`), written(forTorch))
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ tensors: Object.fromEntries(expected), metadata: { ...Object.fromEntries(metadata), 'gradus.identity': 'golden' } }))
} // biome-ignore format: short
const golden = { all: base64(written()), torch: base64(written(true)) }
writeFileSync(new URL('golden.json', import.meta.url), `${JSON.stringify(golden, undefined, 1)}\n`)

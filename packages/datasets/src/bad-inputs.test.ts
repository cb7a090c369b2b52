import { describe, expect, it } from 'vitest'
import { batches } from './batches.ts'
import { dataset } from './create-dataset.ts'
import { xor } from './gates.ts'
import { truthTable } from './truth-table.ts'

const nested = (depth: number): unknown => {
  let array: unknown = [1]
  for (let i = 1; i < depth; i++) array = [array]
  return array
}

const cyclic: unknown[] = []
cyclic.push(cyclic)

const transferred = new Float32Array(4)
structuredClone(transferred, { transfer: [transferred.buffer] })

const inputs: readonly { source: unknown; code: string; message: RegExp; why?: string }[] = [
  { source: [[1, 2], [3]], code: 'shape', message: /ragged: item \[1\] has length 1, expected 2 \(as item \[0\]\)$/ },
  { source: [[1, 2], 3], code: 'shape', message: /ragged: item \[1\] is 3, expected an array of 2 \(as item \[0\]\)$/ },
  { source: [1, [2]], code: 'shape', message: /ragged: item \[1\] is an array of 1, expected a number \(as item \[0\]\)$/ },
  {
    source: [
      [[1], [2]],
      [[3], [4, 5]],
    ],
    code: 'shape',
    message: /item \[1\]\[1\] has length 2, expected 1 \(as item \[0\]\[0\]\)$/,
  },
  { source: [1, null], code: 'type', message: /item \[1\] is null, expected a finite-or-NaN number or a boolean$/ },
  { source: [[1], null], code: 'type', message: /item \[1\] is null/ },
  { source: [1, undefined], code: 'type', message: /item \[1\] is undefined/ },
  { source: new Array(2), code: 'type', message: /item \[0\] is undefined/, why: 'holes' },
  { source: [[1, '2']], code: 'type', message: /item \[0\]\[1\] is "2"/ },
  { source: [1, {}], code: 'type', message: /item \[1\] is an Object/ },
  { source: [1, 2n], code: 'type', message: /item \[1\] is 2n/, why: 'a bigint' },
  { source: new BigInt64Array(2), code: 'type', message: /a BigInt64Array has no dtype here; expected a typed array of numbers/ },
  { source: new DataView(new ArrayBuffer(8)), code: 'type', message: /DataView/ },
  { source: transferred, code: 'type', message: /transferred away \(detached\)/, why: 'a detached buffer' },
  { source: nested(10_000), code: 'range', message: /deeper than the rank limit of 32/, why: 'nested 10,000 deep' },
  { source: cyclic, code: 'range', message: /does the array contain itself/, why: 'an array in itself' },
  { source: { data: new Float32Array(5), shape: [2, 3] }, code: 'shape', message: /5 values, shape \[2,3\] needs 6$/ },
  { source: { data: new Float32Array(6), shape: [2, -3] }, code: 'shape', message: /dimension 1 is -3, expected an integer >= 0/ },
  { source: { data: new Float32Array(6), shape: [2, 1.5] }, code: 'shape', message: /dimension 1 is 1.5/ },
  { source: { data: new Float32Array(6), shape: ['2', 3] }, code: 'shape', message: /dimension 0 is "2"/ },
  { source: { data: new Float32Array(6), shape: [1048576, 1048576] }, code: 'range', message: /the limit is/ },
  { source: { data: new Float32Array(6), shape: 6 }, code: 'type', message: /shape must be an array/ },
  { source: { data: new Float32Array(1), shape: [] }, code: 'shape', message: /inputs has shape \[\], expected an axis that counts/ },
  { source: { data: [1], shape: [1] }, code: 'type', message: /must be nested arrays, a typed array or { data, shape }/ },
  { source: { data: new Int32Array(2), shape: [2], dtype: 'int3' }, code: 'type', message: /did you mean int32\?/ },
  { source: { data: new Uint8Array([0, 7]), shape: [2], dtype: 'bool' }, code: 'range', message: /item \[1\] = 7 does not fit bool/ },
  { source: new Uint32Array([1, 3_000_000_000]), code: 'range', message: /item \[1\] = 3000000000 does not fit int32/ },
  { source: [], code: 'range', message: /inputs has shape \[0\], expected at least one sample/ },
  { source: [[], []], code: 'range', message: /inputs has shape \[2,0\], expected .* at least one value/ },
  { source: 4, code: 'type', message: /inputs must be nested arrays.*got 4/ },
  { source: 'xor', code: 'type', message: /got "xor"/ },
  { source: null, code: 'type', message: /got null/ },
  { source: undefined, code: 'type', message: /got undefined/ },
]

describe('inputs of a dataset', () => {
  it.each(inputs.map((row) => ({ ...row, text: row.why ?? row.message })))('$text: $code', ({ source, code, message }) => {
    expect(() => dataset(source as never, [1, 2])).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
  })
})

const four = xor()
const options = (value: unknown) => () => dataset([1], [1], value as never)
const lazy = { permutation: () => new Int32Array(4) }

const calls: readonly { why: string; call: () => unknown; code: string; message: RegExp }[] = [
  {
    why: 'targets are read as strictly',
    call: () => dataset([1, 2], [1, null] as never),
    code: 'type',
    message: /^dataset: targets: item \[1\]/,
  },
  {
    why: '4 inputs, 3 targets',
    call: () => dataset([1, 2, 3, 4], [1, 2, 3]),
    code: 'shape',
    message: /^dataset: 4 inputs, 3 targets \(shapes \[4\] and \[3\]\)$/,
  },
  {
    why: '60000 images, 59999 labels',
    call: () => dataset({ data: new Uint8Array(240000), shape: [60000, 2, 2] }, new Uint8Array(59999)),
    code: 'shape',
    message: /60000 inputs, 59999 targets/,
  },
  {
    why: 'rows taken for columns',
    // biome-ignore format: as a table
    call: () => dataset([[0, 0], [0, 1], [1, 0]], [[0], [1], [1]], { layout: 'featuresFirst' }),
    code: 'shape',
    message: /2 inputs, 1 targets .*; with layout 'samplesFirst' there are 3 of both$/,
  },
  {
    why: 'columns taken for rows',
    call: () => dataset([[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 1, 1, 0]]), // biome-ignore format: as in the article
    code: 'shape',
    message: /2 inputs, 1 targets .*; with layout 'featuresFirst' there are 4 of both$/,
  },
  {
    why: 'int32 from 1.5',
    call: () => dataset([1], [1.5], { targetDType: 'int32' }),
    code: 'range',
    message: /targets: item \[0\] = 1.5 does not fit int32/,
  },
  { why: 'int32 from NaN', call: () => dataset([NaN], [1], { dtype: 'int32' }), code: 'range', message: /NaN does not fit int32/ },
  { why: 'a misspelt option', call: options({ layuot: 'samplesFirst' }), code: 'type', message: /did you mean layout\?/ },
  { why: 'a misspelt layout', call: options({ layout: 'featureFirst' }), code: 'type', message: /did you mean featuresFirst\?/ },
  { why: 'a misspelt dtype', call: options({ dtype: 'flot32' }), code: 'type', message: /did you mean float32\?/ },
  { why: 'a misspelt dtype of the targets', call: options({ targetDType: 'int16' }), code: 'type', message: /unknown dtype "int16"/ },
  { why: 'a name that is no text', call: options({ name: 7 }), code: 'type', message: /name must be text, got 7/ },
  { why: 'options that are none', call: options(null), code: 'type', message: /options must be an object, got null/ },

  {
    why: '3 weights for 4 samples',
    call: () => dataset([1, 2, 3, 4], [1, 2, 3, 4], { weights: [1, 1, 1] }),
    code: 'shape',
    message: /^dataset: weights have shape \[3\], expected \[4\]: one for each sample$/,
  },
  { why: 'weights as a column', call: options({ weights: [[1]] }), code: 'shape', message: /weights have shape \[1,1\], expected \[1\]/ },
  { why: 'a negative weight', call: options({ weights: [-1] }), code: 'range', message: /weights: item \[0\] is -1, expected .* >= 0$/ },
  { why: 'a weight that is NaN', call: options({ weights: [NaN] }), code: 'range', message: /weights: item \[0\] is NaN/ },
  { why: 'an infinite weight', call: options({ weights: [Infinity] }), code: 'range', message: /weights: item \[0\] is Infinity/ },
  { why: 'a weight beyond float32', call: options({ weights: [1e300] }), code: 'range', message: /weights: item \[0\] is Infinity/ },
  { why: 'weights that are all 0', call: options({ weights: [0] }), code: 'range', message: /weights are all 0/ },
  { why: 'a weight as text', call: options({ weights: ['1'] }), code: 'type', message: /^dataset: weights: item \[0\] is "1"/ },
  { why: 'weights that are none', call: options({ weights: null }), code: 'type', message: /^dataset: weights must be nested arrays/ },

  {
    why: 'batchSize 0',
    call: () => four.batches({ batchSize: 0 }),
    code: 'range',
    message: /^batches: batchSize must be an integer >= 1, got 0$/,
  },
  { why: 'batchSize -1', call: () => four.batches({ batchSize: -1 }), code: 'range', message: /got -1$/ },
  { why: 'batchSize 2.5', call: () => four.batches({ batchSize: 2.5 }), code: 'range', message: /got 2.5$/ },
  { why: 'batchSize NaN', call: () => four.batches({ batchSize: NaN }), code: 'range', message: /got NaN$/ },
  { why: 'batchSize "2"', call: () => four.batches({ batchSize: '2' as never }), code: 'type', message: /got "2"$/ },
  {
    why: 'batches of no dataset',
    call: () => batches({ size: 4 } as never),
    code: 'type',
    message: /^batches: source must be { size, slice, gather }, such as a dataset, got an Object$/,
  },
  {
    why: 'a remainder that is all',
    call: () => four.batches({ batchSize: 5, dropRemainder: true }),
    code: 'range',
    message: /leaves no batch: 4 samples, batchSize 5/,
  },
  {
    why: 'dropRemainder 1',
    call: () => four.batches({ dropRemainder: 1 as never }),
    code: 'type',
    message: /dropRemainder must be true or false/,
  },
  {
    why: 'a misspelt batch option',
    call: () => four.batches({ batchsize: 2 } as never),
    code: 'type',
    message: /did you mean batchSize\?/,
  },
  {
    why: 'shuffle: true',
    call: () => four.batches({ shuffle: true as never }),
    code: 'type',
    message: /shuffle must be a random generator, got true; say which/,
  },
  {
    why: 'a generator that repeats samples',
    call: () => four.batches({ shuffle: lazy }).nextBatch(),
    code: 'range',
    message: /shuffle.permutation\(4\) did not give each of 0 … 3 once/,
  },

  {
    why: 'fractions that sum to 1.1',
    call: () => four.split({ train: 0.8, test: 0.3 }),
    code: 'range',
    message: /^split: the fractions must sum to 1, got train 0.8, test 0.3 \(sum 1.1\)$/,
  },
  { why: 'fractions that sum to 0.9', call: () => four.split({ train: 0.6, test: 0.3 }), code: 'range', message: /sum 0.9/ },
  { why: 'no fractions', call: () => four.split({}), code: 'range', message: /got none \(sum 0\)/ },
  {
    why: 'an empty part',
    call: () => four.split({ train: 0.9, validation: 0.05, test: 0.05 }),
    code: 'range',
    message: /validation would be empty: 4 samples make train 4, validation 0, test 0$/,
  },
  {
    why: 'an empty test part',
    call: () => four.split(0.99),
    code: 'range',
    message: /test would be empty: 4 samples make train 4, test 0$/,
  },
  { why: 'fraction 0', call: () => four.split(0), code: 'range', message: /fraction must be a finite number in \(0, 1\), got 0$/ },
  { why: 'fraction 1', call: () => four.split(1), code: 'range', message: /got 1$/ },
  { why: 'a negative fraction', call: () => four.split({ train: 1.5, test: -0.5 }), code: 'range', message: /train must be .* got 1.5/ },
  { why: 'a fraction that is NaN', call: () => four.split(NaN), code: 'range', message: /got NaN/ },
  { why: 'a fraction as text', call: () => four.split({ train: '0.5', test: 0.5 } as never), code: 'type', message: /train .*got "0.5"/ },
  {
    why: 'a list of fractions',
    call: () => four.split([0.5, 0.5] as never),
    code: 'type',
    message: /expected a fraction or { train, validation, test }/,
  },
  {
    why: 'a misspelt split option',
    call: () => four.split(0.5, { shufle: lazy } as never),
    code: 'type',
    message: /did you mean shuffle\?/,
  },
  {
    why: 'a seed for a generator',
    call: () => four.split(0.5, { shuffle: 42 as never }),
    code: 'type',
    message: /shuffle must be a random generator, got 42/,
  },
  { why: 'a bad generator', call: () => four.split(0.5, { shuffle: lazy }), code: 'range', message: /^split: shuffle.permutation/ },
  { why: 'shuffle()', call: () => four.shuffle(undefined as never), code: 'type', message: /^shuffle: .*got undefined/ },

  {
    why: 'slice before the start',
    call: () => four.slice(-1, 2),
    code: 'range',
    message: /^slice: start must be an integer in \[0, 3\], got -1/,
  },
  {
    why: 'slice beyond the end',
    call: () => four.slice(0, 5),
    code: 'range',
    message: /^slice: end must be an integer in \[1, 4\], got 5/,
  },
  { why: 'an empty slice', call: () => four.slice(2, 2), code: 'range', message: /end must be an integer in \[3, 4\], got 2/ },
  {
    why: 'index 4 of 4',
    call: () => four.gather([0, 4]),
    code: 'range',
    message: /^gather: indices\[1\] is 4, expected an integer in \[0, 3\]$/,
  },
  { why: 'index -1', call: () => four.gather([-1]), code: 'range', message: /indices\[0\] is -1/ },
  { why: 'index 1.5', call: () => four.gather(new Float64Array([1.5])), code: 'range', message: /indices\[0\] is 1.5/ },
  { why: 'index "1"', call: () => four.gather(['1'] as never), code: 'type', message: /indices\[0\] is "1"/ },
  { why: 'no index', call: () => four.gather([]), code: 'range', message: /indices is empty/ },
  {
    why: 'an index for indices',
    call: () => four.gather(3 as never),
    code: 'type',
    message: /indices must be an array of integers, got 3/,
  },
  {
    why: 'a table of no dataset',
    call: () => truthTable([[0, 1]] as never),
    code: 'type',
    message: /^truthTable: expected a dataset such as xor\(\), got \[\[0,1\]\]$/,
  },
  {
    why: 'a table of two targets',
    call: () => truthTable(dataset([[0]], [[0, 1]])),
    code: 'shape',
    message: /a target has shape \[2\], expected one value/,
  },
]

describe('mistakes', () => {
  it.each(calls)('$why: $code', ({ call, code, message }) => {
    const before = structuredClone({ inputs: four.inputs, targets: four.targets })
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
    expect({ inputs: four.inputs, targets: four.targets }).toEqual(before)
  })
})

/**
 * What must not pass, and what its error says, for tensors and autograd. Each row gives the code and the whole message or the part that
 * matters; that nothing changed is checked where something could have.
 */
import { wasm } from '@gradus/wasm'
import { describe, expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { setBackend } from './backend.ts'
import { arange } from './creation/arange.ts'
import { eye } from './creation/eye.ts'
import { fromBuffer } from './creation/from-buffer.ts'
import { full } from './creation/full.ts'
import { linspace } from './creation/linspace.ts'
import { ones } from './creation/ones.ts'
import { tensor } from './creation/tensor.ts'
import { zeros } from './creation/zeros.ts'
import * as gradus from './index.ts'

type Row = readonly [what: string, action: () => unknown, code: string, message: RegExp]
type Anything = never

function refuses(rows: readonly Row[]): void {
  it.each(rows)('%s', (_, action, code, message) => {
    const error = caught(action)
    expect(error.message).toMatch(message)
    expect(error.code).toBe(code)
  })
}

const any = (value: unknown): Anything => value as Anything

const cyclic: unknown[] = []
cyclic.push(cyclic)
const cyclicLater: unknown[] = [1]
cyclicLater.push(cyclicLater)
let deep: unknown = 1
for (let i = 0; i < 10_000; i++) deep = [deep]

function detached(): Float32Array {
  const array = new Float32Array([1, 2])
  structuredClone(array.buffer, { transfer: [array.buffer] })
  return array
}

describe('values', () => {
  refuses([
    ['ragged', () => tensor(any([[1, 2], [3]])), 'shape', /^tensor: ragged: item \[1\] has length 1, expected 2 \(as item \[0\]\)$/],
    [
      'ragged, deeper',
      () =>
        tensor(
          any([
            [[1], [2]],
            [[3], [4, 5]],
          ]),
        ),
      'shape',
      /ragged: item \[1\]\[1\] has length 2, expected 1 \(as item \[0\]\[0\]\)$/,
    ],
    [
      'too deep in one place',
      () => tensor(any([1, [2]])),
      'shape',
      /ragged: item \[1\] is an array of 1, expected a number \(as item \[0\]\)$/,
    ],
    [
      'too shallow in one place',
      () => tensor(any([[1], 2])),
      'shape',
      /ragged: item \[1\] is 2, expected an array of 1 \(as item \[0\]\)$/,
    ],
    ['null', () => tensor(any([1, null, 3])), 'type', /^tensor: item \[1\] is null, expected a finite-or-NaN number or a boolean$/],
    ['undefined', () => tensor(any([1, undefined])), 'type', /item \[1\] is undefined, expected/],
    ['a hole', () => tensor(any(Object.assign(new Array(2), [1]))), 'type', /item \[1\] is undefined, expected/],
    ['text', () => tensor(any([1, '2'])), 'type', /item \[1\] is "2", expected/],
    ['"NaN"', () => tensor(any(['NaN'])), 'type', /item \[0\] is "NaN", expected/],
    ['an object', () => tensor(any([[1, {}]])), 'type', /item \[0\]\[1\] is an Object, expected/],
    ['a tensor among numbers', () => tensor(any([1, zeros([1])])), 'type', /item \[1\] is a Tensor, expected/],
    ['nothing', () => tensor(any(undefined)), 'type', /^tensor: the value is undefined, expected/],
    ['text alone', () => tensor(any('12')), 'type', /^tensor: the value is "12", expected/],
    ['a bigint', () => tensor(any([1, 2n])), 'type', /item \[1\] is 2n \(a bigint\), expected .*; int32 takes integers as numbers$/],
    ['bigints', () => tensor(any(new BigInt64Array(2))), 'type', /a BigInt64Array has no dtype here; expected a typed array of numbers$/],
    ['a number among booleans', () => tensor(any([true, 1])), 'type', /item \[1\] is 1, expected a boolean, as the first item$/],
    ['a boolean among numbers', () => tensor(any([1, true])), 'type', /item \[1\] is true, expected .*the first item is a number$/],
    [
      'booleans as float32',
      () => tensor([true], { dtype: 'float32' }),
      'type',
      /^tensor: the values are booleans, dtype is float32; booleans make a bool tensor, use cast$/,
    ],
    [
      'an array of itself',
      () => tensor(any(cyclic)),
      'range',
      /nested deeper than the rank limit of 32 \(does the array contain itself\?\)$/,
    ],
    ['an array that contains itself later', () => tensor(any(cyclicLater)), 'shape', /ragged: item \[1\] is an array of 2/],
    ['10,000 arrays in each other', () => tensor(any(deep)), 'range', /nested deeper than the rank limit of 32/],
    ['too large for int32', () => tensor([3e9], { dtype: 'int32' }), 'range', /^tensor: item \[0\] = 3000000000 does not fit int32$/],
    ['a fraction in int32', () => tensor([1, 1.5], { dtype: 'int32' }), 'range', /item \[1\] = 1.5 does not fit int32$/],
    ['NaN in int32', () => tensor([[NaN]], { dtype: 'int32' }), 'range', /item \[0\]\[0\] = NaN does not fit int32$/],
    ['2 in bool', () => tensor([2], { dtype: 'bool' }), 'range', /item \[0\] = 2 does not fit bool$/],
    ['a uint32 beyond int32', () => tensor(new Uint32Array([2 ** 31])), 'range', /item \[0\] = 2147483648 does not fit int32$/],
    ['floats as int32', () => tensor(new Float32Array([0.5]), { dtype: 'int32' }), 'range', /item \[0\] = 0.5 does not fit int32$/],
    ['an array whose buffer is gone', () => tensor(detached()), 'type', /^tensor: the buffer was transferred away \(detached\)$/],
    ['a value that does not fit, repeated', () => full([2], 1.5, { dtype: 'int32' }), 'range', /^full: 1.5 does not fit int32$/],
    ['text, repeated', () => full([2], any('1')), 'type', /^full: value must be a number, got "1"$/],
  ])
})

describe('shapes', () => {
  refuses([
    [
      'that do not fit the values',
      () => tensor(new Float32Array(5), { shape: [2, 3] }),
      'shape',
      /^tensor: 5 values, shape \[2,3\] needs 6$/,
    ],
    ['-3', () => zeros([2, -3]), 'shape', /^zeros: dimension 1 is -3, expected an integer >= 0$/],
    ['1.5', () => ones([2, 1.5]), 'shape', /^ones: dimension 1 is 1.5, expected an integer >= 0$/],
    ['NaN', () => full([NaN], 1), 'shape', /^full: dimension 0 is NaN, expected an integer >= 0$/],
    ['"2"', () => zeros([any('2')]), 'shape', /dimension 0 is "2", expected an integer >= 0$/],
    ['Infinity', () => zeros([Infinity]), 'shape', /dimension 0 is Infinity, expected an integer >= 0$/],
    ['a number', () => zeros(any(3)), 'type', /^zeros: shape must be an array of integers >= 0, got 3$/],
    ['4 TiB', () => zeros([2 ** 20, 2 ** 20]), 'range', /needs 1099511627776 elements \(4096 GiB\), the limit is 2147483647$/],
    [
      'beyond 2^53',
      () => zeros([2 ** 40, 2 ** 40]),
      'range',
      /^zeros: shape \[1099511627776,1099511627776\] needs .* the limit is 2147483647$/,
    ],
    ['33 axes', () => zeros(new Array(33).fill(1)), 'range', /^zeros: rank 33 is above the limit of 32$/],
    ['a square beyond the limit', () => eye(2 ** 17), 'range', /^eye: shape \[131072,131072\] needs/],
    ['rows of "2"', () => eye(any('2')), 'type', /^eye: rows must be an integer >= 0, got "2"$/],
    ['nested values and another shape', () => tensor([1, 2], any({ shape: [3] })), 'shape', /^tensor: 2 values, shape \[3\] needs 3$/],
  ])

  it('a size of 0 beside anything is an empty tensor', () => {
    const x = zeros([2 ** 40, 0, 2 ** 40])
    expect([x.shape, x.size, [...x.toTypedArray()]]).toEqual([[2 ** 40, 0, 2 ** 40], 0, []])
  })
})

describe('options of creation', () => {
  refuses([
    [
      'an unknown dtype',
      () => zeros([1], { dtype: any('flot32') }),
      'type',
      /^zeros: unknown dtype "flot32", expected one of float32, float64, int32, bool; did you mean float32\?$/,
    ],
    [
      'a misspelt option',
      () => zeros([1], any({ requireGradient: true })),
      'type',
      /^zeros: unknown option "requireGradient"; did you mean requiresGradient\?/,
    ],
    ['a number for options', () => zeros([1], any(3)), 'type', /^zeros: options must be an object, got 3$/],
    ['1 for true', () => zeros([1], { requiresGradient: any(1) }), 'type', /^zeros: requiresGradient must be true or false, got 1$/],
    [
      'a gradient of integers',
      () => tensor([1], { dtype: 'int32', requiresGradient: true }),
      'type',
      /^tensor: int32 tensors have no gradient; requiresGradient needs float32 or float64$/,
    ],
    ['a gradient of booleans', () => tensor([true], { requiresGradient: true }), 'type', /^tensor: bool tensors have no gradient/],
    ['a step of 0', () => arange(0, 3, 0), 'range', /^arange: step must not be 0$/],
    ['an infinite end', () => arange(0, Infinity), 'range', /^arange: stop must be a finite number, got Infinity$/],
    ['steps without end', () => arange(0, 1, 1e-300), 'range', /^arange: .* elements are above the limit/],
    ['halves as int32', () => arange(0, 2, 0.5, { dtype: 'int32' }), 'range', /^arange: 0.5 does not fit int32$/],
    ['-1 points', () => linspace(0, 1, -1), 'range', /^linspace: count must be an integer in \[0, 2147483647\], got -1$/],
    ['int32 points', () => linspace(0, 1, 3, { dtype: 'int32' }), 'type', /^linspace: dtype is int32, expected float32 or float64$/],
    [
      'a buffer that is too short',
      () => fromBuffer(new ArrayBuffer(8), [3]),
      'shape',
      /^fromBuffer: shape \[3\] of float32 needs 12 bytes, the buffer has 8 from byte 0$/,
    ],
    [
      'an offset beyond the end',
      () => fromBuffer(new ArrayBuffer(8), [1], { byteOffset: 6 }),
      'shape',
      /needs 4 bytes, the buffer has 2 from byte 6$/,
    ],
    [
      'half a byte',
      () => fromBuffer(new ArrayBuffer(8), [1], { byteOffset: 0.5 }),
      'range',
      /^fromBuffer: byteOffset must be an integer >= 0, got 0.5$/,
    ],
    [
      'a buffer that is gone',
      () => fromBuffer(detached().buffer, [1]),
      'type',
      /^fromBuffer: the buffer was transferred away \(detached\)$/,
    ],
    ['an array for a buffer', () => fromBuffer(any([1]), [1]), 'type', /^fromBuffer: expected an ArrayBuffer, got \[1\]$/],
    [
      'a byte that is no bool',
      () => fromBuffer(new Uint8Array([1, 3]).buffer, [2], { dtype: 'bool' }),
      'range',
      /^fromBuffer: byte 1 is 3, a bool is 0 or 1$/,
    ],
    [
      'a seed in words',
      () => gradus.stepRandom(any('42'), 0),
      'type',
      /^stepRandom: seed must be an integer in \[0, 4294967295\], got "42"$/,
    ],
    ['seed 2³²', () => gradus.stepRandom(4294967296, 0), 'range', /^stepRandom: seed must be .*, got 4294967296$/],
    ['a step before the first', () => gradus.stepRandom(0, -1), 'range', /^stepRandom: step must be .*, got -1$/],
    ['random integers', () => gradus.stepRandom(0, 0).uniform([1], any('int32')), 'type', /^uniform: unknown dtype "int32"/],
    [
      'tensors of two backends',
      () => {
        const here = tensor([1])
        setBackend({ ...wasm })
        try {
          return gradus.add(here, tensor([1]))
        } finally {
          setBackend(wasm)
        }
      },
      'state',
      /^add: input 0 lives on backend wasm, input 1 on another backend of that name$/,
    ],
    [
      'a backend that is none',
      () => setBackend(any({ name: 'x', run: () => undefined })),
      'type',
      /^setBackend: expected a backend, got an Object without allocate, write, read$/,
    ],
  ])
})

const { assignAll, checkGradients, defineOp, gradients, requireRange } = gradus
const { add, argMax, concat, exp, gather, matmul, max, mean, min, noGradient, oneHot, permute, reshape, slice, stack, sum, take } = gradus
const integers = (values: number[]) => tensor(values, { dtype: 'int32' })

describe('operations', () => {
  refuses([
    [
      'shapes that do not broadcast',
      () => add(zeros([2, 3]), any(zeros([2, 4]))),
      'shape',
      /^add: \[2,3\] and \[2,4\] do not broadcast: axis 1 is 3 and 4$/,
    ],
    [
      'inner dimensions',
      () => matmul(zeros([2, 3]), any(zeros([2, 3]))),
      'shape',
      /^matmul: inner dimensions 3 and 2 differ: \[2,3\] x \[2,3\]; transpose the second\?$/,
    ],
    [
      'a product of scalars',
      () => matmul(zeros([]), any(zeros([]))),
      'shape',
      /^matmul: needs rank >= 1, got \[\]; use multiply for scalars$/,
    ],
    ['5 elements as [2,3]', () => reshape(zeros([5]), any([2, 3])), 'shape', /^reshape: 5 elements cannot fill \[2,3\]$/],
    ['two -1', () => reshape(zeros([4]), any([-1, -1])), 'shape', /^reshape: only one dimension may be -1, got \[-1,-1\]$/],
    ['-1 beside 0', () => reshape(zeros([0]), any([-1, 0])), 'shape', /^reshape: -1 in \[-1,0\] is ambiguous beside a size of 0$/],
    ['-2', () => reshape(zeros([4]), any([-2, -2])), 'shape', /^reshape: dimension 0 is -2, expected an integer >= 0, or -1 once$/],
    ['axis 3 of 3', () => sum(zeros([2, 3, 4]), any(3)), 'range', /^sum: axis 3 out of range \[-3,2\]$/],
    ['axis -4 of 3', () => sum(zeros([2, 3, 4]), any(-4)), 'range', /^sum: axis -4 out of range \[-3,2\]$/],
    ['axis 1.5', () => mean(zeros([2, 3, 4]), any(1.5)), 'type', /^mean: axis must be an integer, got 1.5$/],
    ['an axis twice', () => sum(zeros([2, 3, 4]), any([1, -2])), 'range', /^sum: duplicate axis 1$/],
    ['an axis of a scalar', () => sum(zeros([]), any(0)), 'range', /^sum: axis 0 given, but a scalar has no axes$/],
    [
      'an order that repeats',
      () => permute(zeros([2, 3]), any([0, 0])),
      'shape',
      /^permute: order \[0,0\] must name each of the 2 axes exactly once$/,
    ],
    [
      'mixed dtypes',
      () => add(zeros([1]), zeros([1], { dtype: 'int32' })),
      'type',
      /^add: operands are float32 and int32; nothing is converted by itself, use cast$/,
    ],
    ['a number that does not fit', () => add(zeros([1], { dtype: 'int32' }), 0.5), 'range', /^add: 0.5 does not fit int32; use cast$/],
    [
      'a number among bools',
      () => add(zeros([1], { dtype: 'bool' }), 1),
      'type',
      /^add: the operand is bool, expected float32 or float64 or int32; use cast$/,
    ],
    ['an array that contains itself', () => exp(any(cyclic)), 'type', /^exp: argument 0 must be a tensor, got \[/],
    ['the maximum of nothing', () => max(zeros([2, 0]), 1), 'range', /^max: reduction of an empty axis .*has no max$/],
    ['the minimum of nothing', () => min(zeros([0])), 'range', /^min: reduction of an empty axis .*has no min$/],
    [
      'the mean of integers',
      () => mean(zeros([1], { dtype: 'int32' })),
      'type',
      /^mean: the tensor is int32, expected float32 or float64; use cast$/,
    ],
    [
      'the place of the maximum of nothing',
      () => argMax(zeros([2, 0]), 1),
      'range',
      /^argMax: reduction of an empty axis .*has no argMax$/,
    ],
    ['a step of 0', () => slice(zeros([4]), [{ step: 0 }]), 'range', /^slice: step of axis 0 must not be 0$/],
    ['a start of NaN', () => slice(zeros([4]), [{ start: NaN }]), 'range', /^slice: start of axis 0 must be an integer, got NaN$/],
    ['index 5 of 3', () => take(zeros([3]), integers([0, 5])), 'range', /^take: index\[1\] = 5 out of range \[0,2\]$/],
    ['index -1', () => gather(zeros([3]), integers([-1]), 0), 'range', /^gather: index\[0\] = -1 out of range \[0,2\]$/],
    ['index 1.5', () => take(zeros([3]), any(tensor([1.5]))), 'type', /^take: indices must be int32, got float32/],
    ['class 7 of 3', () => oneHot(integers([0, 7]), 3), 'range', /^oneHot: value\[1\] = 7 out of range \[0,2\]; the depth is 3$/],
    [
      'a product of 1 TiB',
      () => matmul(zeros([2 ** 20, 1]), any(zeros([1, 2 ** 20]))),
      'range',
      /^matmul: shape \[1048576,1048576\] needs .* the limit is 2147483647$/,
    ],
    ['a broadcast of 1 TiB', () => add(zeros([2 ** 20, 1]), zeros([2 ** 20])), 'range', /^add: shape \[1048576,1048576\] needs/],
    [
      'options in the place of axes',
      () => sum(zeros([2]), any({ keepDims: true })),
      'type',
      /^sum: axis must be an integer, got an Object$/,
    ],
    ['a tensor for options', () => mean(zeros([2]), 0, any(zeros([2]))), 'type', /^mean: options must be an object, got a Tensor$/],
    ['no tensors to join', () => concat(any([]), 0), 'shape', /^concat: needs at least one tensor$/],
    [
      'tensors that do not join',
      () => concat(any([zeros([2, 3]), zeros([2, 4])]), 0),
      'shape',
      /^concat: \[2,3\] and \[2,4\] \(item 1\) differ: axis 1 is 3 and 4$/,
    ],
    [
      'dtypes that do not join',
      () => concat([zeros([2]), integers([2])], 0),
      'type',
      /^concat: item 1 is int32, expected float32 as item 0; .*use cast$/,
    ],
    [
      'shapes that do not stack',
      () => stack(any([zeros([2]), zeros([3])]), 0),
      'shape',
      /^stack: item 1 has shape \[3\], expected \[2\] as item 0$/,
    ],
  ])

  it('the sum of nothing is 0, its mean NaN', () => {
    expect(sum(zeros([0])).item()).toBe(0)
    expect(mean(zeros([0])).item()).toBeNaN()
  })
})

describe('reads', () => {
  const x = tensor([1, 2])
  refuses([
    ['item of two', () => x.item(), 'shape', /^item: needs 1 element, got shape \[2\]; use toArray\(\)$/],
    ['item of none', () => zeros([0]).item(), 'shape', /^item: needs 1 element, got shape \[0\]/],
  ])

  it('10 million elements print in a moment, and briefly', () => {
    const start = performance.now()
    const text = zeros([10_000_000]).toString()
    expect(text.length).toBeLessThan(200)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it('copies, both ways', () => {
    const source = new Float32Array([1, 2])
    const copy = tensor(source)
    source[0] = 7
    copy.toTypedArray()[0] = 8
    ;(copy.toArray() as number[])[0] = 9
    expect(copy.toArray()).toEqual([1, 2])
    structuredClone(source.buffer, { transfer: [source.buffer] })
    expect(copy.toArray()).toEqual([1, 2])
  })
})

describe('autograd and helpers of operations', () => {
  const w = tensor([1, 2], { requiresGradient: true })
  const loss = () => sum(exp(w))
  refuses([
    [
      'a gradient in the place of options',
      () => loss().backward(any(zeros([]))),
      'type',
      /^backward: options must be an object, got a Tensor$/,
    ],
    [
      'checkFinite "yes"',
      () => loss().backward({ checkFinite: any('yes') }),
      'type',
      /^backward: checkFinite must be true or false, got "yes"$/,
    ],
    [
      'createGraph 1',
      () => gradients(loss(), [w], { createGraph: any(1) }),
      'type',
      /^gradients: createGraph must be true or false, got 1$/,
    ],
    ['no updates', () => assignAll(any(undefined)), 'type', /^assignAll: updates must be an array of \[target, value\], got undefined$/],
    ['an update that is none', () => assignAll([any(w)]), 'type', /^assignAll: update 0 must be an array \[target, value\], got a Tensor$/],
    ['an update of a number', () => assignAll([[any(1), w]]), 'type', /^assignAll: the target of update 0 must be a tensor, got 1$/],
    [
      'a second update that does not fit',
      () =>
        assignAll([
          [w, zeros([2])],
          [w, zeros([3])],
        ]),
      'shape',
      /^assignAll: the value has shape \[3\], expected \[2\]$/,
    ],
    ['a check of no function', () => checkGradients(any(3), []), 'type', /^checkGradients: f must be a function of tensors, got 3$/],
    [
      'a check of no inputs',
      () => checkGradients(exp, any(w)),
      'type',
      /^checkGradients: inputs must be an array of tensors, got a Tensor$/,
    ],
    [
      'a check of a result that is none',
      () => checkGradients(() => any(1), [tensor([1], { dtype: 'float64' })]),
      'type',
      /^checkGradients: the result of f must be a tensor, got 1$/,
    ],
    ['a requirement that is none', () => requireRange('f', w, any(undefined)), 'type', /^requireRange: expected .* got "f" and undefined$/],
    [
      'a misspelt requirement',
      () => requireRange('f', w, any({ label: 'w', min: 0, max: 1, integers: true })),
      'type',
      /^requireRange: unknown option "integers"; did you mean integer\?/,
    ],
    [
      'a formula that is no text',
      () => defineOp({ name: 'f', formula: any(3), forward: () => w }),
      'type',
      /^defineOp "f": formula must be a text, got 3$/,
    ],
  ])

  it('changed nothing', () => {
    expect([w.toArray(), w.gradient]).toEqual([[1, 2], undefined])
  })
})

describe('assign', () => {
  const w = tensor([1, 2], { requiresGradient: true })
  refuses([
    ['another shape', () => w.assign(zeros([3])), 'shape', /^assign: the value has shape \[3\], expected \[2\]$/],
    [
      'another dtype',
      () => w.assign(zeros([2], { dtype: 'float64' })),
      'type',
      /^assign: the value is float64, expected float32; use cast$/,
    ],
    ['an array', () => w.assign(any([1, 2])), 'type', /^assign: the value must be a tensor, got \[1,2\]$/],
    [
      'to a result',
      () => w.multiply(2).assign(w),
      'state',
      /^assign: the result of multiply cannot be assigned to; assign to a parameter$/,
    ],
  ])

  it('changed nothing', () => {
    expect(w.toArray()).toEqual([1, 2])
    expect(noGradient(() => w.multiply(1)).toArray()).toEqual([1, 2])
  })
})

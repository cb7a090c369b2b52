/**
 * One record per operation; from it come the tests that every operation must pass. An operation's record stands in its own test
 * file, `ops/exp.test.ts`:
 *
 *   testOp('exp', exp, elementwise({ reference: Math.exp }))               // see elementwise-record.ts
 *
 *   testOp('sum', sum, {
 *     samples: [
 *       { inputs: [plain([1, 2, 3, 4, 5, 6], [2, 3])], args: [0] },          // called as sum(x, 0)
 *       { inputs: [randomPlain([2, 3, 4], 1)], args: [[0, 2], { keepDims: true }] },
 *       { inputs: [plain([], [0, 3])], args: [1] },                          // one without elements is demanded
 *     ],
 *     reference: ([x], axes, options) => …plain loops…                       // inputs first, then the args, in float64
 *     tolerance: { float32: { relative: 1e-6 } },
 *     errors: [['an axis out of range', () => sum(tensor([1]), 3), 'range', /axis 3 out of range/]],
 *   })
 *
 * Tested: exported under this name; values against the reference in each dtype; gradients of first and second order against
 * central differences with random upstream gradients (`smooth: false` on a sample leaves it out, `differentiable: false` demands that
 * there is none); the same bits, forward and backward, for inputs that are transposed, spread out, reversed; the same bits on a second run; inputs
 * untouched; the same bits when recorded and compiled; float32 gradients near those in float64; a formula for the walk; the error messages.
 * `known` holds values and gradients from outside sources. A call that is not
 * `op(...tensors, ...args)`, such as `concat([a, b], 0)`, is stated as the sample's `call`.
 *
 * Another backend runs the same files with a Vitest setup file that calls `setBackend`.
 */
import { type DType, type ErrorCode, GradusError, isFloat } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { expectCompiled } from '../__fixtures__/compiled.ts'
import { gradients } from '../backward.ts'
import { checkGradients } from '../check-gradients.ts'
import { noGradient } from '../history.ts'
import * as exported from '../index.ts'
import type { Tensor } from '../tensor.ts'
import { walk } from '../walk.ts'
import { arranged, arrangements, expectClose, expectSameBits, type Plain, randomPlain, rounded, seedOf, type Tolerance } from './plain.ts'

/** One call to try. */
export interface Sample {
  /** The tensors. One whose `dtype` is fixed (indices, conditions) has no gradient. */
  readonly inputs: readonly Plain[]
  /** What the call takes after the tensors. */
  readonly args?: readonly unknown[]
  /** How the call is written, where it is not `op(...tensors, ...args)`. */
  readonly call?: (op: AnyOp, tensors: readonly Tensor[]) => Tensor
  /** In the place of the record's. */
  readonly reference?: (inputs: readonly Plain[]) => Plain
  /** The dtypes to try; those of the record unless stated. */
  readonly dtypes?: readonly DType[]
  /** Whether gradients can be checked by differences: no kink, pole or overflow near the inputs. True unless stated. */
  readonly smooth?: boolean
}

/** What an outside source says of one call. */
export interface Known extends Sample {
  readonly value?: Plain
  /** For an upstream gradient of ones. */
  readonly gradients?: readonly (Plain | undefined)[]
  readonly tolerance?: Tolerance
}

/** All that the suite must know of an operation. */
export interface OpRecord {
  readonly samples: readonly Sample[]
  /** The result in float64 by plain loops, from the inputs (each with its dtype) and the arguments. */
  // biome-ignore lint/suspicious/noExplicitAny: each record knows the arguments of its own samples
  readonly reference: (inputs: readonly Plain[], ...args: any[]) => Plain
  /** float32 and float64 unless stated. */
  readonly dtypes?: readonly DType[]
  /** The dtype of the result; that of the inputs unless stated. */
  readonly resultDType?: DType
  readonly tolerance?: Partial<Record<DType, Tolerance>>
  /** Whether the reference tells −0 from 0. */
  readonly signedZeros?: boolean
  /** False for an operation that must not have a gradient. */
  readonly differentiable?: boolean
  readonly known?: readonly Known[]
  /** What is refused: description, call, code, message. */
  readonly errors?: readonly Refusal[]
  /** Refusals that a whole family of operations shares. */
  readonly refusals?: (name: string, op: AnyOp) => readonly Refusal[]
  /** Why no sample without elements is there, where such a call is refused. */
  readonly noEmptySample?: string
}

/** What is refused, how it is called, and the error. */
export type Refusal = readonly [description: string, action: () => unknown, code: ErrorCode, message: RegExp]

/** An operation as a test calls it; the suite cannot know the types of each. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyOp = (...args: any[]) => unknown

const defaultTolerance: Record<DType, Tolerance> = {
  // One rounding of a result that is known to double precision, and half an ulp to spare.
  float32: { relative: 2 ** -23 },
  float64: { relative: 4e-15 },
  int32: { relative: 0 },
  bool: { relative: 0 },
}

/** A source rounds too; in float32 its inputs are rounded before the call, which moves the result. */
const knownTolerance: Record<DType, Tolerance> = {
  ...defaultTolerance,
  float32: { relative: 1e-5, absolute: 1e-6 },
  float64: { relative: 1e-13, absolute: 1e-15 },
}

/** Declares the tests of one operation. */
export function testOp(name: string, op: AnyOp, record: OpRecord): void {
  const { samples, reference, dtypes = ['float32', 'float64'], differentiable = true, known = [], errors = [] } = record
  const call = (sample: Sample, tensors: readonly Tensor[]): Tensor =>
    sample.call ? sample.call(op, tensors) : (op(...tensors, ...(sample.args ?? [])) as Tensor)
  const tolerance = (dtype: DType): Tolerance => record.tolerance?.[dtype] ?? defaultTolerance[dtype]
  const eachCase = (test: (sample: Sample, dtype: DType, label: string) => void): void => {
    samples.forEach((sample, i) => {
      for (const dtype of sample.dtypes ?? dtypes) test(sample, dtype, `${name}, ${sampleText(sample, i)}, ${dtype}`)
    })
  }
  const smooth = samples.filter((sample) => sample.smooth !== false && (sample.dtypes ?? dtypes).includes('float64'))

  describe(name, () => {
    it('is exported under this name', () => {
      expect((exported as Record<string, unknown>)[name]).toBe(op)
    })

    it('gives the values of the reference', () => {
      eachCase((sample, dtype, label) => {
        const exact = sample.inputs.map((input) => ({ ...rounded(input, dtype), dtype: input.dtype ?? dtype }))
        const expected = sample.reference ? sample.reference(exact) : reference(exact, ...(sample.args ?? []))
        const actual = call(
          sample,
          exact.map((input) => arranged(input, dtype)),
        )
        const result = record.resultDType ?? dtype
        const allowed = { ...tolerance(result), signedZeros: record.signedZeros === true && isFloat(result) }
        expectClose(actual, expected, result, allowed, label)
      })
    })

    it('has a sample without elements', () => {
      const empty = samples.some(({ inputs }) => inputs.some(({ shape }) => shape.includes(0)))
      expect(empty || record.noEmptySample !== undefined).toBe(true)
    })

    it('gives the same bits again, however the inputs lie in memory, and leaves them as they are', () => {
      eachCase((sample, dtype, label) => {
        const backward = differentiable && sample.smooth !== false && isFloat(dtype)
        const dense = sample.inputs.map((input) => arranged(input, dtype, 'dense', backward && free(input)))
        const value = call(sample, dense)
        const slopes = backward ? slopesOf(value, dense) : []
        for (const arrangement of ['dense', ...arrangements] as const) {
          const inputs = sample.inputs.map((input) => arranged(input, dtype, arrangement, backward && free(input)))
          const again = call(sample, inputs)
          expectSameBits(again, value, `${label}, ${arrangement}`)
          if (backward) {
            slopesOf(again, inputs).forEach((slope, i) => {
              expect(slope === undefined, label).toBe(slopes[i] === undefined)
              if (slope) expectSameBits(slope, slopes[i]!, `${label}, ${arrangement}, gradient ${i}`)
            })
          }
          inputs.forEach((input, i) => {
            expectSameBits(input, arranged(sample.inputs[i]!, dtype), `${label}, ${arrangement}, input ${i} afterwards`)
          })
        }
      })
    })

    it('gives the same bits, forward and backward, when it is recorded and compiled', () => {
      eachCase((sample, dtype, label) => {
        const backward = differentiable && sample.smooth !== false && isFloat(dtype)
        const inputs = sample.inputs.map((input) => arranged(input, dtype, 'dense', backward && free(input)))
        expectCompiled(label, inputs, () => {
          const value = call(sample, inputs)
          return [value, ...(backward ? slopesOf(value, inputs) : []).filter((slope) => slope !== undefined)]
        })
      })
    })

    it('shows its formula in a walk', () => {
      const sample = samples[0]!
      const dtype = (sample.dtypes ?? dtypes)[0]!
      const { nodes } = walk(() =>
        call(
          sample,
          sample.inputs.map((input) => arranged(input, dtype)),
        ),
      )
      for (const node of nodes) {
        expect(node.op).not.toBe('')
        expect(node.formula).not.toBe('')
      }
    })

    if (differentiable) {
      it('has the gradient that central differences show', () => {
        expect(smooth.length, 'smooth samples').toBeGreaterThan(0)
        smooth.forEach((sample, i) => {
          labelled(`${name}, ${sampleText(sample, i)}`, () => {
            const { f, leaves } = overFreeInputs(sample, call)
            const { shape } = noGradient(() => f(...leaves))
            checkGradients(f, leaves, { upstream: arranged(randomPlain(shape, seedOf(name) + i), 'float64') })
          })
        })
      })

      it('has the gradient of the gradient that central differences show', () => {
        smooth.forEach((sample, i) => {
          labelled(`${name}, ${sampleText(sample, i)}`, () => {
            const { f, leaves } = overFreeInputs(sample, call)
            const { shape } = noGradient(() => f(...leaves))
            const upstream = arranged(randomPlain(shape, seedOf(name) + i), 'float64')
            leaves.forEach((_, k) => {
              const slope = (...inputs: Tensor[]): Tensor => {
                const operands = inputs.slice(0, -1)
                return gradients(f(...operands), [operands[k]!], { gradient: inputs.at(-1)!, createGraph: true })[0]
              }
              checkGradients(slope, [...leaves, upstream])
            })
          })
        })
      })

      it('has in float32 the gradient of float64, rounded', () => {
        for (const sample of smooth.filter((sample) => (sample.dtypes ?? dtypes).includes('float32'))) {
          const [single, double] = (['float32', 'float64'] as const).map((dtype) => {
            const inputs = sample.inputs.map((input) => arranged(rounded(input, 'float32'), dtype, 'dense', free(input)))
            return slopesOf(call(sample, inputs), inputs)
          })
          double!.forEach((slope, i) => {
            if (!slope) return
            const expected = { shape: slope.shape, data: [...slope.toTypedArray()] }
            expectClose(single![i]!, expected, 'float32', { relative: 1e-4, absolute: 1e-5 }, `${name}, gradient ${i}`)
          })
        }
      })
    } else {
      it('has no gradient', () => {
        eachCase((sample, dtype, label) => {
          const value = call(
            sample,
            sample.inputs.map((input) => arranged(input, dtype, 'dense', isFloat(input.dtype ?? dtype))),
          )
          expect(value.requiresGradient, label).toBe(false)
        })
      })
    }

    if (known.length > 0) {
      it('agrees with an outside source', () => {
        known.forEach((sample, i) => {
          for (const dtype of sample.dtypes ?? dtypes) {
            const label = `${name}, known ${sampleText(sample, i)}, ${dtype}`
            const allowed = sample.tolerance ?? knownTolerance[dtype]
            const inputs = sample.inputs.map((input) => arranged(input, dtype, 'dense', sample.gradients !== undefined && free(input)))
            const value = call(sample, inputs)
            if (sample.value) expectClose(value, sample.value, record.resultDType ?? dtype, allowed, label)
            if (sample.gradients) {
              const ones = arranged({ shape: value.shape, data: new Array(value.size).fill(1) }, dtype)
              const slopes = gradients(
                value,
                inputs.filter((input) => input.requiresGradient),
                { gradient: ones, allowUnused: true },
              )
              sample.gradients.forEach((slope, k) => {
                if (slope) expectClose(slopes[k]!, slope, dtype, allowed, `${label}, gradient ${k}`)
              })
            }
          }
        })
      })
    }

    it.each([...(record.refusals?.(name, op) ?? []), ...errors])('refuses %s', (_, action, code, message) => {
      const error = caught(action)
      expect(error.message).toMatch(message)
      expect(error.message).toContain(name)
      expect(error.code).toBe(code)
    })
  })
}

/** The GradusError that an action throws. */
export function caught(action: () => unknown): GradusError {
  try {
    action()
  } catch (error) {
    expect(error, `${error}`).toBeInstanceOf(GradusError)
    return error as GradusError
  }
  return expect.fail('nothing was thrown')
}

/** Whether an input takes part in differentiation. */
function free(input: Plain): boolean {
  return input.dtype === undefined
}

/** The call as a function of the inputs that can have a gradient, in float64. */
function overFreeInputs(sample: Sample, call: (sample: Sample, tensors: readonly Tensor[]) => Tensor) {
  const all = sample.inputs.map((input) => arranged(input, 'float64'))
  const f = (...leaves: Tensor[]): Tensor => {
    const remaining = [...leaves]
    return call(
      sample,
      sample.inputs.map((input, i) => (free(input) ? remaining.shift()! : all[i]!)),
    )
  }
  return { f, leaves: all.filter((_, i) => free(sample.inputs[i]!)) }
}

/** The gradients of a value for an upstream gradient without a pattern; undefined for inputs that have none. */
function slopesOf(value: Tensor, inputs: readonly Tensor[]): (Tensor | undefined)[] {
  const gradient = arranged(randomPlain(value.shape, 11), value.dtype)
  const wanted = inputs.filter((input) => input.requiresGradient)
  return value.requiresGradient ? gradients(value, wanted, { gradient, allowUnused: true }) : []
}

function labelled(label: string, action: () => void): void {
  try {
    action()
  } catch (error) {
    throw new Error(`${label}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

function sampleText({ inputs, args = [] }: Sample, i: number): string {
  return `sample ${i} (${[...inputs.map(({ shape }) => `[${shape}]`), ...args.map((arg) => JSON.stringify(arg))].join(', ')})`
}

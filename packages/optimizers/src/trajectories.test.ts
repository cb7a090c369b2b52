import { multiply, type NamedParameters, type Tensor, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import { describe, expect, it } from 'vitest'
import keras from './__fixtures__/keras.json' with { type: 'json' }
import pytorch from './__fixtures__/pytorch.json' with { type: 'json' }
import { adadelta, adagrad, adam, adamax, adamW, lion, nadam, type Optimizer, rmsprop, sgd, stepDecay } from './index.ts'

type Name = 'a' | 'b'
type Numbers = Readonly<Record<Name, readonly number[]>>
type Trajectory = { readonly options: object; readonly points: readonly (Numbers & { readonly step: number })[] }
type Precision = 'float32' | 'float64'

const { start, gradients: sequence } = pytorch.problem
const names: readonly Name[] = ['a', 'b']
const makers = { sgd, adam, adamW, adamax, nadam, rmsprop, adagrad, adadelta, lion }
type Kind = keyof typeof makers

/** Fixtures write a schedule as the arguments that make it. */
function make(kind: Kind, options: { learningRate?: number | { stepDecay: readonly number[] } }): Optimizer {
  const { learningRate } = options
  if (typeof learningRate !== 'object') return makers[kind](options as object)
  const [rate, every, factor] = learningRate.stepDecay
  return makers[kind]({ ...options, learningRate: stepDecay(rate!, { every: every!, factor: factor! }) })
}

const toTensor = (name: Name, data: readonly number[], dtype: Precision): Tensor =>
  tensor(Float64Array.from(data), { shape: start[name].shape, dtype, requiresGradient: true })

function problem(dtype: Precision): NamedParameters {
  return new Map(names.map((name) => [name, { tensor: toTensor(name, start[name].data, dtype), trainable: true }]))
}

/** Takes the steps that the fixture took; gives the largest error at the points it wrote down, relative to numbers above 1. */
function largestError(optimizer: Optimizer, { points }: Trajectory, dtype: Precision): number {
  const parameters = problem(dtype)
  const state = optimizer.initialize(parameters)
  let largest = 0
  sequence.forEach((gradients, i) => {
    optimizer.update(parameters, new Map(names.map((name) => [name, toTensor(name, gradients[name], dtype)])), state)
    const point = points.find(({ step }) => step === i + 1)
    for (const name of point === undefined ? [] : names) {
      const values = parameters.get(name)!.tensor.toTypedArray()
      point![name].forEach((want, k) => {
        const error = Math.abs(values[k]! - want) / Math.max(1, Math.abs(want))
        largest = Math.max(largest, error)
      })
    }
  })
  expect(state.step).toBe(50)
  return largest
}

const cases = (of: Readonly<Partial<Record<Kind, readonly Trajectory[]>>>) =>
  (Object.keys(makers) as Kind[]).flatMap((kind) =>
    (of[kind] ?? []).map((trajectory) => [kind, JSON.stringify(trajectory.options), trajectory] as const),
  )

describe('50 steps are those of PyTorch', () => {
  it.each(cases(pytorch))('%s %s', (kind, _, trajectory) => {
    expect(largestError(make(kind, trajectory.options), trajectory, 'float64')).toBeLessThanOrEqual(4e-15)
    expect(largestError(make(kind, trajectory.options), trajectory, 'float32')).toBeLessThanOrEqual(2e-6)
  })
})

describe('50 steps are those of Keras', () => {
  it.each(cases(keras))('%s %s', (kind, _, trajectory) => {
    expect(largestError(make(kind, trajectory.options), trajectory, 'float64')).toBeLessThanOrEqual(4e-15)
  })

  it('would not be with the other place for epsilon', () => {
    const { options, points } = keras.adam[3]!
    const other = adam({ ...options, epsilonPlacement: 'afterCorrection' } as object)
    expect(largestError(other, { options, points }, 'float64')).toBeGreaterThan(0.1)
  })
})

describe('gradients clipped to a norm are those of PyTorch', () => {
  it.each(pytorch.clip.map((of) => [JSON.stringify(of.options), of] as const))('%s', (_, { options, clipped }) => {
    // With a learning rate of 1 and parameters of 0 a step is the gradient itself.
    const zeros = new Map(
      names.map((name) => [
        name,
        {
          tensor: toTensor(
            name,
            clipped[name].map(() => 0),
            'float64',
          ),
          trainable: true,
        },
      ]),
    )
    const optimizer = sgd({ learningRate: 1, ...(options as object) })
    const gradients = new Map(names.map((name) => [name, toTensor(name, sequence[9]![name], 'float64')]))
    optimizer.update(zeros, gradients, optimizer.initialize(zeros))
    for (const name of names) {
      zeros
        .get(name)!
        .tensor.toTypedArray()
        .forEach((value, i) => {
          expect(Math.abs(value + clipped[name][i]!)).toBeLessThanOrEqual(1e-15 * Math.abs(value))
        })
    }
  })
})

describe('steps have the same bits when they are compiled', () => {
  it.each([...cases(pytorch), ...cases(keras)])('%s %s', (kind, _, trajectory) => {
    for (const dtype of ['float32', 'float64'] as const) {
      const optimizer = make(kind, trajectory.options)
      const parameters = problem(dtype)
      const state = optimizer.initialize(parameters)
      const gradients = new Map(names.map((name) => [name, toTensor(name, sequence[0]![name], dtype).detach()]))
      const changing = [
        ...[...parameters.values()].map((parameter) => parameter.tensor),
        ...[...state.slots.values()].flatMap(Object.values),
        ...gradients.values(),
      ]
      let recorded = false
      const step = (): readonly Tensor[] => {
        optimizer.update(parameters, gradients, state)
        for (const gradient of gradients.values()) gradient.assign(multiply(gradient, -0.75))
        // The count of steps is the host's, and recording is no step.
        if (!recorded) state.step = 0
        recorded = true
        return []
      }
      expectCompiled(dtype, changing, step, 12)
    }
  })
})

import { multiply, type NamedParameters, record, subtract, Tensor, tensor } from '@gradus/tensor'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamW,
  constant,
  defineOptimizer,
  lion,
  nadam,
  type Optimizer,
  rmsprop,
  sgd,
  stepDecay,
} from './index.ts'

const parameter = (values: readonly number[], trainable = true) => ({
  tensor: tensor(Float32Array.from(values), { requiresGradient: trainable }) as Tensor,
  trainable,
})
const gradients = (entries: Readonly<Record<string, readonly number[]>>): Map<string, Tensor> =>
  new Map(Object.entries(entries).map(([name, values]) => [name, tensor(Float32Array.from(values)) as Tensor]))
const valueOf = (parameters: NamedParameters, name: string): unknown => parameters.get(name)!.tensor.toArray()

/** One parameter after steps with these gradients. */
function after(optimizer: Optimizer, start: readonly number[], steps: readonly (readonly number[])[]): unknown {
  const parameters = new Map([['w', parameter(start)]])
  const state = optimizer.initialize(parameters)
  for (const g of steps) optimizer.update(parameters, gradients({ w: g }), state)
  return valueOf(parameters, 'w')
}

const optimizers: readonly (readonly [string, (options?: object) => Optimizer])[] = [
  ['sgd', (options) => sgd(options)],
  ['sgd with momentum', (options) => sgd({ momentum: 0.9, nesterov: true, ...options })],
  ['adam', (options) => adam(options)],
  ['adam with amsgrad', (options) => adam({ amsgrad: true, weightDecay: 0.1, ...options })],
  ['adamW', (options) => adamW(options)],
  ['adamax', (options) => adamax(options)],
  ['nadam', (options) => nadam(options)],
  ['rmsprop', (options) => rmsprop({ centered: true, momentum: 0.5, epsilon: 1e-3, ...options })],
  ['adagrad', (options) => adagrad({ initialAccumulator: 0.5, learningRateDecay: 0.5, ...options })],
  ['adadelta', (options) => adadelta(options)],
  ['lion', (options) => lion(options)],
]

describe.each(optimizers)('%s', (_, make) => {
  it('leaves what is frozen alone, and needs no gradient for it', () => {
    const parameters = new Map([
      ['frozen', parameter([5], false)],
      ['w', parameter([1])],
    ])
    const optimizer = make()
    const state = optimizer.initialize(parameters)
    expect([...state.slots.keys()]).toEqual(['w'])
    optimizer.update(parameters, gradients({ w: [1] }), state)
    expect(valueOf(parameters, 'frozen')).toEqual([5])
    expect(valueOf(parameters, 'w')).not.toEqual([1])
  })

  it('keeps a parameter a leaf that can be differentiated again, and keeps no graph', () => {
    const parameters = new Map([['w', parameter([1])]])
    const optimizer = make()
    const state = optimizer.initialize(parameters)
    const w = parameters.get('w')!.tensor
    for (let i = 0; i < 3; i++) {
      const loss = multiply(w, w) as Tensor
      loss.backward({ gradient: tensor([1]) })
      optimizer.update(parameters, new Map([['w', w.gradient as Tensor]]), state)
      w.zeroGradient()
    }
    expect(w.node).toBeUndefined()
    expect(w.requiresGradient).toBe(true)
    for (const slot of Object.values(state.slots.get('w')!)) expect([slot.node, slot.requiresGradient]).toEqual([undefined, false])
  })

  it('moves nothing at a learning rate of 0', () => {
    expect(
      after(
        make({ learningRate: 0 }),
        [1, -2],
        [
          [3, 4],
          [5, -6],
        ],
      ),
    ).toEqual([1, -2])
  })

  it('takes its learning rate from a schedule, step by step', () => {
    const asked: number[] = []
    const schedule = (step: number): number => {
      asked.push(step)
      return 0.1
    }
    const optimizer = make({ learningRate: schedule })
    const steps = [[1], [2], [-1]]
    expect(after(optimizer, [1], steps)).toEqual(after(make({ learningRate: 0.1 }), [1], steps))
    expect(asked).toEqual([0, 1, 2])
    expect(optimizer.learningRate).toBe(schedule)
  })

  it("multiplies its learning rate by the state's factor, from step to step", () => {
    const run = (learningRate: (step: number) => number, factors: readonly (number | undefined)[]): unknown => {
      const parameters = new Map([['w', parameter([1, -2])]])
      const optimizer = make({ learningRate })
      const state = optimizer.initialize(parameters)
      expect(state.rateFactor).toBe(1)
      factors.forEach((factor, i) => {
        state.rateFactor = factor as number
        optimizer.update(parameters, gradients({ w: [i - 1.25, 0.5] }), state)
      })
      return [valueOf(parameters, 'w'), state.rateFactor]
    }
    const rates = [0.5, 0.25, 0.125, 0]
    expect(run(() => 0.5, [1, 0.5, 0.25, 0])).toEqual(run((step) => rates[step]!, [1, 1, 1, 0]))
    // A state of an older version has none.
    expect(run(() => 0.5, [undefined, 1])).toEqual(run(() => 0.5, [1, 1]))
  })

  it("takes the state's factor anew for each run of a recorded step", () => {
    const numbersOf = (learningRate: number, factors: readonly number[]): unknown => {
      const parameters = new Map([['w', parameter([1, -2])]])
      const optimizer = make({ learningRate })
      const state = optimizer.initialize(parameters)
      const states = [parameters.get('w')!.tensor, ...Object.values(state.slots.get('w')!)]
      const update = (): readonly Tensor[] => {
        optimizer.update(parameters, gradients({ w: [0.75, -3] }), state)
        return []
      }
      state.step = 3
      const { numbers } = record(update, { states })
      return factors.map((factor) => {
        Object.assign(state, { step: 3, rateFactor: factor })
        return numbers.map((compute) => compute())
      })
    }
    const [whole, quarter] = [numbersOf(0.5, [1]), numbersOf(0.125, [1])] as [unknown[], unknown[]]
    expect(numbersOf(0.5, [1, 0.25, 1])).toEqual([...whole, ...quarter, ...whole])
    // Lowered between the recording and the first run.
    expect(numbersOf(0.5, [0.25])).toEqual(quarter)
    expect(whole).not.toEqual(quarter)
  })

  it('does not depend on the order of the parameters', () => {
    const names = ['a', 'b', 'c'] as const
    type Each = Readonly<Record<(typeof names)[number], readonly number[]>>
    const run = (order: readonly (typeof names)[number][], start: Each, steps: readonly Each[]): unknown => {
      const parameters = new Map(order.map((name) => [name as string, parameter(start[name])]))
      // The norm over all would add in the order of the parameters.
      const optimizer = make({ clipNorm: 2, clipValue: 4 })
      const state = optimizer.initialize(parameters)
      for (const step of steps) optimizer.update(parameters, gradients(step), state)
      return names.map((name) => valueOf(parameters, name))
    }
    const numbers = (length: number) => fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: length, maxLength: length })
    const each: fc.Arbitrary<Each> = fc.record({ a: numbers(1), b: numbers(3), c: numbers(2) })
    fc.assert(
      fc.property(fc.shuffledSubarray([...names], { minLength: 3 }), each, fc.array(each, { maxLength: 3 }), (order, start, steps) => {
        expect(run(order, start, steps)).toEqual(run(names, start, steps))
      }),
      runs(20),
    )
  })

  it('skips a step with a gradient that is not finite, when told to, and counts it not', () => {
    const clean = after(
      make(),
      [1, 2],
      [
        [1, 2],
        [3, 4],
      ],
    )
    for (const bad of [Number.NaN, Infinity])
      expect(
        after(
          make({ nonFinite: 'skip' }),
          [1, 2],
          [
            [1, 2],
            [bad, 1],
            [3, 4],
          ],
        ),
      ).toEqual(clean)
    const parameters = new Map([['w', parameter([1])]])
    const optimizer = make({ nonFinite: 'skip' })
    const state = optimizer.initialize(parameters)
    optimizer.update(parameters, gradients({ w: [Number.NaN] }), state)
    expect(state.step).toBe(0)
  })

  it('goes on from a copied state with the same bits', () => {
    const steps = [
      [1, -1],
      [0.5, 2],
      [-3, 1],
      [0.1, 0.2],
    ]
    const whole = after(make(), [1, 2], steps)
    const parameters = new Map([['w', parameter([1, 2])]])
    const first = make()
    const state = first.initialize(parameters)
    for (const g of steps.slice(0, 2)) first.update(parameters, gradients({ w: g }), state)
    const copy = (t: Tensor): Tensor => tensor(t.toTypedArray() as Float32Array) as Tensor
    const restored = new Map([['w', { tensor: copy(parameters.get('w')!.tensor), trainable: true }]])
    const slots = new Map(
      [...state.slots].map(([name, own]) => [name, Object.fromEntries(Object.entries(own).map(([slot, t]) => [slot, copy(t)]))]),
    )
    const resumed = { step: state.step, rateFactor: state.rateFactor, slots }
    const second = make()
    for (const g of steps.slice(2)) second.update(restored, gradients({ w: g }), resumed)
    expect(valueOf(restored, 'w')).toEqual(whole)
  })

  it('remembers nothing beside the state: one optimizer serves two trainings', () => {
    const steps = [[1], [0.5], [-2], [0.25]]
    const optimizer = make()
    expect(after(optimizer, [1], steps)).toEqual(after(make(), [1], steps))
    expect(after(optimizer, [1], steps)).toEqual(after(make(), [1], steps))
  })

  it('trains float64 parameters in float64, beside float32 ones', () => {
    const wide = { tensor: tensor(Float64Array.of(1), { requiresGradient: true }) as Tensor, trainable: true }
    const parameters = new Map([
      ['wide', wide],
      ['narrow', parameter([1])],
    ])
    const optimizer = make({ learningRate: 0.1, globalClipNorm: 1 })
    const state = optimizer.initialize(parameters)
    optimizer.update(parameters, new Map([...gradients({ narrow: [3] }), ['wide', tensor(Float64Array.of(4)) as Tensor]]), state)
    expect([wide.tensor.dtype, parameters.get('narrow')!.tensor.dtype]).toEqual(['float64', 'float32'])
    expect(Math.fround(wide.tensor.item())).not.toBe(wide.tensor.item())
  })
})

it('centered rmsprop stays finite where rounding makes a variance negative', () => {
  const steps = Array.from({ length: 200 }, () => [15 / 7, 27 / 7, -30 / 7])
  const values = after(rmsprop({ centered: true, rho: 0.5, epsilon: 1e-3 }), [1, 1, 1], steps) as number[]
  expect(values.every(Number.isFinite)).toBe(true)
})

describe('clipping', () => {
  const step = (options: object, g: readonly number[]): unknown =>
    after(
      sgd({ learningRate: 1, ...options }),
      g.map(() => 0),
      [g],
    )

  it.each(['clipValue', 'clipNorm', 'globalClipNorm'])('%s leaves zeros, and what is within the limit, bit by bit', (option) => {
    expect(step({ [option]: 1 }, [0, 0])).toEqual([0, 0])
    expect(step({ [option]: 1 }, [0.1, -0.7])).toEqual([-Math.fround(0.1), Math.fround(0.7)])
  })

  it('scales what is longer', () => {
    expect(step({ clipNorm: 1 }, [3, -4])).toEqual([-0.6, 0.8].map(Math.fround))
    expect(step({ clipValue: 1 }, [3, -0.5])).toEqual([-1, 0.5])
  })

  it.each(['clipNorm', 'globalClipNorm'])('%s survives gradients whose squares overflow float32', (option) => {
    const [a, b] = step({ [option]: 1 }, [3e30, -4e30]) as [number, number]
    expect(a).toBeCloseTo(-0.6, 6)
    expect(b).toBeCloseTo(0.8, 6)
  })

  it('cuts elements first, then each parameter, then all together', () => {
    // [3, −4] → [2, −2] → length 1: [√½, −√½] → length ½.
    const root = Math.SQRT1_2
    const [a, b] = step({ clipValue: 2, clipNorm: 1, globalClipNorm: 0.5 }, [3, -4]) as [number, number]
    expect(a).toBeCloseTo(-root / 2, 7)
    expect(b).toBeCloseTo(root / 2, 7)
  })

  it('takes the global norm over all parameters', () => {
    const parameters = new Map([
      ['a', parameter([0])],
      ['b', parameter([0])],
    ])
    const optimizer = sgd({ learningRate: 1, globalClipNorm: 1 })
    optimizer.update(parameters, gradients({ a: [3], b: [4] }), optimizer.initialize(parameters))
    expect([valueOf(parameters, 'a'), valueOf(parameters, 'b')]).toEqual([[-Math.fround(0.6)], [-Math.fround(0.8)]])
  })
})

describe('schedules', () => {
  it('are constant, or fall in stairs without an end', () => {
    expect([0, 10, 1e9].map(constant(0.1))).toEqual([0.1, 0.1, 0.1])
    const stairs = stepDecay(1, { every: 3, factor: 0.5 })
    expect([0, 1, 2, 3, 5, 6, 9].map(stairs)).toEqual([1, 1, 1, 0.5, 0.5, 0.25, 0.125])
    expect(stepDecay(1, { every: 2 })(2)).toBe(0.1)
    expect(stairs(2 ** 53 - 1)).toBe(0)
    expect(stepDecay(1, { every: 1, factor: 1 })(2 ** 53 - 1)).toBe(1)
  })
})

describe('defineOptimizer', () => {
  const descend = (options?: object): Optimizer =>
    defineOptimizer(
      {
        name: 'descend',
        defaultLearningRate: 0.5,
        slots: [],
        scalars: ({ learningRate, step }) => ({ rate: learningRate / step }),
        update({ parameter, gradient, scalars: { rate } }) {
          // A number here would be frozen into a recorded step.
          expect(rate).toBeInstanceOf(Tensor)
          expect([rate.shape, rate.dtype]).toEqual([[], parameter.dtype])
          return { parameter: subtract(parameter, multiply(gradient, rate)) as Tensor }
        },
      },
      options,
    )

  it('makes an optimizer of an update rule, with the options of every optimizer', () => {
    expect(after(descend(), [1], [[1], [1]])).toEqual([0.25])
    expect(after(descend({ learningRate: 0.25, clipValue: 0.5 }), [1], [[1]])).toEqual([0.875])
    expect(() => descend({ clipnorm: 1 })).toThrow(/descend: unknown option "clipnorm"; did you mean clipNorm\?/)
  })
})

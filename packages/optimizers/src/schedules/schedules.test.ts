import { type ErrorCode, GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  constant,
  cosineDecay,
  cosineDecayRestarts,
  exponentialDecay,
  inverseTimeDecay,
  multiStepDecay,
  oneCycle,
  polynomialDecay,
  type Schedule,
  stepDecay,
  warmUp,
} from '../index.ts'
import keras from './__fixtures__/keras.json' with { type: 'json' }
import pytorch from './__fixtures__/pytorch.json' with { type: 'json' }

type Maker = (rate: number, options: object) => Schedule
const makers: Readonly<Record<string, Maker>> = {
  stepDecay: stepDecay as Maker,
  multiStepDecay: multiStepDecay as Maker,
  exponentialDecay: exponentialDecay as Maker,
  inverseTimeDecay: inverseTimeDecay as Maker,
  polynomialDecay: polynomialDecay as Maker,
  cosineDecay: cosineDecay as Maker,
  cosineDecayRestarts: cosineDecayRestarts as Maker,
  oneCycle: oneCycle as Maker,
}

interface Recorded {
  readonly kind: string
  readonly rate: number
  readonly options: object
  readonly warmUp?: { readonly steps: number; readonly from?: number }
  readonly rates: readonly number[][]
}

function make({ kind, rate, options, warmUp: rise }: Recorded): Schedule {
  const schedule = makers[kind]!(rate, options)
  return rise === undefined ? schedule : warmUp(schedule, rise)
}

const cases = (records: readonly Recorded[]) =>
  records.map(
    (record) => [record.kind, JSON.stringify({ ...record.options, ...(record.warmUp && { warmUp: record.warmUp }) }), record] as const,
  )

describe.each([
  ['PyTorch', pytorch as readonly Recorded[]],
  ['Keras', keras as readonly Recorded[]],
])("the learning rates are %s's", (_, records) => {
  it.each(cases(records))('%s %s', (_kind, _options, record) => {
    const schedule = make(record)
    expect(record.rates.length).toBeGreaterThan(0)
    for (const [step, expected] of record.rates as [number, number][]) {
      const rate = schedule(step)
      expect(Math.abs(rate - expected), `step ${step}: ${rate}, expected ${expected}`).toBeLessThanOrEqual(1e-13)
    }
  })
})

const each: readonly (readonly [string, () => Schedule])[] = [
  ['constant', () => constant(0.5)],
  ['stepDecay', () => stepDecay(0.5, { every: 3, factor: 0.5 })],
  ['multiStepDecay', () => multiStepDecay(0.5, { milestones: [3, 20] })],
  ['exponentialDecay', () => exponentialDecay(0.5, { factor: 0.9 })],
  ['inverseTimeDecay', () => inverseTimeDecay(0.5, { factor: 0.1 })],
  ['polynomialDecay', () => polynomialDecay(0.5, { totalSteps: 20, endRate: 0.125 })],
  ['cosineDecay', () => cosineDecay(0.5, { totalSteps: 20, endRate: 0.125 })],
  ['cosineDecayRestarts', () => cosineDecayRestarts(0.5, { cycleSteps: 5, cycleFactor: 1.5 })],
  ['oneCycle', () => oneCycle(0.5, { totalSteps: 20 })],
  ['warmUp', () => warmUp(0.5, { steps: 10 })],
  ['warmUp of cosineDecay', () => warmUp(cosineDecay(0.5, { totalSteps: 20, endRate: 0.125 }), { steps: 4 })],
]

describe.each(each)('%s', (name, of) => {
  it('depends on the step alone', () => {
    const steps = [7, 0, 100, 3, 3, 21, 0]
    const [one, other] = [of(), of()]
    expect(steps.map((step) => one(step))).toEqual(steps.map((step) => other(step)))
    expect(steps.map((step) => one(step))).toEqual(steps.map((step) => of()(step)))
  })

  it('gives a learning rate from 0 to its first or highest at every step, far beyond its end too', () => {
    const schedule = of()
    fc.assert(
      fc.property(fc.oneof(fc.nat(200), fc.maxSafeNat()), (step) => {
        expect(schedule(step)).toBeGreaterThanOrEqual(0)
        expect(schedule(step)).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  it('stays where its end is', () => {
    const schedule = of()
    const { totalSteps } = schedule
    if (totalSteps === undefined) return
    for (const later of [1, 2, 1000, Number.MAX_SAFE_INTEGER - totalSteps]) expect(schedule(totalSteps + later)).toBe(schedule(totalSteps))
  })

  it.each([-1, 0.5, Number.NaN, '1'])('refuses a step of %s', (step) => {
    const operation = name.split(' ')[0]!
    expect(() => of()(step as number)).toThrow(new RegExp(`^${operation}: step must be an integer >= 0, got`))
  })
})

describe('schedules with an end', () => {
  it('say when they have come to it', () => {
    expect(cosineDecay(1, { totalSteps: 10 }).totalSteps).toBe(10)
    expect(polynomialDecay(1, { totalSteps: 10 }).totalSteps).toBe(10)
    expect(polynomialDecay(1, { totalSteps: 10, cycle: true }).totalSteps).toBeUndefined()
    expect(multiStepDecay(1, { milestones: [2, 7] }).totalSteps).toBe(7)
    expect(oneCycle(1, { totalSteps: 10 }).totalSteps).toBe(9)
    expect(warmUp(cosineDecay(1, { totalSteps: 10 }), { steps: 10 }).totalSteps).toBe(20)
    expect(warmUp(1, { steps: 10 }).totalSteps).toBeUndefined()
  })

  it('end exactly at the stated rate', () => {
    expect(cosineDecay(0.7, { totalSteps: 7, endRate: 0.1 })(7)).toBe(0.1)
    expect(polynomialDecay(0.7, { totalSteps: 7, endRate: 0.1, power: 1.7 })(7)).toBe(0.1)
    expect(cosineDecay(0.7, { totalSteps: 7 })(7)).toBe(0)
    expect(oneCycle(0.5, { totalSteps: 8, startDivisor: 2, endDivisor: 2 })(7)).toBe(0.125)
  })
})

it('a cycle whose rise takes no step begins at its top', () => {
  expect(oneCycle(0.5, { totalSteps: 10, warmUpShare: 0.1 })(0)).toBe(0.5)
})

it('restarts of growing cycles are found where they are, however many there were', () => {
  for (const cycleFactor of [2, 3, 1.25, 1.0625]) {
    // The lower each cycle begins, the plainer in which one a step is: rate · 0.5^cycle at its first steps.
    const schedule = cosineDecayRestarts(1, { cycleSteps: 1000, cycleFactor, peakFactor: 0.5 })
    let start = 0
    for (let cycle = 0; cycle < 12; cycle++) {
      const rate = schedule(Math.ceil(start))
      expect(rate / 2 ** -cycle, `cycle ${cycle} of ${cycleFactor}`).toBeGreaterThan(0.99999)
      expect(rate / 2 ** -cycle).toBeLessThanOrEqual(1)
      if (cycle > 0) expect(schedule(Math.ceil(start) - 1)).toBeLessThan(1e-5)
      start += 1000 * cycleFactor ** cycle
    }
  }
  const doubled = cosineDecayRestarts(1, { cycleSteps: 4, cycleFactor: 2 })
  for (let cycle = 0; cycle < 40; cycle++) expect(doubled(4 * (2 ** cycle - 1))).toBe(1)
  // The last step of a cycle so long that the logarithm of its end and of the step before are the same number.
  const long = cosineDecayRestarts(1, { cycleSteps: 1, cycleFactor: 2 })
  expect(long(2 ** 50 - 2)).toBeLessThan(1e-15)
  expect(long(2 ** 50 - 1)).toBe(1)
})

describe('warmUp', () => {
  it('leads to any schedule, a function of one’s own and a warm-up included', () => {
    expect([0, 1, 2, 3, 4].map(warmUp((step) => 1 / (step + 1), { steps: 2 }))).toEqual([0, 0.5, 1, 0.5, 1 / 3])
    expect([0, 1, 2, 3].map(warmUp(warmUp(1, { steps: 2, from: 0.5 }), { steps: 1, from: 0.25 }))).toEqual([0.25, 0.5, 0.75, 1])
    expect([0, 1, 2].map(warmUp(0.25, { steps: 1 }))).toEqual([0, 0.25, 0.25])
  })
})

describe('schedules that are refused', () => {
  const rows: (readonly [string, () => unknown, ErrorCode, RegExp])[] = [
    ['constant: a negative rate', () => constant(-1), 'range', /^constant: rate must be a finite number >= 0, got -1/],
    ['stepDecay: every 0 steps', () => stepDecay(0.1, { every: 0 }), 'range', /^stepDecay: every must be an integer >= 1, got 0/],
    ['stepDecay: every 2.5 steps', () => stepDecay(0.1, { every: 2.5 }), 'range', /^stepDecay: every must be an integer/],
    ['stepDecay: no options', () => stepDecay(0.1, undefined as never), 'type', /^stepDecay: every must be an integer >= 1, got undefined/],
    [
      'stepDecay: a factor above 1',
      () => stepDecay(0.1, { every: 1, factor: 1.1 }),
      'range',
      /^stepDecay: factor must be a finite number in \(0, 1\], got 1\.1/,
    ],
    ['stepDecay: a factor of 0', () => stepDecay(0.1, { every: 1, factor: 0 }), 'range', /^stepDecay: factor/],
    ['stepDecay: a NaN rate', () => stepDecay(Number.NaN, { every: 1 }), 'range', /^stepDecay: rate .* got NaN/],
    ['stepDecay: a misspelt option', () => stepDecay(0.1, { evry: 3 } as never), 'type', /unknown option "evry"; did you mean every\?/],
    [
      'multiStepDecay: no options',
      () => multiStepDecay(0.1, undefined as never),
      'type',
      /^multiStepDecay: milestones must be a list of steps, got undefined/,
    ],
    [
      'multiStepDecay: no milestones',
      () => multiStepDecay(0.1, { milestones: [] }),
      'range',
      /^multiStepDecay: milestones must not be empty/,
    ],
    [
      'multiStepDecay: step 0',
      () => multiStepDecay(0.1, { milestones: [0] }),
      'range',
      /^multiStepDecay: milestones\[0\] must be an integer >= 1, got 0/,
    ],
    [
      'multiStepDecay: disorder',
      () => multiStepDecay(0.1, { milestones: [5, 5] }),
      'range',
      /^multiStepDecay: milestones\[1\] must be an integer >= 6, got 5/,
    ],
    [
      'multiStepDecay: a factor of 2',
      () => multiStepDecay(0.1, { milestones: [5], factor: 2 }),
      'range',
      /^multiStepDecay: factor .* got 2/,
    ],
    [
      'multiStepDecay: a misspelt option',
      () => multiStepDecay(0.1, { milestones: [5], gamma: 2 } as never),
      'type',
      /unknown option "gamma"/,
    ],
    ['exponentialDecay: no factor', () => exponentialDecay(0.1, {} as never), 'type', /^exponentialDecay: factor must be .* got undefined/],
    [
      'exponentialDecay: every 0',
      () => exponentialDecay(0.1, { factor: 0.5, every: 0 }),
      'range',
      /^exponentialDecay: every must be an integer >= 1/,
    ],
    [
      'exponentialDecay: staircase',
      () => exponentialDecay(0.1, { factor: 0.5, staircase: 1 as never }),
      'type',
      /^exponentialDecay: staircase must be true or false/,
    ],
    [
      'inverseTimeDecay: a negative factor',
      () => inverseTimeDecay(0.1, { factor: -1 }),
      'range',
      /^inverseTimeDecay: factor must be a finite number >= 0, got -1/,
    ],
    ['inverseTimeDecay: every 0', () => inverseTimeDecay(0.1, { factor: 1, every: 0 }), 'range', /^inverseTimeDecay: every must be/],
    [
      'polynomialDecay: no steps',
      () => polynomialDecay(0.1, { totalSteps: 0 }),
      'range',
      /^polynomialDecay: totalSteps must be an integer >= 1, got 0/,
    ],
    [
      'polynomialDecay: a power of 0',
      () => polynomialDecay(0.1, { totalSteps: 1, power: 0 }),
      'range',
      /^polynomialDecay: power must be a finite number > 0/,
    ],
    [
      'polynomialDecay: an end above the start',
      () => polynomialDecay(0.1, { totalSteps: 1, endRate: 0.2 }),
      'range',
      /^polynomialDecay: endRate must be a finite number in \[0, 0\.1\], got 0\.2/,
    ],
    [
      'cosineDecay: no steps',
      () => cosineDecay(0.1, { totalSteps: 0 }),
      'range',
      /^cosineDecay: totalSteps must be an integer >= 1, got 0/,
    ],
    ['cosineDecay: a part of a step', () => cosineDecay(0.1, { totalSteps: 1.5 }), 'range', /^cosineDecay: totalSteps must be an integer/],
    ['cosineDecay: a negative end', () => cosineDecay(0.1, { totalSteps: 1, endRate: -1 }), 'range', /^cosineDecay: endRate .* got -1/],
    [
      'cosineDecayRestarts: no steps',
      () => cosineDecayRestarts(0.1, { cycleSteps: 0 }),
      'range',
      /^cosineDecayRestarts: cycleSteps must be an integer >= 1/,
    ],
    [
      'cosineDecayRestarts: shrinking',
      () => cosineDecayRestarts(0.1, { cycleSteps: 1, cycleFactor: 0.5 }),
      'range',
      /^cosineDecayRestarts: cycleFactor must be a finite number >= 1/,
    ],
    [
      'cosineDecayRestarts: growing',
      () => cosineDecayRestarts(0.1, { cycleSteps: 1, peakFactor: 1.5 }),
      'range',
      /^cosineDecayRestarts: peakFactor must be a finite number in \(0, 1\]/,
    ],
    ['oneCycle: no steps', () => oneCycle(0.1, { totalSteps: 0 }), 'range', /^oneCycle: totalSteps must be an integer >= 1, got 0/],
    [
      'oneCycle: a share above 1',
      () => oneCycle(0.1, { totalSteps: 9, warmUpShare: 1.5 }),
      'range',
      /^oneCycle: warmUpShare must be a finite number in \[0, 1\], got 1\.5/,
    ],
    [
      'oneCycle: more than half, twice',
      () => oneCycle(0.1, { totalSteps: 9, warmUpShare: 0.6, threePhases: true }),
      'range',
      /^oneCycle: warmUpShare must be a finite number in \[0, 0\.5\], got 0\.6/,
    ],
    [
      'oneCycle: a form',
      () => oneCycle(0.1, { totalSteps: 9, annealing: 'cos' as never }),
      'type',
      /^oneCycle: unknown annealing "cos", expected one of cosine, linear; did you mean cosine\?|^oneCycle: unknown annealing "cos"/,
    ],
    [
      'oneCycle: a divisor of 0',
      () => oneCycle(0.1, { totalSteps: 9, startDivisor: 0 }),
      'range',
      /^oneCycle: startDivisor must be a finite number >= 1, got 0/,
    ],
    [
      'warmUp: no schedule',
      () => warmUp(undefined as never, { steps: 1 }),
      'type',
      /^warmUp: schedule must be a learning rate or a function of the step, got undefined/,
    ],
    ['warmUp: a negative rate', () => warmUp(-1, { steps: 1 }), 'range', /^warmUp: schedule must be a finite number >= 0, got -1/],
    ['warmUp: no options', () => warmUp(1, undefined as never), 'type', /^warmUp: steps must be an integer >= 1, got undefined/],
    ['warmUp: no steps', () => warmUp(1, { steps: 0 }), 'range', /^warmUp: steps must be an integer >= 1, got 0/],
    ['warmUp: from below 0', () => warmUp(1, { steps: 1, from: -1 }), 'range', /^warmUp: from must be a finite number >= 0, got -1/],
    [
      'warmUp: longer than what follows',
      () => warmUp(cosineDecay(1, { totalSteps: 10 }), { steps: 11 }),
      'range',
      /^warmUp: steps must be an integer <= 10, the steps of the schedule it leads to, got 11/,
    ],
  ]
  it.each(rows)('%s', (_, action, code, message) => {
    let error: unknown
    try {
      action()
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(GradusError)
    expect((error as GradusError).message).toMatch(message)
    expect((error as GradusError).code).toBe(code)
  })
})

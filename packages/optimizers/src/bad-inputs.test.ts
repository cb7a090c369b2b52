import { type ErrorCode, GradusError } from '@gradus/kernel'
import { multiply, type NamedParameters, subtract, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamW,
  defineOptimizer,
  lion,
  nadam,
  type Optimizer,
  type OptimizerState,
  rmsprop,
  sgd,
  type UpdateRule,
} from './index.ts'

const { NaN: nan } = Number

/** Two parameters that have taken a step, and all that can change. */
function trained(make: () => Optimizer) {
  const optimizer = make()
  const w = tensor([1, 2], { requiresGradient: true }) as Tensor
  const b = tensor([3], { requiresGradient: true }) as Tensor
  const parameters: NamedParameters = new Map([
    ['w', { tensor: w, trainable: true }],
    ['b', { tensor: b, trainable: true }],
  ])
  const state = optimizer.initialize(parameters)
  optimizer.update(parameters, gradientsOf([0.5, -0.5], [1]), state)
  const values = (): unknown => [w, b, ...[...state.slots.values()].flatMap((slots) => Object.values(slots))].map((t) => t.toArray())
  return { optimizer, parameters, state, w, b, snapshot: () => ({ values: values(), step: state.step }) }
}

type Trained = ReturnType<typeof trained>

const gradientsOf = (w: readonly number[], b: readonly number[]): Map<string, Tensor> =>
  new Map([
    ['w', tensor(Float32Array.from(w)) as Tensor],
    ['b', tensor(Float32Array.from(b)) as Tensor],
  ])
const good = gradientsOf([1, 1], [1])

const step = (
  { optimizer, parameters, state }: Trained,
  gradients: unknown,
  changes: { parameters?: unknown; state?: unknown } = {},
): void =>
  optimizer.update(
    (changes.parameters ?? parameters) as NamedParameters,
    gradients as ReadonlyMap<string, Tensor>,
    (changes.state ?? state) as OptimizerState,
  )

/** The same state with other slots of `b`. */
const withSlots = ({ state }: Trained, slots: object | undefined): unknown => {
  const all = new Map<string, unknown>(state.slots)
  if (slots === undefined) all.delete('b')
  else all.set('b', slots)
  return { step: state.step, slots: all }
}

type StepRow = readonly [what: string, action: (trained: Trained) => unknown, code: ErrorCode, message: RegExp]

const steps: StepRow[] = [
  [
    'a parameter without a gradient',
    (t) => step(t, new Map([['w', good.get('w')]])),
    'state',
    /: parameter b has no gradient; does the loss depend on it\?/,
  ],
  ['no gradient at all', (t) => step(t, new Map()), 'state', /parameter w, b has no gradient/],
  ['gradients that are no Map', (t) => step(t, { w: 1 }), 'type', /gradients must be a Map of tensors by name, got an Object/],
  [
    'a gradient that is no tensor',
    (t) => step(t, new Map<string, unknown>([...good, ['b', [1]]])),
    'type',
    /the gradient of b must be a tensor, got \[1\]/,
  ],
  [
    'a gradient of another shape',
    (t) => step(t, gradientsOf([1, 1], [1, 2])),
    'shape',
    /the gradient of b is float32 \[2\], expected float32 \[1\] as the parameter/,
  ],
  [
    'a gradient that would broadcast',
    (t) => step(t, gradientsOf([1], [1])),
    'shape',
    /the gradient of w is float32 \[1\], expected float32 \[2\]/,
  ],
  [
    'a gradient of another dtype',
    (t) => step(t, new Map([...good, ['b', tensor([1], { dtype: 'float64' })]])),
    'type',
    /the gradient of b is float64 \[1\], expected float32 \[1\]/,
  ],
  ...[nan, Infinity, -Infinity].map(
    (bad): StepRow => [
      `a gradient of ${bad} in the last parameter`,
      (t) => step(t, gradientsOf([1, 1], [bad])),
      'range',
      new RegExp(`: the gradient of b is not finite; nothing was changed \\(element 0 of shape \\[1\\] is ${bad}\\)$`),
    ],
  ),
  [
    'a NaN among numbers',
    (t) => step(t, gradientsOf([1, nan], [1])),
    'range',
    /the gradient of w is not finite.*element 1 of shape \[2\] is NaN/,
  ],
  [
    'parameters that are no Map',
    (t) => step(t, good, { parameters: {} }),
    'type',
    /parameters must be a Map of \{ tensor, trainable \} by name/,
  ],
  ['no parameters', (t) => step(t, good, { parameters: new Map() }), 'state', /there are no trainable parameters/],
  [
    'one parameter under two names',
    (t) => step(t, good, { parameters: new Map([...t.parameters, ['c', { tensor: t.w, trainable: true }]]) }),
    'state',
    /w and c are the same parameter; name it once/,
  ],
  [
    'a parameter that an operation computed',
    (t) => step(t, good, { parameters: new Map([...t.parameters, ['b', { tensor: multiply(t.b, 2), trainable: true }]]) }),
    'state',
    /: the result of multiply cannot be assigned to; assign to a parameter/,
  ],
  [
    'no state',
    (t) => t.optimizer.update(t.parameters, good, undefined as never),
    'type',
    /state must be what initialize\(\) gave, got undefined/,
  ],
  [
    'a state without the parameter',
    (t) => step(t, good, { state: withSlots(t, undefined) }),
    'state',
    /the state does not fit: parameter b is missing; was it made by this optimizer/,
  ],
  [
    'a step count below 0',
    (t) => step(t, good, { state: { ...t.state, step: -1 } }),
    'range',
    /state\.step must be an integer >= 0, got -1/,
  ],
  [
    'a factor of the learning rate below 0',
    (t) => step(t, good, { state: { ...t.state, rateFactor: -1 } }),
    'range',
    /state\.rateFactor must be a finite number >= 0, got -1/,
  ],
  ['a factor of NaN', (t) => step(t, good, { state: { ...t.state, rateFactor: nan } }), 'range', /state\.rateFactor must be .* got NaN/],
  [
    'a factor that is a text',
    (t) => step(t, good, { state: { ...t.state, rateFactor: '1' } }),
    'type',
    /state\.rateFactor must be .* got "1"/,
  ],
  ['a step count of 0.5', (t) => step(t, good, { state: { ...t.state, step: 0.5 } }), 'range', /state\.step must be an integer/],
]

const optimizers: readonly (readonly [string, () => Optimizer])[] = [
  ['sgd', () => sgd()],
  ['sgd with momentum', () => sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.1 })],
  ['adam', () => adam()],
  ['adamW', () => adamW()],
  ['adamax', () => adamax()],
  ['nadam', () => nadam()],
  ['rmsprop', () => rmsprop({ momentum: 0.5, centered: true })],
  ['adagrad', () => adagrad({ initialAccumulator: 0.1 })],
  ['adadelta', () => adadelta()],
  ['lion', () => lion({ weightDecay: 0.1 })],
  ['adam with clipping', () => adam({ clipValue: 1, clipNorm: 1, globalClipNorm: 1 })],
]

function expectRefusal(action: () => unknown, code: ErrorCode, message: RegExp): void {
  let error: unknown
  try {
    action()
  } catch (caught) {
    error = caught
  }
  expect(error).toBeInstanceOf(GradusError)
  expect((error as GradusError).message).toMatch(message)
  expect((error as GradusError).code).toBe(code)
}

function expectNothingChanges(t: Trained, action: (t: Trained) => unknown, code: ErrorCode, message: RegExp): void {
  const before = t.snapshot()
  expectRefusal(() => action(t), code, message)
  expect(t.snapshot()).toEqual(before)
}

describe.each(optimizers)('%s changes nothing when it gets', (_, make) => {
  it.each(steps)('%s', (_, action, code, message) => {
    expectNothingChanges(trained(make), action, code, message)
  })
})

describe('a state of another optimizer, or of other shapes', () => {
  const rows: StepRow[] = [
    ['no slots', (t) => step(t, good, { state: withSlots(t, {}) }), 'state', /mean of b is missing; square of b is missing/],
    [
      "sgd's slots",
      (t) => step(t, good, { state: withSlots(t, { velocity: tensor([0]) }) }),
      'state',
      /velocity of b is unknown; mean of b is missing; square of b is missing/,
    ],
    [
      'slots of another shape and dtype',
      (t) => step(t, good, { state: withSlots(t, { mean: tensor([0, 0]), square: tensor([0], { dtype: 'float64' }) }) }),
      'state',
      /mean of b is float32 \[2\], expected float32 \[1\]; square of b is float64 \[1\], expected float32 \[1\]/,
    ],
  ]
  it.each(rows)('%s', (_, action, code, message) => {
    expectNothingChanges(
      trained(() => adam()),
      action,
      code,
      message,
    )
  })
})

describe('a rule with a mistake changes nothing', () => {
  const rule: UpdateRule<'memory', 'rate'> = {
    name: 'own',
    defaultLearningRate: 0.1,
    slots: ['memory'],
    scalars: ({ learningRate }) => ({ rate: learningRate }),
    update: ({ parameter, gradient, scalars }) => ({
      parameter: subtract(parameter, multiply(gradient, scalars.rate)) as Tensor,
      slots: { memory: gradient },
    }),
  }
  /** The rule, with a mistake once it has taken a step, in the second parameter only. */
  const broken = (mistake: (result: object) => object) => (): Optimizer => {
    let calls = 0
    return defineOptimizer({
      ...rule,
      update: (known) => (++calls < 4 ? rule.update(known) : mistake(rule.update(known))) as ReturnType<typeof rule.update>,
    })
  }
  const rows: (readonly [string, () => Optimizer, ErrorCode, RegExp])[] = [
    [
      'a value of another shape',
      broken((r) => ({ ...r, parameter: tensor([1, 2, 3]) })),
      'shape',
      /own: the next b has shape \[3\], expected \[1\]/,
    ],
    [
      'a value of another dtype',
      broken((r) => ({ ...r, parameter: tensor([1], { dtype: 'float64' }) })),
      'type',
      /own: the next b is float64, expected float32/,
    ],
    ['no value', broken(() => ({})), 'type', /own: the next b must be a tensor, got undefined/],
    ['a slot left out', broken((r) => ({ ...r, slots: {} })), 'type', /own: the next memory of b must be a tensor, got undefined/],
    [
      'a slot of another shape',
      broken((r) => ({ ...r, slots: { memory: tensor([1, 2]) } })),
      'shape',
      /own: the next memory of b has shape \[2\], expected \[1\]/,
    ],
  ]
  it.each(rows)('%s', (_, make, code, message) => {
    expectNothingChanges(trained(make), (t) => step(t, good), code, message)
  })

  it.each([
    ['no name', { name: '' }, /defineOptimizer: name must be a text that is not empty, got ""/],
    ['no slots', { slots: undefined }, /own: slots must be a list of names, got undefined/],
    ['no scalars', { scalars: undefined }, /own: scalars must be a function, got undefined/],
    ['no update', { update: 1 }, /own: update must be a function, got 1/],
    ['slots that are unknown', { initialSlots: { memoy: 1 } }, /own: initialSlots: unknown option "memoy"; did you mean memory\?/],
    ['slots that begin with a text', { initialSlots: { memory: '1' } }, /own: initialSlots\.memory must be a finite number, got "1"/],
    ['a definition with parts of a rule', { rule: () => ({}) }, /defineOptimizer: unknown part "slots"/],
  ])('%s', (_, changes, message) => {
    expectRefusal(() => defineOptimizer({ ...rule, ...changes } as never), 'type', message)
  })
})

describe('a definition with a mistake', () => {
  const definition = {
    name: 'own',
    defaultLearningRate: 0.1,
    options: [],
    rule: () => ({ slots: [], scalars: () => ({}), update: () => ({}) }),
  }
  const rows: (readonly [string, object, ErrorCode, RegExp])[] = [
    ['no options', { options: undefined }, 'type', /own: options must be a list of names, got undefined/],
    ['no rule', { rule: 1 }, 'type', /own: rule must be a function of the options, got 1/],
    [
      'a rule of nothing',
      { rule: () => undefined },
      'type',
      /own: rule must give \{ slots, initialSlots, scalars, update \}, got undefined/,
    ],
    ['a rule without slots', { rule: () => ({}) }, 'type', /own: slots must be a list of names, got undefined/],
    ['a weight decay below 0', { defaultWeightDecay: -1 }, 'range', /own: defaultWeightDecay must be a finite number >= 0, got -1/],
    ['a flag that is none', { decoupledWeightDecay: 1 }, 'type', /own: decoupledWeightDecay must be true or false, got 1/],
    ['a rate below 0', { defaultLearningRate: -1 }, 'range', /own: defaultLearningRate must be a finite number >= 0, got -1/],
  ]
  it.each(rows)('%s', (_, changes, code, message) => {
    expectRefusal(() => defineOptimizer({ ...definition, ...changes } as never), code, message)
  })
})

describe('a schedule that gives no learning rate changes nothing', () => {
  const after = (rate: unknown) => () => sgd({ learningRate: ((step: number) => (step === 0 ? 0.1 : rate)) as never, momentum: 0.5 })
  const rows: (readonly [unknown, ErrorCode])[] = [
    [nan, 'range'],
    [-1, 'range'],
    [Infinity, 'range'],
    [undefined, 'type'],
    ['0.1', 'type'],
  ]
  it.each(rows)('%s', (rate, code) => {
    expectNothingChanges(trained(after(rate)), (t) => step(t, good), code, /sgd: learningRate\(1\) must be a finite number >= 0, got/)
  })
})

type Row = readonly [options: object, code: ErrorCode, message: RegExp]

const shared: Row[] = [
  [{ learningRate: -1 }, 'range', /learningRate must be a finite number >= 0, got -1/],
  [{ learningRate: nan }, 'range', /learningRate must be a finite number >= 0, got NaN/],
  [{ learningRate: Infinity }, 'range', /learningRate must be a finite number >= 0, got Infinity/],
  [{ learningRate: '0.1' }, 'type', /learningRate must be a finite number >= 0, got "0\.1"/],
  [{ learningRate: undefined }, 'type', /learningRate must be a finite number >= 0, got undefined/],
  [{ learningrate: 0.1 }, 'type', /unknown option "learningrate"; did you mean learningRate\?/],
  [{ weightDecay: -1 }, 'range', /weightDecay must be a finite number >= 0, got -1/],
  [{ weightDecay: '1' }, 'type', /weightDecay must be a finite number >= 0, got "1"/],
  [{ decoupledWeightDecay: 1 }, 'type', /decoupledWeightDecay must be true or false, got 1/],
  [{ nonFinite: 'ignore' }, 'type', /unknown nonFinite "ignore", expected one of throw, skip/],
  ...['clipValue', 'clipNorm', 'globalClipNorm'].flatMap((option): Row[] => [
    [{ [option]: 0 }, 'range', new RegExp(`${option} must be a finite number > 0, got 0`)],
    [{ [option]: -1 }, 'range', new RegExp(`${option} must be a finite number > 0, got -1`)],
    [{ [option]: nan }, 'range', new RegExp(`${option} must be a finite number > 0, got NaN`)],
    [{ [option]: '1' }, 'type', new RegExp(`${option} must be a finite number > 0, got "1"`)],
  ]),
]

/** A share, in [0, 1). */
const share = (option: string): Row[] => [
  [{ [option]: -0.1 }, 'range', new RegExp(`: ${option} must be a finite number in \\[0, 1\\), got -0\\.1`)],
  [{ [option]: 1 }, 'range', new RegExp(`: ${option} must be a finite number in \\[0, 1\\), got 1`)],
  [{ [option]: '0.9' }, 'type', new RegExp(`: ${option} must be a finite number in \\[0, 1\\), got "0\\.9"`)],
]
const notNegative = (option: string): Row[] => [
  [{ [option]: -1 }, 'range', new RegExp(`: ${option} must be a finite number >= 0, got -1`)],
  [{ [option]: Infinity }, 'range', new RegExp(`: ${option} must be a finite number >= 0, got Infinity`)],
]
const choice = (option: string, first: string): Row => [
  { [option]: 'inside' },
  'type',
  new RegExp(`: unknown ${option} "inside", expected one of ${first}, `),
]
const flag = (option: string): Row => [{ [option]: 1 }, 'type', new RegExp(`: ${option} must be true or false, got 1`)]
const epsilon: Row[] = [
  [{ epsilon: 0 }, 'range', /: epsilon must be a finite number > 0, got 0/],
  [{ epsilon: -1e-8 }, 'range', /: epsilon .* got -1e-8/],
]
const betas = [...share('beta1'), ...share('beta2')]
const ofAdam = [...betas, ...epsilon, choice('epsilonPlacement', 'afterCorrection'), flag('amsgrad')]

const refused: readonly (readonly [name: string, make: (options: object) => Optimizer, rows: readonly Row[]])[] = [
  [
    'sgd',
    sgd,
    [
      ...share('momentum'),
      ...share('dampening'),
      choice('momentumConvention', 'gradients'),
      [{ nesterov: true }, 'range', /sgd: nesterov needs a momentum above 0/],
      [{ nesterov: 1, momentum: 0.9 }, 'type', /sgd: nesterov must be true or false, got 1/],
      [{ dampening: 0.5 }, 'range', /sgd: dampening needs a momentum above 0, nesterov: false and momentumConvention: 'gradients'/],
      [{ dampening: 0.5, momentum: 0.9, nesterov: true }, 'range', /sgd: dampening needs/],
      [{ dampening: 0.5, momentum: 0.9, momentumConvention: 'updates' }, 'range', /sgd: dampening needs/],
      [{ beta1: 0.9 }, 'type', /sgd: unknown option "beta1"/],
    ],
  ],
  ['adam', adam, [...ofAdam, [{ momentum: 0.9 }, 'type', /adam: unknown option "momentum"/]]],
  ['adamW', adamW, ofAdam],
  ['adamax', adamax, [...betas, ...epsilon, choice('epsilonPlacement', 'gradient')]],
  ['nadam', nadam, [...betas, ...epsilon, ...notNegative('momentumDecay')]],
  [
    'rmsprop',
    rmsprop,
    [
      ...share('rho'),
      ...share('momentum'),
      ...epsilon,
      flag('centered'),
      choice('epsilonPlacement', 'outsideRoot'),
      choice('momentumConvention', 'gradients'),
      [{ alpha: 0.9 }, 'type', /rmsprop: unknown option "alpha"/],
    ],
  ],
  [
    'adagrad',
    adagrad,
    [...notNegative('initialAccumulator'), ...notNegative('learningRateDecay'), ...epsilon, choice('epsilonPlacement', 'outsideRoot')],
  ],
  ['adadelta', adadelta, [...share('rho'), ...epsilon]],
  ['lion', lion, [...betas, [{ epsilon: 1e-8 }, 'type', /lion: unknown option "epsilon"/]]],
]

describe.each(refused)('%s refuses', (name, make, rows) => {
  it.each([...shared, ...rows])('%j', (options, code, message) => {
    expectRefusal(() => make(options), code, message)
    expectRefusal(() => make(options), code, new RegExp(`^${name}: `))
  })

  it('null', () => expectRefusal(() => make(null as never), 'type', new RegExp(`^${name}: options must be an object, got null`)))
})

describe('what to train', () => {
  const rows: (readonly [string, unknown, ErrorCode, RegExp])[] = [
    ['nothing', new Map(), 'state', /sgd: there are no trainable parameters/],
    ['only what is frozen', new Map([['w', { tensor: tensor([1]), trainable: false }]]), 'state', /sgd: there are no trainable parameters/],
    ['no Map', [tensor([1])], 'type', /sgd: parameters must be a Map of \{ tensor, trainable \} by name/],
    ['tensors without their flag around them', new Map([['w', tensor([1])]]), 'type', /sgd: parameter w must be a tensor, got undefined/],
    [
      'integers',
      new Map([['w', { tensor: tensor(Int32Array.of(1)), trainable: true }]]),
      'type',
      /sgd: parameter w is int32; only float32 and float64 can be trained/,
    ],
  ]
  it.each(rows)('%s', (_, parameters, code, message) => expectRefusal(() => sgd().initialize(parameters as NamedParameters), code, message))
})

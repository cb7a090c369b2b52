import { type ErrorCode, GradusError } from '@gradus/kernel'
import { multiply, type NamedParameters, subtract, type Tensor, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import { describe, expect, it } from 'vitest'
import {
  adam,
  adamW,
  defineOptimizer,
  type Optimizer,
  type OptimizerOptions,
  type OptimizerState,
  type ParameterSelector,
  sgd,
} from './index.ts'

const names = ['dense.kernel', 'dense.bias', 'dense_1.kernel', 'dense_1.bias']
const parametersOf = (frozen: readonly string[] = [], of = names): NamedParameters =>
  new Map(
    of.map((name) => [
      name,
      { tensor: tensor(Float32Array.of(1, 2), { requiresGradient: true }) as Tensor, trainable: !frozen.includes(name) },
    ]),
  )
const ones = new Map(names.map((name) => [name, tensor(Float32Array.of(1, 1)) as Tensor]))
const valuesOf = (parameters: NamedParameters): unknown =>
  Object.fromEntries([...parameters].map(([name, { tensor }]) => [name, tensor.toArray()]))

/** All parameters after some steps by the gradient 1. */
function after(optimizer: Optimizer, steps = 1): unknown {
  const parameters = parametersOf()
  const state = optimizer.initialize(parameters)
  for (let i = 0; i < steps; i++) optimizer.update(parameters, ones, state)
  return valuesOf(parameters)
}

const selectors: readonly (readonly [string, ParameterSelector])[] = [
  ['a list', ['dense.bias', 'dense_1.bias']],
  ['a pattern', /bias$/],
  ['a pattern with a memory', /bias/g],
  ['a sticky pattern', /dense(_1)?\.bias/y],
  ['a function', (name) => name.endsWith('bias')],
]

describe('a group', () => {
  it.each(selectors)('has the parameters of %s', (_, parameters) => {
    const optimizer = sgd({ learningRate: 0.5, groups: [{ parameters, learningRate: 0.25 }] })
    const expected = { 'dense.kernel': [0.5, 1.5], 'dense.bias': [0.75, 1.75], 'dense_1.kernel': [0.5, 1.5], 'dense_1.bias': [0.75, 1.75] }
    // Twice: a pattern must not remember where it stopped.
    expect(after(optimizer)).toEqual(expected)
    expect(after(optimizer)).toEqual(expected)
  })

  it('is not confused by where a pattern stopped', () => {
    const result = after(sgd({ learningRate: 0.5, groups: [{ parameters: /dense_1/g, learningRate: 0 }] })) as Record<string, number[]>
    expect([result['dense_1.kernel'], result['dense_1.bias']]).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  it('is the first that matches', () => {
    const groups = [
      { parameters: ['dense.bias'], learningRate: 0.125 },
      { parameters: /bias/, learningRate: 0.25 },
      { parameters: () => true, learningRate: 0 },
    ]
    expect(after(sgd({ learningRate: 0.5, groups }))).toEqual({
      'dense.kernel': [1, 2],
      'dense.bias': [0.875, 1.875],
      'dense_1.kernel': [1, 2],
      'dense_1.bias': [0.75, 1.75],
    })
  })

  it('has all options it does not state from the optimizer, and each parameter is as if it were alone', () => {
    const shared = { learningRate: 0.5, momentum: 0.5, weightDecay: 0.25 }
    const change = { learningRate: 0.125, momentum: 0.75, nesterov: true, weightDecay: 0, momentumConvention: 'updates' } as const
    const grouped = after(sgd({ ...shared, groups: [{ parameters: /bias/, ...change }] }), 5) as Record<string, unknown>
    const [others, changed] = [sgd(shared), sgd({ ...shared, ...change })].map((each) => after(each, 5) as Record<string, unknown>)
    for (const name of names) expect(grouped[name]).toEqual((name.endsWith('bias') ? changed : others)![name])
  })

  it('may state undefined, which is no option', () => {
    const plain = after(adam({ beta1: 0.5, groups: [{ parameters: /bias/, beta2: 0.9 }] }), 3)
    expect(
      after(
        adam({
          beta1: 0.5,
          groups: [{ parameters: /bias/, beta1: undefined, weightDecay: undefined, beta2: 0.9 } as object as { parameters: RegExp }],
        }),
        3,
      ),
    ).toEqual(plain)
  })

  it('may remember other things than the rest', () => {
    const optimizer = sgd({ groups: [{ parameters: /kernel/, momentum: 0.9 }] })
    const { slots } = optimizer.initialize(parametersOf())
    expect(Object.fromEntries([...slots].map(([name, own]) => [name, Object.keys(own)]))).toEqual({
      'dense.kernel': ['velocity'],
      'dense.bias': [],
      'dense_1.kernel': ['velocity'],
      'dense_1.bias': [],
    })
    const amsgrad = adam({ groups: [{ parameters: ['dense.bias'], amsgrad: true }] }).initialize(parametersOf()).slots
    expect(Object.keys(amsgrad.get('dense.bias')!)).toEqual(['mean', 'square', 'largestSquare'])
    expect(Object.keys(amsgrad.get('dense.kernel')!)).toEqual(['mean', 'square'])
  })

  it('has a schedule of its own; the factor of the state multiplies every one', () => {
    const optimizer = sgd({
      learningRate: (step) => [0.5, 0.25][step]!,
      groups: [{ parameters: /bias/, learningRate: (step) => [0.125, 1][step]! }],
    })
    const parameters = parametersOf()
    const state = optimizer.initialize(parameters)
    expect(optimizer.learningRate(1)).toBe(0.25)
    optimizer.update(parameters, ones, state)
    state.rateFactor = 0.5
    optimizer.update(parameters, ones, state)
    expect(parameters.get('dense.kernel')!.tensor.toArray()).toEqual([1 - 0.5 - 0.125, 2 - 0.5 - 0.125])
    expect(parameters.get('dense.bias')!.tensor.toArray()).toEqual([1 - 0.125 - 0.5, 2 - 0.125 - 0.5])
  })

  it('shares the clipping of all: the global norm is that of every group together', () => {
    const optimizer = sgd({ learningRate: 1, globalClipNorm: 1, groups: [{ parameters: /bias/, learningRate: 0.5 }] })
    const root = Math.fround(Math.sqrt(1 / 8))
    const result = after(optimizer) as Record<string, number[]>
    expect(result['dense.kernel']![0]).toBeCloseTo(1 - root, 6)
    expect(result['dense.bias']![0]).toBeCloseTo(1 - root / 2, 6)
  })

  it('may be of parameters that are frozen for now', () => {
    const optimizer = adamW({ groups: [{ parameters: /^dense\./, learningRate: 1e-5 }] })
    const frozen = ['dense.kernel', 'dense.bias']
    const parameters = parametersOf(frozen)
    const state = optimizer.initialize(parameters)
    expect([...state.slots.keys()]).toEqual(['dense_1.kernel', 'dense_1.bias'])
    optimizer.update(parameters, ones, state)
    // Later they are trained too: the state gets what it lacks, and keeps what it has.
    const all = new Map([...parameters].map(([name, parameter]) => [name, { ...parameter, trainable: true }]))
    const more: OptimizerState = { ...state, slots: new Map([...optimizer.initialize(all).slots, ...state.slots]) }
    optimizer.update(all, ones, more)
    expect(more.step).toBe(2)
    // And frozen again: slots that are too many do no harm.
    optimizer.update(parameters, ones, more)
    expect(more.step).toBe(3)
  })

  it('leaves biases without weight decay, as is usual', () => {
    const result = after(adamW({ learningRate: 0.5, weightDecay: 0.5, groups: [{ parameters: /bias/, weightDecay: 0 }] })) as Record<
      string,
      number[]
    >
    const rounded = (name: string): number[] => result[name]!.map((value) => Math.round(value * 1e6) / 1e6)
    expect(rounded('dense.kernel')).toEqual([0.25, 1])
    expect(rounded('dense.bias')).toEqual([0.5, 1.5])
  })

  it('passes on what an optimizer of one’s own throws', () => {
    const bug = new TypeError('x is not a function')
    const rule = (): never => {
      throw bug
    }
    const definition = { name: 'own', defaultLearningRate: 0.5, options: [], rule }
    expect(() => defineOptimizer(definition, { groups: [{ parameters: /bias/, learningRate: 1 }] })).toThrow(bug)
  })

  it('gives an optimizer of one’s own its options', () => {
    interface Options extends OptimizerOptions<Options> {
      readonly scale?: number
    }
    const own = (options: Options): Optimizer =>
      defineOptimizer(
        {
          name: 'own',
          defaultLearningRate: 0.5,
          options: ['scale'],
          rule: ({ scale = 1 }: Options) => ({
            slots: ['memory'],
            initialSlots: { memory: scale },
            scalars: ({ learningRate }) => ({ rate: learningRate * scale }),
            update: ({ parameter, gradient, slots, scalars }) => ({
              parameter: subtract(parameter, multiply(multiply(gradient, scalars.rate), slots.memory)) as Tensor,
              slots: { memory: slots.memory },
            }),
          }),
        },
        options,
      )
    const result = after(own({ scale: 0.5, groups: [{ parameters: /bias/, scale: 2 }] })) as Record<string, number[]>
    expect(result['dense.kernel']).toEqual([0.875, 1.875])
    expect(result['dense.bias']).toEqual([-1, 0])
  })
})

it.each([
  [
    'sgd',
    sgd({
      learningRate: (step) => 0.5 / (step + 1),
      momentum: 0.5,
      groups: [{ parameters: /bias/, momentum: 0, weightDecay: 0.1, decoupledWeightDecay: true }],
    }),
  ],
  [
    'adam',
    adam({ weightDecay: 0.25, groups: [{ parameters: /bias/, amsgrad: true, learningRate: (step) => 0.5 / (step + 1), beta1: 0.5 }] }),
  ],
])('groups of %s have the same bits when they are compiled', (_, optimizer) => {
  const parameters = parametersOf()
  const state = optimizer.initialize(parameters)
  const states = [...[...parameters.values()].map(({ tensor }) => tensor), ...[...state.slots.values()].flatMap(Object.values)]
  let recorded = false
  const step = (): readonly Tensor[] => {
    optimizer.update(parameters, ones, state)
    // Recording is no step; between steps the factor changes.
    if (recorded) state.rateFactor *= 0.75
    else state.step = 0
    recorded = true
    return []
  }
  expectCompiled('groups', states, step, 6)
})

describe('groups that are refused', () => {
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
  const options: (readonly [string, unknown, ErrorCode, RegExp])[] = [
    ['no list', {}, 'type', /^adam: groups must be a list of \{ parameters, … \}, got an Object$/],
    ['no group', [undefined], 'type', /^adam: groups\[0\] must be \{ parameters, … \}, got undefined$/],
    ['null', [null], 'type', /^adam: groups\[0\]: options must be an object, got null$/],
    [
      'a group without parameters',
      [{ learningRate: 1 }],
      'type',
      /groups\[0\]\.parameters must be a list of names, a RegExp or a function of a name, got undefined/,
    ],
    ['a single name', [{ parameters: 'dense.bias' }], 'type', /groups\[0\]\.parameters must be a list of names.* got "dense\.bias"/],
    ['a list of numbers', [{ parameters: [1] }], 'type', /groups\[0\]\.parameters must be a list of names.* got \[1\]/],
    [
      'a misspelt option',
      [{ parameters: /a/ }, { parameters: /b/, beta_1: 0.5 }],
      'type',
      /^adam: groups\[1\]: unknown option "beta_1"; did you mean beta1\?/,
    ],
    ['an option of all', [{ parameters: /a/, clipNorm: 1 }], 'type', /groups\[0\]: unknown option "clipNorm"/],
    ['groups of groups', [{ parameters: /a/, groups: [] }], 'type', /groups\[0\]: unknown option "groups"/],
    [
      'a rate below 0',
      [{ parameters: /a/, learningRate: -1 }],
      'range',
      /^adam: groups\[0\]\.learningRate must be a finite number >= 0, got -1$/,
    ],
    ['no rate', [{ parameters: /a/, learningRate: undefined }], 'type', /groups\[0\]\.learningRate must be .* got undefined/],
    ['a decay below 0', [{ parameters: /a/, weightDecay: -1 }], 'range', /groups\[0\]\.weightDecay must be a finite number >= 0, got -1/],
    [
      'a decay that is neither',
      [{ parameters: /a/, decoupledWeightDecay: 1 }],
      'type',
      /groups\[0\]\.decoupledWeightDecay must be true or false, got 1/,
    ],
    [
      'a value out of range',
      [{ parameters: /a/, beta1: 1 }],
      'range',
      /^adam: beta1 must be a finite number in \[0, 1\), got 1 \(in groups\[0\]\)$/,
    ],
  ]
  it.each(options)('%s', (_, groups, code, message) => expectRefusal(() => adam({ groups } as object), code, message))

  it('options that do not go together only in the group', () =>
    expectRefusal(
      () => sgd({ groups: [{ parameters: /a/, nesterov: true }] }),
      'range',
      /^sgd: nesterov needs a momentum above 0 \(in groups\[0\]\)$/,
    ))

  const selections: (readonly [string, readonly ParameterSelector[], ErrorCode, RegExp])[] = [
    [
      'nothing',
      [/gamma/],
      'state',
      /^adam: groups\[0\] matches no parameter \(parameters: dense\.kernel, dense\.bias, dense_1\.kernel, dense_1\.bias\)$/,
    ],
    ['an empty list', [[]], 'state', /groups\[0\] matches no parameter/],
    ['only what others have', [/bias/, ['dense.bias']], 'state', /groups\[1\] gets no parameter: groups before it have dense\.bias/],
    [
      'a name that does not exist',
      [['dense.bias', 'dense.kernal']],
      'state',
      /groups\[0\]: there is no parameter "dense\.kernal"; did you mean dense\.kernel\?/,
    ],
    ['a name that is like no other', [['gain']], 'state', /groups\[0\]: there is no parameter "gain" \(parameters: dense\.kernel/],
    [
      'by an answer that is none',
      [(name) => name.indexOf('bias') as unknown as boolean],
      'type',
      /groups\[0\]\.parameters must answer true or false, gave -1 for dense\.kernel/,
    ],
  ]
  it.each(selections)('those that select %s', (_, selected, code, message) => {
    const optimizer = adam({ groups: selected.map((parameters) => ({ parameters })) })
    expectRefusal(() => optimizer.initialize(parametersOf()), code, message)
  })

  it('many parameters are not all listed', () => {
    const many = parametersOf(
      [],
      Array.from({ length: 12 }, (_, i) => `dense_${i}.kernel`),
    )
    expectRefusal(() => sgd({ groups: [{ parameters: /bias/ }] }).initialize(many), 'state', /dense_7\.kernel and 4 more\)$/)
  })

  it('a schedule of a group that gives no rate', () => {
    const optimizer = sgd({ groups: [{ parameters: /bias/, learningRate: () => -1 }] })
    expectRefusal(() => after(optimizer), 'range', /^sgd: groups\[0\]\.learningRate\(0\) must be a finite number >= 0, got -1$/)
  })

  it('a state of other groups', () => {
    const state = sgd({ momentum: 0.9 }).initialize(parametersOf())
    const grouped = sgd({ momentum: 0.9, groups: [{ parameters: /_1/, momentum: 0 }] })
    expectRefusal(
      () => grouped.update(parametersOf(), ones, state),
      'state',
      /velocity of dense_1\.kernel is unknown; velocity of dense_1\.bias is unknown/,
    )
  })
})

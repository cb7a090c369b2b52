import { type GradusError, randomGenerator } from '@gradus/kernel'
import { gradients, type NamedParameters, type Parameter, sum, type Tensor, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { createParameter } from './create-parameter.ts'
import { freeze, unfreeze } from './freeze.ts'
import * as initializers from './initializers/index.ts'
import type { Layer } from './layer.ts'
import { dense } from './layers/dense.ts'
import { depthwiseConv2d } from './layers/depthwise-conv2d.ts'
import { flatten } from './layers/flatten.ts'
import { input } from './layers/input.ts'
import { sequential } from './sequential/sequential.ts'
import { countParameters } from './summary/count-parameters.ts'

/** Which parameters change in training: trainable ones and running statistics that are not frozen. */
const changing = (target: { parameters?(): NamedParameters }) =>
  [...target.parameters!()].flatMap(([name, { trainable, statistic }]) => (trainable || statistic === 'updated' ? [name] : []))

/** A layer with a running statistic, a stranger's that is not marked, and a weight. */
function statistical(): Layer {
  const context = { dtype: 'float32', random: randomGenerator() } as const
  const parameters: NamedParameters = new Map([
    ['weight', createParameter([1], initializers.ones(), context)],
    ['running', createParameter([1], initializers.zeros(), context, { statistic: true })],
    ['unmarked', { tensor: zeros([1]) as Tensor, trainable: false }],
  ])
  return { kind: 'statistical', outputShapeFor: (shape) => shape, forward: (x) => x, parameters: () => parameters }
}

const network = () => sequential([input([2]), dense(3, { name: 'encoder' }), dense(1)])

describe('freeze', () => {
  it('all of a model, then some by their names', () => {
    const model = network()
    expect(freeze(model)).toEqual(['encoder.kernel', 'encoder.bias', 'dense.kernel', 'dense.bias'])
    expect(changing(model)).toEqual([])
    expect(countParameters(model.parameters())).toMatchObject({ trainable: 0, nonTrainable: 13 })
    expect(unfreeze(model, (name) => name.endsWith('bias'))).toEqual(['encoder.bias', 'dense.bias'])
    expect(changing(model)).toEqual(['encoder.bias', 'dense.bias'])
    expect(unfreeze(model)).toHaveLength(4)
    expect(changing(model)).toHaveLength(4)
  })

  it('of a layer and of a map of parameters reaches every model that shares them', () => {
    const shared = dense(1)
    const [first, second] = [sequential([input([1]), shared]), sequential([input([1]), dense(1), shared])]
    freeze(shared)
    expect(changing(first)).toEqual([])
    expect(changing(second)).toEqual(['dense.kernel', 'dense.bias'])
    expect(unfreeze(second.parameters(), (name) => name === 'dense_1.bias')).toEqual(['dense_1.bias'])
    expect(changing(first)).toEqual(['dense.bias'])
  })

  it('of running statistics keeps their layer from updating them, and nothing makes them trainable', () => {
    const layer = statistical()
    const statistic = () => layer.parameters!().get('running')!
    expect(changing(layer)).toEqual(['weight', 'running'])
    freeze(layer)
    expect(changing(layer)).toEqual([])
    expect(statistic()).toMatchObject({ trainable: false, statistic: 'frozen' })
    unfreeze(layer)
    expect(changing(layer)).toEqual(['weight', 'running'])
    expect(statistic()).toMatchObject({ trainable: false, statistic: 'updated' })
    expect(statistic().tensor.requiresGradient).toBe(false)
  })

  it('keeps gradients possible', () => {
    const model = network()
    freeze(model)
    const { tensor: kernel } = model.parameters().get('encoder.kernel')!
    expect(gradients(sum(model.forward(tensor([[1, 2]]))) as Tensor, [kernel])[0].shape).toEqual([2, 3])
  })
})

describe('trainable: false', () => {
  it('begins frozen, and can be unfrozen', () => {
    const images = depthwiseConv2d(2, { trainable: false })
    const model = sequential([input([2, 2, 3]), images, flatten(), dense(2, { trainable: true }), dense(1, { trainable: false })])
    expect(changing(model)).toEqual(['dense.kernel', 'dense.bias'])
    unfreeze(images)
    expect(changing(model)).toEqual(['depthwiseConv2d.kernel', 'depthwiseConv2d.bias', 'dense.kernel', 'dense.bias'])
  })
})

describe('wrong arguments change nothing', () => {
  const model = network()
  const locked: NamedParameters = new Map([...model.parameters(), ['locked', Object.freeze({ tensor: tensor([1]), trainable: true })]])
  const wrong = (value: unknown): never => value as never

  it.each<[string, () => unknown, GradusError['code'], string]>([
    ['nothing', () => freeze(wrong(undefined)), 'type', 'freeze: expected a model, a layer or its parameters(), got undefined'],
    ['a tensor', () => unfreeze(wrong(tensor([1]))), 'type', 'unfreeze: expected a model, a layer or its parameters(), got '],
    ['a layer without any', () => freeze(flatten()), 'state', 'freeze: flatten has no parameters; a layer gets them when'],
    ['a layer that is not built', () => freeze(dense(1)), 'state', 'freeze: dense has no parameters; a layer gets them when'],
    ['an empty map', () => freeze(new Map()), 'state', 'freeze: the map has no parameters'],
    ['a name', () => freeze(model, wrong('encoder')), 'type', 'freeze: the second argument must be a function of a name, got "encoder"'],
    [
      'no name passes',
      () => freeze(model, (name) => name.startsWith('encodr')),
      'range',
      'freeze: no name passes; the parameters are encoder.kernel, encoder.bias, dense.kernel, dense.bias',
    ],
    [
      'no answer',
      () =>
        freeze(
          model,
          wrong(() => 1),
        ),
      'type',
      'must give true or false, gave 1 for "encoder.kernel"',
    ],
    ['a constant', () => freeze(locked), 'state', 'freeze: trainable of locked cannot be changed; its layer made it so'],
    ['no parameter', () => freeze(new Map([['w', wrong(3)]])), 'type', 'freeze: w must be a parameter { tensor, trainable }, got 3'],
  ])('%s', (_, act, code, message) => {
    expect(act).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringContaining(message) }))
    expect(changing(model)).toHaveLength(4)
  })

  it('createParameter: options', () => {
    const make = (options: object): Parameter =>
      createParameter([1], initializers.ones(), { dtype: 'float32', random: randomGenerator() }, options)
    expect(() => make({ trainable: 1 })).toThrow('createParameter: trainable must be true or false, got 1')
    expect(() => make({ statistics: true })).toThrow('createParameter: unknown option "statistics"; did you mean statistic?')
    expect(() => make({ regularizer: 3 })).toThrow('createParameter: regularizer must be a function of a tensor')
    expect(make({ statistic: true, trainable: false })).toMatchObject({ trainable: false, statistic: 'frozen' })
  })
})

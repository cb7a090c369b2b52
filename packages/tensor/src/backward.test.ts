import { describe, expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { backward, gradients } from './backward.ts'
import { ones } from './creation/ones.ts'
import { tensor } from './creation/tensor.ts'
import { noGradient } from './history.ts'
import { add } from './ops/add.ts'
import { divide } from './ops/divide.ts'
import { exp } from './ops/exp.ts'
import { less } from './ops/less.ts'
import { log } from './ops/log.ts'
import { matmul } from './ops/matmul.ts'
import { multiply } from './ops/multiply.ts'
import { power } from './ops/power.ts'
import { sin } from './ops/sin.ts'
import { subtract } from './ops/subtract.ts'
import { sum } from './ops/sum.ts'
import { tanh } from './ops/tanh.ts'
import type { Tensor } from './tensor.ts'

const leaf = (values: number | number[]): Tensor => tensor(values as number[], { requiresGradient: true })

describe('backward', () => {
  it('adds up all uses of a tensor', () => {
    const x = leaf([3])
    const y = multiply(x, x)
    backward(sum(add(multiply(y, x), y)))
    expect(x.gradient!.toArray()).toEqual([3 * 9 + 2 * 3])
  })

  it('adds to what is there until zeroGradient', () => {
    const x = leaf([3])
    const step = () => sum(multiply(x, x)).backward()
    step()
    step()
    expect(x.gradient!.toArray()).toEqual([12])
    x.zeroGradient()
    expect(x.gradient).toBeUndefined()
    step()
    expect(x.gradient!.toArray()).toEqual([6])
  })

  it('gives the same again on the same graph', () => {
    const x = leaf([3])
    const y = sum(power(x, 3))
    y.backward()
    y.backward()
    expect(x.gradient!.toArray()).toEqual([54])
  })

  it('fills leaves only, and only those that want it', () => {
    const x = leaf([3])
    const w = tensor([2])
    const y = multiply(x, w)
    backward(sum(y))
    expect([x.gradient!.item(), w.gradient, y.gradient]).toEqual([2, undefined, undefined])
  })

  it('starts with the gradient it is given', () => {
    const x = leaf([1, 2, 3])
    backward(multiply(x, x), { gradient: tensor([1, 10, 100]) })
    expect(x.gradient!.toArray()).toEqual([2, 40, 600])
  })

  it('gives each leaf a gradient of its own', () => {
    const [a, b] = [leaf([1]), leaf([2])]
    const seed = ones([1])
    backward(add(a, b), { gradient: seed })
    a.gradient!.assign(tensor([7]))
    expect([b.gradient!.item(), seed.item()]).toEqual([1, 1])
  })

  it('remembers nothing of itself', () => {
    const x = leaf([3])
    backward(sum(multiply(x, x)))
    expect(x.gradient!.requiresGradient).toBe(false)
  })

  it('stops at detach', () => {
    const x = leaf([3])
    backward(sum(multiply(x, multiply(x, x).detach())))
    expect(x.gradient!.toArray()).toEqual([9])
  })

  it('goes through a chain of 100,000 operations', () => {
    const x = leaf([0.5])
    let y: Tensor = x
    for (let i = 0; i < 100_000; i++) y = add(y, x)
    backward(sum(y))
    expect(x.gradient!.toArray()).toEqual([100_001])
  })

  it('goes through each operation of a diamond of 60 levels once', () => {
    const x = leaf([1])
    let y: Tensor = x
    for (let i = 0; i < 60; i++) y = add(y, y)
    backward(sum(y))
    expect(x.gradient!.toArray()).toEqual([2 ** 60])
  })
})

describe('gradients', () => {
  it('leaves the tensors alone', () => {
    const x = leaf([3])
    const [dx] = gradients(sum(multiply(x, x)), [x])
    expect(dx.toArray()).toEqual([6])
    expect(x.gradient).toBeUndefined()
  })

  it('reaches tensors in between, and the value itself', () => {
    const x = leaf([3])
    const y = multiply(x, x)
    const z = sum(y)
    expect(gradients(z, [y, x, z]).map((gradient) => gradient.toArray())).toEqual([[1], [6], 1])
  })

  it('does not compute what leads nowhere', () => {
    const [a, b] = [leaf([2]), leaf([3])]
    expect(gradients(sum(multiply(exp(a), b)), [b])[0].item()).toBeCloseTo(Math.exp(2), 5)
  })

  it('gives gradients of gradients of gradients', () => {
    const x = tensor(0.7, { requiresGradient: true, dtype: 'float64' })
    const options = { createGraph: true }
    const [first] = gradients(sin(x), [x], options)
    const [second] = gradients(first, [x], options)
    const [third] = gradients(second, [x], options)
    const [fourth] = gradients(third, [x], options)
    expect(first.item()).toBeCloseTo(Math.cos(0.7), 14)
    expect(second.item()).toBeCloseTo(-Math.sin(0.7), 14)
    expect(third.item()).toBeCloseTo(-Math.cos(0.7), 14)
    expect(fourth.item()).toBeCloseTo(Math.sin(0.7), 14)
  })

  // xᵀA + Aᵀx has the Jacobian A + Aᵀ.
  it('gives Hessians through matmul', () => {
    const x = leaf([1, 2])
    const a = tensor([
      [1, 2],
      [5, 3],
    ])
    const [slope] = gradients(matmul(matmul(x, a), x), [x], { createGraph: true })
    const rows = [tensor([1, 0]), tensor([0, 1])].map((gradient) => gradients(slope, [x], { gradient })[0].toArray())
    expect(rows).toEqual([
      [2, 7],
      [7, 6],
    ])
  })

  // The gradient penalty of a critic: the norm of an input's gradient is itself differentiated with respect to a weight.
  it('differentiates through a gradient penalty', () => {
    const w = tensor([0.3, -0.2], { requiresGradient: true, dtype: 'float64' })
    const x = tensor([1, 2], { requiresGradient: true, dtype: 'float64' })
    const y = tanh(matmul(x, w))
    const [dx] = gradients(y, [x], { createGraph: true })
    const [dw] = gradients(sum(multiply(dx, dx)), [w])
    // d/dw of (1 − t²)²·|w|², with t = tanh(x·w).
    const t = Math.tanh(0.3 - 0.4)
    const size = 0.09 + 0.04
    const expected = [0.3, -0.2].map((wi, i) => 2 * wi * (1 - t * t) ** 2 + size * 2 * (1 - t * t) * -2 * t * (1 - t * t) * [1, 2][i]!)
    dw.toArray().forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 13)
    })
  })

  it('gives undefined for what the value does not depend on, when asked', () => {
    const [a, b] = [leaf([1]), leaf([2])]
    expect(gradients(sum(a), [a, b], { allowUnused: true })[1]).toBeUndefined()
    expect(caught(() => gradients(sum(a), [a, b])).message).toMatch(/^gradients: the value does not depend on item 1 of shape \[1\]/)
  })
})

describe('what is refused', () => {
  const x = leaf([1, 2, 3])

  it.each([
    ['no scalar', () => backward(multiply(x, x)), 'shape', /^backward: needs a scalar, or a gradient of shape \[3\]/],
    [
      'a gradient of another shape',
      () => backward(multiply(x, x), { gradient: tensor([1, 2]) }),
      'shape',
      /^backward: gradient has shape \[2\], expected \[3\]/,
    ],
    [
      'a gradient of another dtype',
      () => backward(multiply(x, x), { gradient: tensor([1, 2, 3], { dtype: 'float64' }) }),
      'type',
      /^backward: gradient is float64, expected float32/,
    ],
    [
      'a number as gradient',
      () => backward(multiply(x, x), { gradient: 1 as never }),
      'type',
      /^backward: gradient must be a tensor, got 1/,
    ],
    ['no history', () => backward(sum(tensor([1]))), 'state', /^backward: no tensor with requiresGradient led to this value/],
    [
      'a result that was made under noGradient',
      () => backward(noGradient(() => sum(x))),
      'state',
      /^backward: no tensor with requiresGradient led to this value \(no operation that was remembered led to it\)$/,
    ],
    ['a comparison', () => backward(less(x, 2)), 'type', /^backward: the value is bool, expected float32 or float64/],
    ['a number', () => backward(3 as never), 'type', /^backward: expected a tensor, got 3/],
    [
      'a misspelt option',
      () => backward(sum(x), { checkFinit: true } as object),
      'type',
      /unknown option "checkFinit"; did you mean checkFinite\?/,
    ],
    ['one tensor for a list', () => gradients(sum(x), x as never), 'type', /^gradients: tensors must be an array, got a Tensor/],
    ['a number in the list', () => gradients(sum(x), [3 as never]), 'type', /^gradients: item 0 must be a tensor, got 3/],
    [
      'a tensor without requiresGradient',
      () => gradients(sum(x), [tensor([1])]),
      'state',
      /^gradients: item 0 of shape \[1\] does not require a gradient/,
    ],
  ] as const)('%s', (_, action, code, message) => {
    const error = caught(action)
    expect(error.message).toMatch(message)
    expect(error.code).toBe(code)
    expect(x.gradient).toBeUndefined()
  })

  it('a tensor that was assigned to after its use', () => {
    const w = leaf([2])
    const y = sum(multiply(w, w))
    w.assign(tensor([5]))
    const error = caught(() => backward(y))
    expect(error.code).toBe('state')
    expect(error.message).toMatch(/^backward: a tensor of shape \[1\] that multiply saved was assigned to after its use/)
    expect(w.gradient).toBeUndefined()
    backward(sum(multiply(w, w)))
    expect(w.gradient!.toArray()).toEqual([10])
  })
})

describe('checkFinite', () => {
  it('names the first operation, backwards, whose gradient is not finite', () => {
    const x = leaf([0, 1])
    const y = sum(multiply(log(x), 2))
    const error = caught(() => backward(y, { checkFinite: true }))
    expect(error.code).toBe('range')
    expect(error.message).toMatch(/^backward: log is the first operation whose gradient is not finite: element 0 for input 0, shape \[2\]/)
    expect(x.gradient).toBeUndefined()
  })

  it('is silent where all is finite', () => {
    const x = leaf([1, 2])
    backward(sum(divide(1, x)), { checkFinite: true })
    expect(x.gradient!.toArray()).toEqual([-1, -0.25])
  })
})

describe('what is remembered', () => {
  it('nothing where no input requires a gradient', () => {
    expect(add(tensor([1]), 1).requiresGradient).toBe(false)
    expect(add(tensor([1]), 1).node).toBeUndefined()
  })

  it('nothing inside noGradient', () => {
    const x = leaf([1])
    expect(noGradient(() => subtract(x, 1)).requiresGradient).toBe(false)
  })
})

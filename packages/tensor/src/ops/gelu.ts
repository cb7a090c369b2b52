import { checkChoice, checkOptions, type Expression, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { checkTensor } from '../check-tensor.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link gelu}. */
export interface GeluOptions {
  /** `'tanh'` for the approximation ½x(1 + tanh(√(2/π)(x + 0.044715x³))); `'none'` unless stated. */
  readonly approximate?: 'none' | 'tanh'
}

/**
 * x · Φ(x), element by element, where Φ is the normal distribution function ½(1 + erf(x/√2)).
 *
 * Gradient: g · (Φ(x) + x · φ(x)).
 * Source: Hendrycks & Gimpel 2016, Gaussian error linear units.
 *
 * @example
 * gelu(tensor([0, 1])).toArray() // [0, 0.8413447737693787]
 */
export function gelu<S extends Shape>(x: Tensor<S>, options: GeluOptions = {}): Tensor<S> {
  checkTensor('gelu', 'x', x)
  checkOptions('gelu', options, ['approximate'])
  const { approximate = 'none' } = options
  checkChoice('gelu', 'approximate', approximate, ['none', 'tanh'])
  return approximate === 'tanh' ? approximateGelu(x) : exactGelu(x)
}

const exactGelu: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'gelu',
  forward: (x) => exact(x),
  gradient: ({ g }, x) => [e.multiply(g, exactSlope(x))],
})

const approximateGelu: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'gelu',
  forward: (x) => approximation(x),
  gradient: ({ g }, x) => [e.multiply(g, approximationSlope(x))],
})

const exact = /* @__PURE__ */ e.formula({
  name: 'gelu',
  define: (x) => e.multiply(e.maximum(x!, -far), normalDistribution(x!)),
  text: '½ · a · (1 + erf(a / √2))',
})

const exactSlope = /* @__PURE__ */ e.formula({
  name: 'gelu slope',
  define: (x) => {
    const near = clamp(x!)
    const density = e.multiply(inverseRootTwoPi, numerics.exp(e.multiply(-0.5, e.multiply(near, near))))
    return e.add(normalDistribution(near), e.multiply(near, density))
  },
  text: 'Φ(a) + a · φ(a)',
})

/** ½(1 + tanh(u)) is the sigmoid of 2u. */
const approximation = /* @__PURE__ */ e.formula({
  name: 'gelu',
  define: (x) => e.multiply(e.maximum(x!, -far), numerics.sigmoid(cubic(x!))),
  text: '½ · a · (1 + tanh(√(2/π) · (a + 0.044715 · a³)))',
})

const approximationSlope = /* @__PURE__ */ e.formula({
  name: 'gelu slope',
  define: (x) => {
    const near = clamp(x!)
    const gate = numerics.sigmoid(cubic(near))
    const steepness = e.multiply(twoRootTwoOverPi, e.add(1, e.multiply(3 * cube, e.multiply(near, near))))
    return e.multiply(gate, e.add(1, e.multiply(e.multiply(near, numerics.sigmoid(e.negate(cubic(near)))), steepness)))
  },
  text: 'the slope of ½ · a · (1 + tanh(√(2/π) · (a + 0.044715 · a³)))',
})

function normalDistribution(x: Expression): Expression {
  return e.multiply(0.5, e.add(1, numerics.erf(e.divide(x, numerics.SQRT2))))
}

function cubic(x: Expression): Expression {
  return e.multiply(twoRootTwoOverPi, e.add(x, e.multiply(cube, e.multiply(x, e.multiply(x, x)))))
}

/** Beyond ±40 both functions are 0 or x to the last bit; with 0 · ∞ they would be NaN. */
function clamp(x: Expression): Expression {
  return e.minimum(e.maximum(x, -far), far)
}

const far = 40
const inverseRootTwoPi = 0.3989422804014327
const twoRootTwoOverPi = 1.5957691216057308
const cube = 0.044715

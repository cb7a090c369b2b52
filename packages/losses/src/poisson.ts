import { checkBoolean, checkNumber, GradusError, type RangeCheck } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { add, defineElementwise, type Tensor } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/** Options of {@link poisson}. */
export interface PoissonOptions extends LossOptions {
  /** Whether predictions are logarithms of rates: PyTorch's `log_input`, and its default. Default false, as in Keras. */
  readonly logInput?: boolean
  /** Whether what depends on the targets alone is added, by Stirling's approximation: PyTorch's `full`. Default false. */
  readonly full?: boolean
  /** What is added to rates inside of the logarithm, > 0. Default 1e-7, as in Keras (PyTorch: 1e-8); none with `logInput`. */
  readonly epsilon?: number
}

/**
 * Poisson loss: p − y·log(p + epsilon), how badly a rate p explains a count y, up to what depends on y alone.
 *
 * With `logInput` it is exp(p) − y·p. With `full`, y·log y − y + ½ log(2π y) is added where y > 1.
 *
 * Shape: prediction [batch, …], target the same, counts → [], or [batch] with reduction 'none'
 * Gradient: 1 − y / (p + epsilon), with `logInput` exp(p) − y, both divided by the count; none for the target.
 * Range: with `logInput` a prediction above 88 in float32 (709 in float64) is a rate beyond the largest number.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for a negative rate or target, an empty batch, or an
 * epsilon that is not > 0.
 *
 * @example
 * poisson()(tensor([1, 2]), tensor([0, 2])).item() // 0.8068527579307556
 */
export function poisson(options: PoissonOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('poisson', options, ['logInput', 'full', 'epsilon'])
  const { logInput = false, full = false, epsilon = 1e-7 } = options
  checkBoolean('poisson', 'logInput', logInput)
  checkBoolean('poisson', 'full', full)
  checkNumber('poisson', 'epsilon', epsilon, { above: 0 })
  if (logInput && options.epsilon !== undefined)
    throw new GradusError('type', 'poisson: epsilon is for rates, got it with logInput: true; leave one out')
  return defineLoss(
    {
      name: 'poisson',
      expects: 'values',
      target: 'likePrediction',
      elements: (prediction, target) => {
        const loss: Tensor = logInput ? ofLogarithms(prediction, target) : ofRates(prediction, target, epsilon)
        return full ? (add(loss, stirling(target)) as Tensor) : loss
      },
    },
    options,
  )
}

const countCheck: RangeCheck = { input: 1, min: 0, max: Infinity, label: 'target', hint: 'targets are counts' }

const rateCheck: RangeCheck = {
  input: 0,
  min: 0,
  max: Infinity,
  allowNaN: true,
  label: 'prediction',
  hint: 'a rate is not negative: end in softplus, or pass { logInput: true } for logarithms of rates',
}

const rateFormula = /* @__PURE__ */ e.formula({
  name: 'poisson',
  text: 'a − b · log(a + c)',
  define: (p, y, epsilon) => e.subtract(p!, e.multiply(y!, numerics.log(e.add(p!, epsilon!)))),
})

const ofRates = /* @__PURE__ */ defineElementwise({
  name: 'poisson',
  forward: (p, y, epsilon) => rateFormula(p!, y!, epsilon!),
  gradient: ({ g }, p, y, epsilon) => [e.multiply(g, e.subtract(1, e.divide(y!, e.add(p!, epsilon!)))), undefined, undefined],
  checks: [rateCheck, countCheck],
})

const ofLogarithms = /* @__PURE__ */ defineElementwise({
  name: 'poisson',
  forward: (x, y) => e.subtract(numerics.exp(x!), e.multiply(y!, x!)),
  gradient: ({ g }, x, y) => [e.multiply(g, e.subtract(numerics.exp(x!), y!)), undefined],
  checks: [countCheck],
})

/** About log y!, where y > 1. */
const stirling = /* @__PURE__ */ defineElementwise({
  name: 'poisson',
  forward: (y) => stirlingFormula(y!),
})

const stirlingFormula = /* @__PURE__ */ e.formula({
  name: 'stirling',
  text: 'a · log(a) − a + log(2π a) / 2 if a > 1, else 0',
  define: (y) => {
    const counted = e.maximum(y!, 1)
    const main = e.subtract(e.multiply(counted, numerics.log(counted)), counted)
    const rest = e.multiply(0.5, numerics.log(e.multiply(2 * numerics.PI, counted)))
    return e.select(e.less(1, y!), e.add(main, rest), 0)
  },
})

import { scalarFunction } from './evaluate.ts'
import * as formulas from './index.ts'

export { PI } from './constants.ts'
export { integerPower } from './integer-power.ts'

/** eˣ of a number; the same bits as the formula {@link formulas.exp} in float64. */
export const exp = /* @__PURE__ */ scalarFunction(formulas.exp)

/** eˣ − 1 of a number. */
export const expm1 = /* @__PURE__ */ scalarFunction(formulas.expm1)

/** The natural logarithm of a number. */
export const log = /* @__PURE__ */ scalarFunction(formulas.log)

/** log(1 + x) of a number. */
export const log1p = /* @__PURE__ */ scalarFunction(formulas.log1p)

/** The hyperbolic tangent of a number. */
export const tanh = /* @__PURE__ */ scalarFunction(formulas.tanh)

/** aᵇ of two numbers. */
export const power = /* @__PURE__ */ scalarFunction(formulas.power, 2)

/** The sine of an angle in radians, for |x| < 2³⁰. */
export const sin = /* @__PURE__ */ scalarFunction(formulas.sin)

/** The cosine of an angle in radians, for |x| < 2³⁰. */
export const cos = /* @__PURE__ */ scalarFunction(formulas.cos)

/** The tangent of an angle in radians, for |x| < 2³⁰. */
export const tan = /* @__PURE__ */ scalarFunction(formulas.tan)

/** The error function of a number. */
export const erf = /* @__PURE__ */ scalarFunction(formulas.erf)

/** The logistic function of a number. */
export const sigmoid = /* @__PURE__ */ scalarFunction(formulas.sigmoid)

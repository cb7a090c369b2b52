/**
 * ⌊log₁₀ |value|⌋ for a finite number other than 0, read off its shortest decimal form, so that it is exact.
 *
 * @example
 * decimalExponent(0.02) // -2
 */
export function decimalExponent(value: number): number {
  const text = value.toExponential()
  return Number(text.slice(text.indexOf('e') + 1))
}

/** digits · 10^exponent, correctly rounded. */
export function decimal(digits: number, exponent: number): number {
  return Number(`${digits}e${exponent}`)
}

/**
 * A number as people write it: `digits` significant ones, no trailing zeros, an exponent where plain digits would be long.
 *
 * @example
 * numberText(0.0171828) // '0.0172'
 * numberText(1.5e-7) // '1.5e-7'
 */
export function numberText(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return '0'
  const rounded = Number(value.toPrecision(digits))
  const exponent = decimalExponent(rounded)
  return exponent >= -4 && exponent < 6 ? minus(String(rounded)) : minus(exponentText(rounded))
}

/** The number with `decimals` digits after the point; large steps are told in thousands or millions. */
export function tickText(value: number, decimals: number): string {
  if (value === 0) return '0'
  const magnitude = decimalExponent(value)
  if (magnitude >= 9 || decimals > 12 || (magnitude < -4 && decimals > 4)) return minus(exponentText(Number(value.toPrecision(6))))
  if (decimals <= -6) return minus(`${value / 1e6}M`)
  if (decimals <= -3) return minus(`${value / 1e3}k`)
  return minus(value.toFixed(Math.max(decimals, 0)))
}

function exponentText(value: number): string {
  return value.toExponential().replace('e+', 'e')
}

/** A real minus sign: as wide as the digits, and never broken from them. */
function minus(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text
}

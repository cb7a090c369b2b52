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

/** The labels of ticks that are multiples of a step of 1, 2 or 5 times 10^exponent, all written in one way. */
export function tickTexts(values: readonly number[], exponent: number): string[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const magnitude = largest === 0 ? 0 : decimalExponent(largest)
  const write = magnitude >= 9 || magnitude < -4 ? inExponents(exponent) : inDigits(magnitude, exponent)
  return values.map((value) => (value === 0 ? '0' : minus(write(value))))
}

function inExponents(exponent: number): (value: number) => string {
  return (value) => {
    const digits = decimalExponent(value) - exponent + 1
    return exponentText(Number(value.toPrecision(Math.max(1, Math.min(15, digits)))))
  }
}

/** Plain digits, or thousands and millions where they are shorter. */
function inDigits(magnitude: number, exponent: number): (value: number) => string {
  const [shift, unit] = magnitude >= 6 && exponent >= 5 ? [6, 'M'] : magnitude >= 4 && exponent >= 2 ? [3, 'k'] : [0, '']
  const decimals = Math.max(0, shift - exponent)
  return (value) => (value / decimal(1, shift)).toFixed(decimals) + unit
}

function exponentText(value: number): string {
  return value.toExponential().replace('e+', 'e')
}

/** A real minus sign: as wide as the digits, and never broken from them. */
function minus(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text
}

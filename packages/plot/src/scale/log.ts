/** ln x of a positive finite double: x = m · 2ᵉ, then the series of 2 artanh((m − 1) / (m + 1)). Good to 1e-15, which no pixel shows. */
export function log(x: number): number {
  let exponent = 0
  let mantissa = x
  while (mantissa >= 1.5) {
    mantissa /= 2
    exponent++
  }
  while (mantissa < 0.75) {
    mantissa *= 2
    exponent--
  }
  const ratio = (mantissa - 1) / (mantissa + 1)
  let sum = 0
  for (let k = 23; k >= 1; k -= 2) sum = sum * ratio * ratio + 1 / k
  return 2 * ratio * sum + exponent * 0.6931471805599453
}

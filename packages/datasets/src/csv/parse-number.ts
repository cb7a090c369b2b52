/** Longer texts are no numbers. */
const longest = 400

const pattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** The number that a text writes in digits, with a decimal point or another mark; undefined for everything else, `0x10`, `1_000` and `inf` too. */
export function parseNumber(text: string, decimal: string): number | undefined {
  if (text.length > longest) return undefined
  const digits = text.trim()
  if (decimal !== '.' && digits.includes('.')) return undefined
  const written = decimal === '.' ? digits : digits.replace(decimal, '.')
  return pattern.test(written) ? Number(written) : undefined
}

/** The number that up to 15 plain digits write, as most fields of most files do; −1 for every other text. */
export function parseDigits(text: string): number {
  const { length } = text
  if (length === 0 || length > 15) return -1
  let value = 0
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

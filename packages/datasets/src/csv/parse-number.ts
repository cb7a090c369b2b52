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

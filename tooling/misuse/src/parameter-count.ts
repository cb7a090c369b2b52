/**
 * How many parameters a function declares, those with a default included (`length` leaves them out). A rest parameter counts as one.
 *
 * It reads the function's own text, in which types are gone: `(a, b = {}) => …`, `name(a) {…`, `class { constructor(a) {…`.
 */
export function parameterCount(f: object): number {
  const whole = Function.prototype.toString.call(f)
  const text = whole.startsWith('class') ? whole.slice(Math.max(0, whole.search(/\bconstructor\s*\(/))) : whole
  if (/^(async\s+)?[\w$]+\s*=>/.test(text)) return 1
  const list = parameterList(text)
  return list.trim() === '' ? 0 : topLevelCommas(list.replace(/,\s*$/, '')) + 1
}

/** The text between the first parenthesis and its partner. */
function parameterList(text: string): string {
  const start = text.indexOf('(') + 1
  let depth = 1
  let end = start
  for (; end < text.length && depth > 0; end++) depth += change(text[end]!)
  return text.slice(start, end - 1)
}

function topLevelCommas(text: string): number {
  let depth = 0
  let commas = 0
  for (const character of text) {
    depth += change(character)
    if (character === ',' && depth === 0) commas++
  }
  return commas
}

function change(character: string): number {
  return '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0
}

/**
 * The lines in which two texts differ, as `-` and `+`, with a line of what is the same before and behind; undefined where they are the same.
 * Of pictures, which have long lines and many, it shows the beginning.
 */
export function difference(before: string, after: string): string | undefined {
  if (before === after) return undefined
  const [was, is] = [before.split('\n'), after.split('\n')]
  const shorter = Math.min(was.length, is.length)
  let start = 0
  while (start < shorter && was[start] === is[start]) start++
  let end = 0
  while (end < shorter - start && was.at(-1 - end) === is.at(-1 - end)) end++
  const part = (lines: readonly string[], sign: string) => {
    const found = lines.slice(start, lines.length - end).map((line) => shortened(`${sign} ${line}`))
    return found.length > 40 ? [...found.slice(0, 40), `${sign} … and ${found.length - 40} more lines`] : found
  }
  const same = (line: string | undefined) => (line === undefined ? [] : [shortened(`  ${line}`)])
  return [...same(was[start - 1]), ...part(was, '-'), ...part(is, '+'), ...same(was[was.length - end])].join('\n')
}

function shortened(line: string): string {
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}

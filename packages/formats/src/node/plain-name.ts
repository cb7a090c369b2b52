import { describe, GradusError } from '@gradus/kernel'

/** The most bytes of a name; what a store adds to it has to fit as well. */
const maxNameBytes = 200

/**
 * Throws 'range' unless a text is the name of a file in its folder on every system: no path, no device, nothing that a system changes or
 * hides.
 */
export function checkPlainName(operation: string, name: string): void {
  const fault = faultOf(name)
  if (fault !== undefined) throw new GradusError('range', `${operation}: the file name ${describe(name)} ${fault}`)
}

function faultOf(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'names no file'
  if (/[/\\]/.test(name)) return 'is a path; it has to stay in its folder'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'has a control character'
  if (/[<>:"|?*]/.test(name)) return 'has one of < > : " | ? *, which Windows does not take'
  if (/[. ]$/.test(name)) return 'ends with a dot or a space, which Windows drops'
  if (/^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(\.|$)/i.test(name.replace(/ +(?=\.|$)/, '')))
    return 'is that of a device on Windows'
  if (/\p{Surrogate}/u.test(name)) return 'has half of a surrogate pair'
  const length = Buffer.byteLength(name)
  return length > maxNameBytes ? `has ${length} bytes, at most ${maxNameBytes} fit together with what a store adds` : undefined
}

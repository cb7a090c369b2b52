/** How wide a text is drawn, in units of its font size: a cautious estimate, since no font can be measured here. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** The text, or as much of its beginning as is at most `width` font sizes wide, ending in an ellipsis. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let kept = ''
  let used = 1
  for (const character of text) {
    used += characterWidth(character)
    if (used > width) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

// Of the usual sans-serif fonts, the widest.
function characterWidth(character: string): number {
  if (/[ .,:;'|!iljtfr()[\]-]/.test(character)) return 0.4
  if (/[mwMW@%—…]/.test(character)) return 0.98
  if (/[A-Z]/.test(character)) return 0.72
  return character.codePointAt(0)! < 0x1100 ? 0.62 : 1
}

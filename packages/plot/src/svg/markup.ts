/** Attributes of an element; numbers become coordinates, undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** A piece of finished XML. Only this file makes it, so that every text in it is escaped. */
export interface Markup {
  readonly xml: string
}

/** Elements that belong together. */
export function group(children: readonly Markup[]): Markup {
  return element('g', {}, children)
}

/** An element; strings among its children are text. */
export function element(name: string, attributes: Attributes, children: readonly (string | Markup)[] = []): Markup {
  let opening = `<${name}`
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) opening += ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeText(value)}"`
  }
  if (children.length === 0) return { xml: `${opening}/>` }
  const content = children.map((child) => (typeof child === 'string' ? escapeText(child) : child.xml)).join('')
  return { xml: `${opening}>${content}</${name}>` }
}

/** A number with one digit after the point: a tenth of a pixel, so that the same numbers give the same text. */
export function coordinate(value: number): string {
  return String(Math.floor(value * 10 + 0.5) / 10)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

// XML 1.0 §2.2 forbids these, escaped or not: control characters, halves of surrogate pairs, U+FFFE and U+FFFF.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

function escapeText(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"']/g, (character) => entities[character]!)
}

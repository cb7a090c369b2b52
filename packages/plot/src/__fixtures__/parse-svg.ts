import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom'

/** The root of an SVG; anything that is not well-formed XML throws. */
export function parseSvg(text: string): Element {
  const root = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'image/svg+xml').documentElement
  if (root === null) throw new Error('no root element')
  return root
}

/** All elements with this name, in the order of the document. */
export function all(root: Element, name: string): Element[] {
  return [...root.getElementsByTagName(name)]
}

/** What an element says: its own and its children's text. */
export function textOf(element: Element | undefined): string {
  return element?.textContent ?? ''
}

/** The value of an attribute, or undefined where there is none. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.getAttribute(name) ?? undefined
}

/** How each path command moves on from a place, given one of its arguments. */
const moves: Record<string, (from: [number, number], numbers: number[]) => [number, number]> = {
  M: (_, [x, y]) => [x!, y!],
  L: (_, [x, y]) => [x!, y!],
  l: ([x, y], [dx, dy]) => [x + dx!, y + dy!],
  H: ([, y], [x]) => [x!, y],
  h: ([x, y], [dx]) => [x + dx!, y],
  v: ([x, y], [dy]) => [x, y + dy!],
}

/** Every corner of a path, one list per subpath. Knows the commands that we write, each stated anew except l. */
export function pathPoints(d: string): [number, number][][] {
  const subpaths: [number, number][][] = []
  let place: [number, number] = [0, 0]
  for (const [, command, text] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    if (command === 'Z') continue
    const move = moves[command!]
    if (move === undefined) throw new Error(`unknown path command ${command}`)
    if (command === 'M') subpaths.push([])
    const numbers = text!
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    if (numbers.some(Number.isNaN)) throw new Error(`not a number in ${command}${text}`)
    const step = 'Hhv'.includes(command!) ? 1 : 2
    for (let i = 0; i < numbers.length; i += step) {
      place = move(place, numbers.slice(i, i + step))
      subpaths.at(-1)!.push(place)
    }
  }
  return subpaths
}

/** Every place that an element of the picture names, of shapes their whole extent. */
export function places(root: Element): [number, number][] {
  const number = (element: Element, name: string) => Number(attribute(element, name) ?? 0)
  const found: [number, number][] = []
  for (const path of all(root, 'path')) found.push(...pathPoints(attribute(path, 'd') ?? '').flat())
  for (const text of all(root, 'text')) found.push([number(text, 'x'), number(text, 'y')])
  for (const rect of all(root, 'rect')) {
    const [x, y] = [number(rect, 'x'), number(rect, 'y')]
    const [width, height] = [number(rect, 'width'), number(rect, 'height')]
    if (!(width >= 0 && height >= 0)) throw new Error(`a rectangle of ${width} by ${height}`)
    found.push([x, y], [x + width, y + height])
  }
  for (const circle of all(root, 'circle')) {
    const [x, y, r] = [number(circle, 'cx'), number(circle, 'cy'), number(circle, 'r')]
    found.push([x - r, y - r], [x + r, y + r])
  }
  return found
}

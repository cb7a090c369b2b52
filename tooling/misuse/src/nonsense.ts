/** A value that is wrong, and what a test calls it. */
export interface Wrong {
  readonly name: string
  readonly value: unknown
}

/** Nothing of ours is made of it. */
class Nonsense {
  readonly nonsense = true
}

/** Values that no argument of ours takes; text, for arguments that are no text. */
export const nonsense: readonly Wrong[] = [
  { name: 'null', value: null },
  { name: '"2"', value: '2' },
  { name: '2n', value: 2n },
  { name: 'Symbol()', value: Symbol('nonsense') },
  { name: 'new Nonsense()', value: new Nonsense() },
]

/** Values that some arguments take; where one is refused, it is refused in words like any other. */
export const unlikely: readonly Wrong[] = [
  { name: 'undefined', value: undefined },
  { name: 'NaN', value: Number.NaN },
  { name: '-1.5', value: -1.5 },
  { name: '1e300', value: 1e300 },
  { name: 'true', value: true },
  { name: '{}', value: {} },
  { name: '[]', value: [] },
  { name: '[[]]', value: [[]] },
  { name: '[null]', value: [null] },
  { name: '() => 3', value: () => 3 },
  { name: 'async () => 3', value: async () => 3 },
  { name: 'new Map()', value: new Map() },
  { name: "new Map([['w', 3]])", value: new Map([['w', 3]]) },
  { name: 'new Float32Array(0)', value: new Float32Array(0) },
  { name: 'a cyclic array', value: cyclic() },
  { name: 'JSON with __proto__', value: JSON.parse('{ "__proto__": { "units": 1 } }') },
]

function cyclic(): unknown[] {
  const array: unknown[] = []
  array.push(array)
  return array
}

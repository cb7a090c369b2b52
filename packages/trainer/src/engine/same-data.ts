/** Whether two values are the same plain data, the bits of numbers included. Shared parts are compared once. */
export function sameData(a: unknown, b: unknown, seen: WeakMap<object, unknown> = new WeakMap()): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (seen.get(a) === b) return true
  seen.set(a, b)
  if (ArrayBuffer.isView(a) || Array.isArray(a)) return sameElements(a as ArrayLike<unknown>, b as ArrayLike<unknown>, seen)
  const keys = Object.keys(a) as (keyof object)[]
  return keys.length === Object.keys(b).length && keys.every((key) => sameData(a[key], b[key], seen))
}

function sameElements(a: ArrayLike<unknown>, b: ArrayLike<unknown>, seen: WeakMap<object, unknown>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!sameData(a[i], b[i], seen)) return false
  return true
}

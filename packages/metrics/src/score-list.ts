/** Numbers that are added one by one: the first `length` of `values`. Plain data, so that a state of such lists can be cloned. */
export interface ScoreList {
  values: Float64Array
  length: number
}

/** An empty list. */
export function scoreList(): ScoreList {
  return { values: new Float64Array(16), length: 0 }
}

/** Adds a number; the room doubles when it is full. */
export function append(list: ScoreList, value: number): void {
  if (list.length === list.values.length) {
    const values = new Float64Array(2 * list.length)
    values.set(list.values)
    list.values = values
  }
  list.values[list.length++] = value
}

/** A copy in ascending order. */
export function ascending({ values, length }: ScoreList): Float64Array {
  return values.slice(0, length).sort()
}

/** Whether a value is such a list. */
export function isScoreList(value: unknown): value is ScoreList {
  const { values, length } = (value ?? {}) as Partial<ScoreList>
  return values instanceof Float64Array && values.length > 0 && Number.isInteger(length) && length! >= 0 && length! <= values.length
}

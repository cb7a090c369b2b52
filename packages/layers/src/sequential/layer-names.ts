import { GradusError } from '@gradus/kernel'
import type { Layer } from '../layer.ts'

/**
 * A name for each layer of one model: its own, or its kind, counted from the second: `dense`, `dense_1` … An instance that is used twice
 * has one name.
 *
 * Throws: GradusError 'state' when two layers have the same name of their own.
 */
export function nameLayers(layers: readonly Layer[]): ReadonlyMap<Layer, string> {
  const owners = new Map<string, Layer>()
  for (const layer of layers) {
    if (layer.name === undefined) continue
    const owner = owners.get(layer.name)
    if (owner !== undefined && owner !== layer)
      throw new GradusError('state', duplicate(layer.name, layers.indexOf(owner), layers.indexOf(layer)))
    owners.set(layer.name, layer)
  }
  const names = new Map<Layer, string>()
  for (const layer of layers) {
    if (names.has(layer)) continue
    const name = layer.name ?? firstFree(layer.kind, owners)
    owners.set(name, layer)
    names.set(layer, name)
  }
  return names
}

function firstFree(kind: string, taken: ReadonlyMap<string, Layer>): string {
  for (let count = 0; ; count++) {
    const name = count === 0 ? kind : `${kind}_${count}`
    if (!taken.has(name)) return name
  }
}

function duplicate(name: string, first: number, second: number): string {
  // The input comes first in the list that the user wrote.
  return `sequential: items ${first + 1} and ${second + 1} are both named "${name}"; give one of them another name`
}

import type { Soaked } from './soak.ts'

/**
 * What a training must not do: keep memory, leave something open, or keep Node from ending. What is in use may grow by a share of what it was
 * after the warm-up; a short training has not warmed up all.
 */
export function complaintsOf({ name, first, last, secondsToExit }: Soaked, share = 0.01): string[] {
  const complaints = (['heap', 'wasm'] as const)
    .filter((kind) => last[kind] > (1 + share) * first[kind])
    .map((kind) => `${name}: ${kind} grew from ${first[kind]} to ${last[kind]} bytes`)
  if (last.handles > first.handles) complaints.push(`${name}: ${last.handles - first.handles} handles more are open`)
  if (secondsToExit > 1) complaints.push(`${name}: Node ended after ${secondsToExit.toFixed(1)} s, expected at most 1 s`)
  return complaints
}

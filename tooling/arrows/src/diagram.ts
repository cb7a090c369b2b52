/** How far an arrow reaches: any import, imports of types only, or imports in a single file. */
export type Reach = 'anything' | 'types' | 'one file'

/** Which packages each package may import. Nothing imports upward, so the order here is from the ground up. */
export const diagram: ReadonlyMap<string, ReadonlyMap<string, Reach>> = new Map([
  ['kernel', arrows()],
  ['cpu', arrows({ kernel: 'anything' })],
  ['wasm', arrows({ kernel: 'anything', cpu: 'anything' })],
  // The one file is the line that names the default backend.
  ['tensor', arrows({ kernel: 'anything', wasm: 'one file' })],
  ['layers', arrows({ kernel: 'anything', tensor: 'anything' })],
  ['losses', arrows({ kernel: 'anything', tensor: 'anything' })],
  ['optimizers', arrows({ kernel: 'anything', tensor: 'anything' })],
  ['metrics', arrows({ kernel: 'anything', tensor: 'anything' })],
  ['datasets', arrows({ kernel: 'anything' })],
  ['formats', arrows({ kernel: 'anything', tensor: 'anything' })],
  ['plot', arrows({ kernel: 'anything' })],
  [
    'trainer',
    arrows({
      kernel: 'anything',
      tensor: 'anything',
      formats: 'anything',
      layers: 'types',
      losses: 'types',
      optimizers: 'types',
      metrics: 'types',
      // Arrays given to `fit` become a dataset: see apps/docs/decisions/001.
      datasets: 'anything',
    }),
  ],
  [
    'gradus',
    arrows({
      kernel: 'anything',
      cpu: 'anything',
      wasm: 'anything',
      tensor: 'anything',
      layers: 'anything',
      losses: 'anything',
      optimizers: 'anything',
      metrics: 'anything',
      datasets: 'anything',
      formats: 'anything',
      plot: 'anything',
      trainer: 'anything',
    }),
  ],
])

function arrows(to: Record<string, Reach> = {}): ReadonlyMap<string, Reach> {
  return new Map(Object.entries(to))
}

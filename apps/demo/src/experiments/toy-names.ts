import type { ActivationName } from './names.ts'

/** The toy sets of points in the plane, what each looks like, and what solves it: read without loading the library. */
export const toys = {
  moons: {
    rule: 'two half circles that reach into each other',
    samples: 200,
    noise: 0.1,
    hidden: [16, 16],
    activation: 'tanh',
    epochs: 200,
  },
  circles: { rule: 'a circle within a circle', samples: 200, noise: 0.05, hidden: [16, 16], activation: 'tanh', epochs: 200 },
  spirals: { rule: 'two arms that wind around each other', samples: 400, noise: 0.005, hidden: [32, 32], activation: 'silu', epochs: 400 },
  blobs: { rule: 'two clouds of points, which a straight line parts', samples: 200, noise: 1, hidden: [], activation: 'tanh', epochs: 100 },
} as const satisfies Record<string, ToyDefaults>

/** What a toy set has unless told otherwise. */
export interface ToyDefaults {
  readonly rule: string
  readonly samples: number
  readonly noise: number
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly epochs: number
}

export type ToyName = keyof typeof toys

export const toyNames = Object.keys(toys) as ToyName[]

/** What all of them have. */
export const toyTraining = { batchSize: 32, adamRate: 0.01, turns: 1.5 } as const

/** The share of points that it was not trained on that must be right for a toy set to count as solved. */
export const solvedShare = 0.99
